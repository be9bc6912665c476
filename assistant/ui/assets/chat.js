// The log of a conversation: asking, streaming, stopping, asking again, editing.

import { Failure, call, stream } from "./api.js";
import { fit, tooLong } from "./composer.js";
import { prefetch } from "./source.js";
import * as store from "./store.js";
import { element, fragment, spoken, waiting, word } from "./words.js";

const HISTORY_TURNS = 6;

let root, settings, hooks, conversation, running = null, editing = -1;
const part = (selector) => root.querySelector(selector);
const turns = () => [...part(".turns").children];
// A turn that is kept is found by its id: what failed stands in the log and not in the conversation.
const placeOf = (section) => conversation.turns.findIndex((turn) => turn.id === section.dataset.id);
const sectionOf = (turn) => turns().find((section) => turn && section.dataset.id === turn.id);

export function begin(app, given, given_hooks) {
  [root, settings, hooks] = [app, given, given_hooks];
  conversation = store.fresh();
  examples();
}

export function examples() {
  const answer = part("#answer-language").value;
  part(".examples").replaceChildren(
    ...settings.examples.map((example) => {
      const language = answer === "auto" ? document.documentElement.lang : answer;
      const button = element("button", { type: "button", className: "suggestion", textContent: example[language], lang: language });
      button.dataset.do = "suggest";
      return element("li", {}, button);
    }),
  );
}

export const now = () => conversation;
export const busy = () => running !== null;

function history(before, turns = conversation.turns) {
  return turns.slice(Math.max(0, before - HISTORY_TURNS), before).flatMap((t) => [["user", t.question], ["assistant", t.reply.answer]]);
}

export function submit() {
  const field = part("#question");
  if (busy() || !field.value.trim()) return;
  if (tooLong(field, settings.max_question)) return field.reportValidity();
  const text = field.value.trim();
  field.value = "";
  fit(field);
  const from = editing;
  cancelEdit();
  if (from >= 0) for (const turn of conversation.turns.splice(from)) sectionOf(turn)?.remove();
  return ask(text, conversation.turns.length);
}

export function suggest(text) {
  if (!busy()) return ask(text, conversation.turns.length);
}

// Ask and put the reply at `index`; a turn that is there is replaced, those after it stay.
async function ask(text, index) {
  const mine = conversation;
  const lang = part("#answer-language").value;
  const at = mine.turns[index]?.at ?? Date.now();
  const turn = element("section", { className: "turn" });
  for (const section of turns()) if (!section.dataset.id) section.remove();
  const before = sectionOf(mine.turns[index]);
  if (before) before.replaceWith(turn);
  else part(".turns").append(turn);
  pending(turn, text);
  root.classList.add("talking");
  turn.scrollIntoView({ block: "start" });
  running = new AbortController();
  state(true);
  let last = null;
  let kept = null;
  try {
    for await (const value of stream("ask", [text, lang, history(index)], running.signal)) {
      last = value;
      turn.replaceChildren(fragment(value.html));
      turn.setAttribute("aria-busy", "true");
    }
    if (!last) throw new Failure("error");
    kept = keep(mine, index, { at, question: text, lang, reply: last.reply }, turn);
    hooks.announce(word("answered", { n: last.reply.citations.length }));
  } catch (error) {
    if (error.name === "AbortError") await stopped(mine, turn, index, { at, question: text, lang, reply: last?.reply });
    else failed(turn, text, error);
  } finally {
    running = null;
    state(false);
    turn.removeAttribute("aria-busy");
    const reply = turn.querySelector("[data-citations]");
    // First what a press on a mark will need, then what may come late.
    if (reply) prefetch(reply).then(() => kept && suggestions(mine, kept, turn)).catch(() => {});
    sync().catch(() => {});
  }
}

// Questions to ask next are sought when the answer is there, and put under it unless the reader has moved on.
async function suggestions(mine, asked, turn) {
  const found = await call("follow_ups", asked.question, asked.lang, history(mine.turns.indexOf(asked), mine.turns), asked.reply);
  if (!found.questions.length || !mine.turns.includes(asked)) return;
  asked.reply.follow_ups = found.questions;
  store.join(mine);
  if (turn.isConnected) turn.querySelector(".reply")?.append(fragment(found.html));
}

function keep(mine, index, given, section) {
  const turn = { id: store.newId(), ...given };
  mine.turns[index] = turn;
  section.dataset.id = turn.id;
  mine.title ||= mine.turns[0].question.slice(0, 60);
  mine.updated = Date.now();
  if (store.join(mine)) hooks.toast(spoken("conversation.full"));
  if (mine === conversation) store.setCurrent(mine.id);
  hooks.listed();
  return turn;
}

