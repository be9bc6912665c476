// Starts the page and passes what the reader does to the part that knows it.

import { Failure, call } from "./api.js";
import * as chat from "./chat.js";
import * as composer from "./composer.js";
import * as source from "./source.js";
import * as store from "./store.js";
import * as tools from "./tools.js";
import * as words from "./words.js";

const { element, spoken, word } = words;
let root;
const part = (selector) => root.querySelector(selector);

function begin(app) {
  root = app;
  document.body.append(app); // out of Gradio's component, whose styles are for running text
  const settings = JSON.parse(app.dataset.settings);
  words.begin(settings.words);
  theme(localStorage.getItem("assistant.theme"));
  part("#answer-language").value = localStorage.getItem("assistant.answer-language") ?? "auto";
  words.show(app);
  language();
  const hooks = { announce, toast, listed, wording, download };
  source.begin(app);
  chat.begin(app, settings, hooks);
  tools.begin(app, settings, hooks);
  composer.begin(part("#question"), chat.submit);
  app.addEventListener("click", clicked);
  app.addEventListener("submit", submitted);
  app.addEventListener("change", changed);
  document.addEventListener("keydown", pressed);
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
  addEventListener("beforeprint", () => printing(true));
  addEventListener("afterprint", () => printing(false));
  store.watch(() => { listed(); chat.sync().catch(complain); });
  listed();
  if (store.currentId()) chat.load(store.currentId()).catch(complain);
  if (matchMedia("(min-width: 60rem)").matches) part("#question").focus();
  app.classList.add("ready");
}

const actions = {
  skip: (_, event) => { event.preventDefault(); view("chat"); part("#question").focus(); },
  view: (button) => view(button.dataset.view),
  language: () => { words.switchTo(words.current() === "ja" ? "en" : "ja", root); language(); chat.examples(); },
  theme: () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark", true),
  menu: () => drawer(!root.classList.contains("with-menu")),
  "close-all": () => { drawer(false); source.close(); },
  new: () => { source.close(); chat.start(); view("chat"); drawer(false); part("#question").focus(); },
  open: (button) => { source.close(); view("chat"); drawer(false); return chat.load(button.dataset.id); },
  rename: (button) => rename(button.dataset.id),
  delete: (button) => remove(button.dataset.id),
  "save-md": (button) => save(button.dataset.id, "markdown"),
  "save-json": (button) => save(button.dataset.id, "json"),
  source: (button) => source.open(button),
  read: (button) => source.read(button),
  previous: () => source.step(-1),
  next: () => source.step(1),
  "source-close": () => source.close(),
  stop: () => chat.stop(),
  suggest: (button) => chat.suggest(button.textContent),
  retry: (button) => chat.retry(button),
  edit: (button) => chat.edit(button),
  "edit-cancel": () => chat.cancelEdit(),
  copy: (button) => copy(chat.turnOf(button).turn.reply),
  good: (button) => vote(button),
  bad: (button) => vote(button),
  remove: (button) => tools.remove(button.dataset.doc),
  "summary-save": () => tools.saveSummary(),
  "summary-stop": () => tools.stopSummary(),
  "change-dismiss": (button) => tools.dismiss(button),
  "feedback-export": () => tools.saveFeedback(),
};

const forms = {
  ask: () => chat.submit(),
  summarize: (form) => tools.summarize(form),
  check: (form) => tools.check(form),
  feedback: (form) => saveVote(form),
};

function clicked(event) {
  const button = event.target.closest("[data-do]");
  const action = button && !button.matches("form, input") && actions[button.dataset.do];
  for (const menu of root.querySelectorAll("details.more[open]")) if (!menu.contains(event.target) || action) menu.open = false;
  if (action) Promise.resolve(action(button, event)).catch(complain);
}

function submitted(event) {
  event.preventDefault();
  Promise.resolve(forms[event.target.dataset.do]?.(event.target)).catch(complain);
}

function changed(event) {
  if (event.target.id === "answer-language") {
    localStorage.setItem("assistant.answer-language", event.target.value);
    chat.examples();
  }
  if (event.target.dataset.do === "renderings") source.renderings(event.target.checked);
}

