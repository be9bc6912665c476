// Summaries, checking a draft, and the documents.

import { Failure, call, stream } from "./api.js";
import { prefetch } from "./source.js";
import { element, fragment, spoken, waiting, word } from "./words.js";

let root, settings, hooks, summary = null, summarizing = null;
const part = (selector) => root.querySelector(selector);

export function begin(app, given, given_hooks) {
  [root, settings, hooks] = [app, given, given_hooks];
  const drop = part(".drop");
  for (const kind of ["dragover", "dragenter"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); add([...event.dataTransfer.files]); });
  const input = drop.querySelector("input");
  input.addEventListener("change", () => { add([...input.files]); input.value = ""; });
}

async function work(result, button, key, action) {
  if (button.disabled) return;
  button.disabled = true;
  result.replaceChildren(waiting(key));
  try {
    await action();
    for (const group of result.querySelectorAll("[data-citations]")) if (group.dataset.citations !== "[]") prefetch(group).catch(() => {});
  } catch (error) {
    result.replaceChildren(element("p", { className: "note failed", role: "alert" }, hooks.wording(error)));
  } finally {
    button.disabled = false;
  }
}

export function summarize(form) {
  const result = part(".view.summary .result");
  return work(result, form.querySelector("[type=submit]"), "summary.making", async () => {
    const given = new FormData(form);
    const topic = given.get("topic").trim();
    const asked = [given.getAll("document"), topic, given.get("language") ?? document.documentElement.lang, given.get("length")];
    const read = element("small", { className: "indexed" });
    const halt = element("button", { type: "button", className: "link" }, spoken("stop"));
    const foot = element("p", { className: "row end" }, read, halt);
    halt.dataset.do = "summary-stop";
    result.append(foot);
    summarizing = new AbortController();
    let made = null;
    let ended = null;
    try {
      for await (const step of stream("summarize", asked, summarizing.signal)) {
        if (step.html === undefined) read.replaceChildren(spoken("summary.read", { n: step.read }));
        else result.replaceChildren(fragment((made = step).html), foot);
      }
    } catch (error) {
      if (error.name !== "AbortError") throw error;
      ended = element("p", { className: "note", role: "status" }, spoken(made ? "stopped" : "stopped.empty"));
    } finally {
      summarizing = null;
    }
    if (!made) return result.replaceChildren(ended);
    summary = { title: topic || word("view.summary"), reply: made.reply };
    const save = element("button", { type: "button", className: "link" }, spoken("summary.download"));
    save.dataset.do = "summary-save";
    result.replaceChildren(fragment(made.html), ...(ended ? [ended] : []), element("p", { className: "row end" }, save));
  });
}

// What has come so far stays.
export function stopSummary() {
  summarizing?.abort();
}

export async function saveSummary() {
  const { title, reply } = summary;
  hooks.download(await call("save", title, [{ question: title, reply }], "markdown", reply.language), "summary.md", "text/markdown");
}

export function check(form) {
  const draft = form.elements.draft.value;
  if (!draft.trim()) return form.elements.draft.focus();
  const result = part(".view.check .result");
  return work(result, form.querySelector("[type=submit]"), "check.running", async () => result.replaceChildren(fragment(await call("check", draft))));
}

// What a list shows; it is put there anew only where that has changed, so that whoever works with the keyboard keeps the place.
const listed = new WeakMap();

function list(place, html) {
  if (listed.get(place) === html && place.childElementCount) return;
  place.replaceChildren(fragment(html));
  listed.set(place, html);
}

export async function documents() {
  const read = await call("documents");
  list(part(".view.documents .result"), read.list);
  const ticked = new Set([...root.querySelectorAll(".boxes input:checked")].map((box) => box.value));
  list(part(".boxes"), read.choices);
  for (const box of root.querySelectorAll(".boxes input")) box.checked = ticked.has(box.value);
}

// One file after another; every file has its row from the beginning.
async function add(files) {
  const rows = files.map((file) => element("li", { className: "waiting" }, spoken("documents.waiting", { name: file.name })));
  part(".changes").prepend(...rows.toReversed());
  for (const [n, file] of files.entries()) {
    const row = rows[n];
    row.className = "adding";
    row.replaceChildren(waiting("documents.adding", { name: file.name }));
    try {
      if (file.size > settings.max_file_mb * 2 ** 20) {
        row.replaceChildren(...refused(file, spoken("documents.too_large", { max: settings.max_file_mb })));
      } else {
        await addOne(file, row);
      }
    } catch (error) {
      row.replaceChildren(...refused(file, hooks.wording(error)));
    }
    row.className = "";
    if (row.querySelector(".failed")) row.append(dismissal());
    await documents();
  }
}

async function addOne(file, row) {
  const count = element("small", { className: "indexed" });
  row.append(count);
  let done;
  for await (const step of stream("add", [file.name, await base64(file)])) {
    if (step.indexed) count.replaceChildren(spoken("documents.indexed", { n: step.indexed }));
    else done = step;
  }
  row.replaceChildren(fragment(done.html));
  if (done.what === "added") row.append(undo(() => remove(row.querySelector(".file").textContent, row)));
}

// A file that was not added is told of until the reader has seen it.
function dismissal() {
  const button = element("button", { type: "button", className: "link" }, spoken("documents.dismiss"));
  button.dataset.do = "change-dismiss";
  return button;
}

export function dismiss(button) {
  const row = button.closest("li");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next?.querySelector("button") ?? part(".drop input")).focus();
}

function refused(file, why) {
  const part = (className, ...content) => element("span", { className }, ...content);
  return [part("state failed", spoken("documents.failed")), " ", part("file", file.name), part("why", why)];
}

export async function remove(doc, row = null) {
  const shown = part(`.view.documents li[data-doc="${CSS.escape(doc)}"]`);
  listed.delete(part(".view.documents .result"));
  shown?.classList.add("leaving");
  shown?.querySelector("[data-do=remove]").replaceWith(waiting("documents.removing"));
  const done = await call("remove", doc).finally(documents);
  row?.remove();
  if (done.what !== "removed") return hooks.toast(fragment(done.html));
  if (row) return;
  hooks.toast(spoken("documents.removed", { doc }), undo(async () => {
    hooks.toast(waiting("documents.restoring"));
    const back = await call("restore", doc).finally(documents);
    hooks.toast(back.what === "added" ? spoken("documents.back", { doc }) : fragment(back.html));
  }));
}

function undo(action) {
  const button = element("button", { type: "button", className: "link" }, spoken("undo"));
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await action();
      button.closest(".toast")?.remove();
    } catch (error) {
      hooks.toast(hooks.wording(error));
    }
  });
  return button;
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(new Failure("error"));
    reader.readAsDataURL(file);
  });
}

export async function saveFeedback() {
  const suite = await call("votes");
  if (suite) hooks.download(suite, "feedback.jsonl", "application/jsonl");
  else hooks.toast(spoken("feedback.empty"));
}
