// The source panel: the document of a citation with its sentence lit. What an answer cites is fetched when
// the answer is complete, so that a mark lights its sentence at once.

import { call } from "./api.js";
import { element, fragment, spoken } from "./words.js";

const fetched = new WeakMap();
let panel, app, group, citations = [], at = 0, shown = "", opener = null;

export function begin(root) {
  app = root;
  panel = root.querySelector("aside.source");
}

const cited = (element) => JSON.parse(element.dataset.citations);

export function prefetch(element) {
  if (!fetched.has(element)) {
    const wanted = cited(element);
    const promise = wanted.length ? call("sources", wanted) : Promise.resolve({});
    promise.catch(() => fetched.delete(element));
    fetched.set(element, promise);
  }
  return fetched.get(element);
}

export async function open(mark) {
  group = mark.closest("[data-citations]");
  citations = cited(group);
  opener = mark;
  await show(citations.findIndex((c) => c.n === Number(mark.dataset.n)));
}

export async function step(by) {
  if (citations.length) await show((at + by + citations.length) % citations.length);
}

async function show(index) {
  at = Math.max(0, index);
  const citation = citations[at];
  const pages = await prefetch(group);
  reveal();
  for (const n of group.querySelectorAll(".mark, .cited")) n.classList.toggle("current", n.dataset.n === String(citation.n));
  const key = `${group.dataset.citations} ${citation.doc}`;
  if (shown !== key) {
    panel.querySelector(".page").replaceChildren(fragment(pages[citation.doc] ?? ""));
    shown = key;
  }
  panel.querySelector(".position").replaceChildren(spoken("source.position", { n: citation.n, of: citations.length }));
  for (const b of panel.querySelectorAll("[data-do=previous], [data-do=next]")) b.hidden = citations.length < 2;
  light(citation.n);
}

function light(n, focus = true) {
  for (const lit of panel.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const gloss of panel.querySelectorAll(".gloss")) gloss.remove();
  const marks = [...panel.querySelectorAll(`mark[data-n~="${Number(n)}"]`)];
  const twins = [];
  for (const mark of marks) {
    mark.classList.add("lit");
    const sentence = mark.closest(".sentence");
    if (sentence) twins.push(...panel.querySelectorAll(`.rendering .sentence[data-s="${sentence.dataset.s}"]`));
  }
  for (const twin of twins) twin.classList.add("lit");
  if (!marks.length) return;
  bring(marks, twins.filter((twin) => twin.checkVisibility()));
  if (focus) marks[0].focus({ preventScroll: true });
}

const GAP = 12;

// Scroll to the sentence, below what sticks to the top. Its rendering is to be seen with it: where the paragraph is too long for
// that, it is put under the sentence as well.
function bring(marks, twins) {
  const page = panel.querySelector(".page");
  const about = page.querySelector(".about");
  const stuck = about && getComputedStyle(about).position === "sticky" ? about.offsetHeight : 0;
  const room = page.clientHeight - stuck - 2 * GAP;
  if (twins.length && height(marks.concat(twins)) > room) {
    const gloss = element("span", { className: "gloss", lang: twins[0].lang, textContent: [...new Set(twins)].map((twin) => twin.textContent).join(" ") });
    marks.at(-1).closest(".sentence").after(gloss);
    twins = [gloss];
  }
  const spare = Math.max(0, room - height(marks.concat(twins)));
  const top = Math.min(...marks.concat(twins).map((part) => part.getBoundingClientRect().top));
  const from = spare ? top : marks[0].getBoundingClientRect().top;
  page.scrollTop += from - page.getBoundingClientRect().top - stuck - GAP - Math.min(spare, page.clientHeight * 0.2);
}

function height(parts) {
  const boxes = parts.map((part) => part.getBoundingClientRect());
  return Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
}

export async function read(button) {
  const html = await call("read", button.dataset.doc);
  leave();
  shown = "";
  opener = button;
  reveal();
  panel.querySelector(".page").replaceChildren(fragment(html));
  panel.querySelector(".page").scrollTop = 0;
  panel.querySelector(".position").replaceChildren();
  for (const b of panel.querySelectorAll("[data-do=previous], [data-do=next]")) b.hidden = true;
  panel.querySelector("[data-do=source-close]").focus();
}

function reveal() {
  panel.hidden = false;
  app.classList.add("with-source");
}

function leave() {
  for (const n of app.querySelectorAll(".current:is(.mark, .cited)")) n.classList.remove("current");
  [group, citations] = [null, []];
}

export function close() {
  if (panel.hidden) return false;
  panel.hidden = true;
  app.classList.remove("with-source");
  leave();
  if (opener?.isConnected) opener.focus();
  opener = null;
  return true;
}

export function renderings(on) {
  panel.classList.toggle("originals-only", !on);
  if (citations.length) light(citations[at].n, false);
}