function pressed(event) {
  if (event.key !== "Escape" || composer.commits(event)) return;
  const menu = part("details.more[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  else if (root.classList.contains("with-menu")) { drawer(false); part("[data-do=menu]").focus(); }
  else if (!source.close() && !chat.cancelEdit() && chat.busy()) chat.stop();
}

function view(name) {
  source.close();
  for (const section of root.querySelectorAll(".view")) section.hidden = section.dataset.view !== name;
  for (const tab of root.querySelectorAll("[data-do=view]")) {
    if (tab.dataset.view === name) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  root.dataset.view = name;
  if (name === "documents" || name === "summary") tools.documents().catch(complain);
}

function language() {
  part("[data-do=language]").lang = words.current() === "ja" ? "en" : "ja";
  const radio = part(`.view.summary [name=language][value=${words.current()}]`);
  radio.checked = true;
}

function theme(chosen, keep = false) {
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  if (keep) localStorage.setItem("assistant.theme", chosen);
}

// On paper everything stands open, dark on light.
let unfolded = [];
let shownAs = "";

function printing(on) {
  if (on && !shownAs) {
    unfolded = [...root.querySelectorAll("details.sources:not([open])")];
    shownAs = document.documentElement.dataset.theme;
  }
  for (const details of unfolded) details.open = on;
  document.documentElement.dataset.theme = on ? "light" : shownAs;
  if (!on) [unfolded, shownAs] = [[], ""];
}

function drawer(on) {
  root.classList.toggle("with-menu", on);
  part("[data-do=menu]").setAttribute("aria-expanded", String(on));
}

const menu = {
  rename: "conversation.rename",
  "save-md": "conversation.export_md",
  "save-json": "conversation.export_json",
  delete: "conversation.delete",
};

function listed() {
  const now = chat.now().id;
  part(".conversations .list").replaceChildren(
    ...store.all().map((conversation) => {
      const title = element("button", { type: "button", className: "title", textContent: conversation.title });
      Object.assign(title.dataset, { do: "open", id: conversation.id });
      if (conversation.id === now) title.setAttribute("aria-current", "true");
      const items = Object.entries(menu).map(([action, key]) => {
        const item = element("button", { type: "button" }, spoken(key));
        Object.assign(item.dataset, { do: action, id: conversation.id });
        return element("li", {}, item);
      });
      const summary = element("summary", { textContent: "⋯" });
      summary.setAttribute("aria-label", `${word("conversation.more")} ${conversation.title}`);
      return element("li", {}, title, element("details", { className: "more" }, summary, element("ul", {}, ...items)));
    }),
  );
  part(".conversations .hint").hidden = store.all().length > 0;
}

function rename(id) {
  const conversation = store.get(id);
  const row = part(`.conversations .title[data-id="${CSS.escape(id)}"]`).closest("li");
  const input = element("input", { type: "text", value: conversation.title, maxLength: 120 });
  input.setAttribute("aria-label", word("conversation.rename"));
  let done = false;
  const finish = (keep) => {
    if (done) return;
    done = true;
    const latest = store.get(id);
    if (keep && latest && input.value.trim()) {
      latest.title = input.value.trim();
      if (chat.now().id === id) chat.now().title = latest.title;
      store.put(latest);
    }
    listed();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") finish(true);
    if (event.key === "Escape" && !composer.commits(event)) { event.stopPropagation(); finish(false); }
  });
  input.addEventListener("blur", () => finish(true));
  row.replaceChildren(input);
  input.select();
}

function remove(id) {
  const kept = store.get(id);
  store.remove(id);
  if (chat.now().id === id) chat.start();
  listed();
  const undo = element("button", { type: "button", className: "link" }, spoken("undo"));
  undo.addEventListener("click", () => { store.put(kept); listed(); undo.closest(".toast").remove(); });
  toast(spoken("conversation.deleted"), undo);
}

async function save(id, form) {
  const { title, turns } = store.get(id);
  const text = await call("save", title, turns.map(({ question, reply }) => ({ question, reply })), form, words.current());
  const name = title.replace(/[^\p{L}\p{N} _-]/gu, "").trim().slice(0, 40) || "conversation";
  download(text, `${name}.${form === "json" ? "json" : "md"}`, form === "json" ? "application/json" : "text/markdown");
}

function download(text, name, type) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function copy(reply) {
  const sources = reply.citations.map((c) => `[${c.n}] ${[c.title, c.author, c.date].filter(Boolean).join(" · ")}\n    ${c.quote.replace(/\s+/g, " ")}`);
  try {
    await navigator.clipboard.writeText([reply.answer, ...sources].join("\n\n"));
    toast(spoken("copied"));
  } catch {
    toast(spoken("copy.failed"));
  }
}

function vote(button) {
  const reply = button.closest(".reply");
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const other of reply.querySelectorAll("[data-do=good], [data-do=bad]")) other.setAttribute("aria-pressed", String(other === button && on));
  const form = reply.querySelector(".feedback");
  form.hidden = !on;
  if (on) form.elements.comment.focus();
}

async function saveVote(form) {
  const { turn, history } = chat.turnOf(form);
  const chosen = form.closest(".reply").querySelector("[aria-pressed=true]").dataset.do;
  await call("vote", chosen, form.elements.comment.value, turn.question, history, turn.reply);
  form.hidden = true;
  form.reset();
  toast(spoken("feedback.saved"));
}

function toast(...content) {
  const shown = element("div", { className: "toast" }, ...content);
  part(".toasts").replaceChildren(shown);
  setTimeout(() => shown.remove(), content.length > 1 ? 12_000 : 4_000);
}

function announce(text) {
  part("#said").textContent = text;
}

function wording(error) {
  if (!(error instanceof Failure)) return spoken("error");
  return error.message.startsWith("error") ? spoken(error.message, error.values) : error.message;
}

function complain(error) {
  if (!(error instanceof Failure)) console.error(error);
  toast(wording(error));
}

const found = document.getElementById("app");
if (found) begin(found);
else {
  new MutationObserver((_, observer) => {
    const app = document.getElementById("app");
    if (!app) return;
    observer.disconnect();
    begin(app);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