function asked(text) {
  return element("div", { className: "asked" }, element("p", { className: "question", textContent: text }));
}

function pending(turn, text) {
  turn.setAttribute("aria-busy", "true");
  turn.replaceChildren(asked(text), waiting("searching"));
}

async function stopped(mine, section, index, turn) {
  if (turn.reply?.answer) {
    keep(mine, index, turn, section);
    const [html] = await call("turns", [{ question: turn.question, reply: turn.reply }]).catch(() => [""]);
    if (html) section.replaceChildren(fragment(html));
    section.append(element("p", { className: "note" }, spoken("stopped")));
  } else {
    section.replaceChildren(asked(turn.question), again(spoken("stopped.empty"), turn.question));
  }
}

// What the question itself is wrong in is wrong the next time too.
function failed(turn, text, error) {
  const hopeless = error instanceof Failure && /^error\.(question|request)\./.test(error.message);
  turn.replaceChildren(asked(text), hopeless ? note(hooks.wording(error)) : again(hooks.wording(error), text));
}

function note(...said) {
  return element("p", { className: "note failed", role: "alert" }, ...said);
}

function again(said, text) {
  const button = element("button", { type: "button", className: "link" }, spoken("retry"));
  button.addEventListener("click", () => !busy() && ask(text, conversation.turns.length));
  return note(said, " ", button);
}

export function stop() {
  running?.abort();
}

function state(on) {
  part(".send").hidden = on;
  part(".stop").hidden = !on;
}

export function retry(button) {
  const index = placeOf(button.closest(".turn"));
  if (!busy() && conversation.turns[index]) return ask(conversation.turns[index].question, index);
}

export function edit(button) {
  editing = placeOf(button.closest(".turn"));
  const field = part("#question");
  field.value = conversation.turns[editing].question;
  part(".editing").hidden = false;
  fit(field);
  field.focus();
}

// True where a question was being edited.
export function cancelEdit() {
  const was = editing >= 0;
  if (editing >= 0 && part("#question").value === conversation.turns[editing]?.question) part("#question").value = "";
  editing = -1;
  part(".editing").hidden = true;
  fit(part("#question"));
  return was;
}

export function turnOf(element) {
  const index = placeOf(element.closest(".turn"));
  return { index, turn: conversation.turns[index], history: history(index) };
}

export function start() {
  stop();
  cancelEdit();
  conversation = store.fresh();
  store.setCurrent("");
  part(".turns").replaceChildren();
  root.classList.remove("talking");
  hooks.listed();
}

export async function load(id) {
  stop();
  cancelEdit();
  const found = store.get(id);
  if (!found) return start();
  conversation = found;
  store.setCurrent(id);
  root.classList.toggle("talking", found.turns.length > 0);
  hooks.listed();
  part(".turns").replaceChildren();
  if (!(await draw())) return;
  part(".log").scrollTop = part(".log").scrollHeight;
  for (const reply of part(".turns").querySelectorAll(".turn:last-child [data-citations]")) prefetch(reply).catch(() => {});
}

// Show every turn of the conversation: those that are shown already as they are, and what failed at the end. False if another was opened meanwhile.
async function draw() {
  const mine = conversation;
  const missing = mine.turns.filter((turn) => !sectionOf(turn));
  const rendered = missing.length ? await call("turns", missing.map(({ question, reply }) => ({ question, reply }))) : [];
  if (conversation !== mine) return false;
  const made = new Map(missing.map((turn, n) => [turn.id, element("section", { className: "turn" }, fragment(rendered[n]))]));
  for (const [id, section] of made) section.dataset.id = id;
  part(".turns").replaceChildren(...mine.turns.map((turn) => sectionOf(turn) ?? made.get(turn.id)).filter(Boolean), ...turns().filter((s) => !s.dataset.id));
  return true;
}

// Show what another page has made of this conversation; while an answer is on its way, that is done after it.
export async function sync() {
  if (busy()) return;
  const edited = conversation.turns[editing];
  store.merge(conversation);
  if (edited) editing = conversation.turns.indexOf(edited);
  part(".editing").hidden = editing < 0;
  root.classList.toggle("talking", part(".turns").childElementCount + conversation.turns.length > 0);
  const shown = turns().map((section) => section.dataset.id).filter(Boolean);
  if (shown.join() !== conversation.turns.map((turn) => turn.id).join()) await draw();
}
