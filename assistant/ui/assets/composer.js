// The question field. While a kana–kanji conversion is open, Enter belongs to the conversion.

import { word } from "./words.js";

// Safari ends the composition before it reports the Enter that ended it; nobody presses Enter again so soon.
const AFTER_COMPOSITION_MS = 80;

let composing = false;
let endedAt = -Infinity;

// True for an Enter that commits a conversion, in every order in which browsers report it.
export function commits(event) {
  return event.isComposing || composing || event.keyCode === 229 || event.timeStamp - endedAt < AFTER_COMPOSITION_MS;
}

export function begin(field, send) {
  document.addEventListener("compositionstart", () => (composing = true), true);
  document.addEventListener("compositionend", (event) => { composing = false; endedAt = event.timeStamp; }, true);
  for (const kind of ["keydown", "keypress"]) {
    document.addEventListener(kind, (event) => {
      if (event.key !== "Enter" || !event.target.matches?.("#app textarea, #app input")) return;
      if (commits(event)) {
        event.stopImmediatePropagation();
        if (!event.isComposing && !composing && event.keyCode !== 229) event.preventDefault();
      } else if (kind === "keydown" && event.target === field && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (!event.repeat) send();
      }
    }, true);
  }
  field.addEventListener("input", () => fit(field));
}

export function fit(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
}

export function tooLong(field, max) {
  const long = [...field.value].length > max;
  field.setCustomValidity(long ? word("question.too_long", { max }) : "");
  return long;
}
