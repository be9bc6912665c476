// The words of the page in two languages: looked up by key, changed in place.

let table = {};
let language = "ja";

export function begin(words) {
  table = words;
  language = chosen();
}

function chosen() {
  const kept = localStorage.getItem("assistant.language");
  if (kept === "ja" || kept === "en") return kept;
  for (const tag of navigator.languages ?? [navigator.language]) {
    const name = tag.slice(0, 2).toLowerCase();
    if (name === "ja" || name === "en") return name;
  }
  return "en";
}

export const current = () => language;

export function word(key, values = {}) {
  const text = table[language]?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

// Put every word inside `root` into the language of the page. Values are text: they are never markup.
export function say(root) {
  const all = (selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];
  const values = (element) => JSON.parse(element.dataset.wValues ?? "{}");
  for (const element of all("[data-w]")) element.textContent = word(element.dataset.w, values(element));
  for (const element of all("[data-w-label]")) {
    const text = word(element.dataset.wLabel, values(element));
    element.setAttribute("aria-label", text);
    if (element.matches("button, a, select")) element.title = text;
  }
  for (const element of all("[data-w-placeholder]")) element.placeholder = word(element.dataset.wPlaceholder);
}

export function switchTo(next, root) {
  language = next;
  localStorage.setItem("assistant.language", next);
  show(root);
}

export function show(root) {
  document.documentElement.lang = language;
  root.dataset.language = language;
  document.title = word("product");
  say(root);
}

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function spoken(key, values) {
  const made = element("span", { textContent: word(key, values) });
  made.dataset.w = key;
  if (values) made.dataset.wValues = JSON.stringify(values);
  return made;
}

export function waiting(key, values) {
  return element("p", { className: "searching", role: "status" }, element("span", { className: "dots", ariaHidden: "true" }), spoken(key, values));
}

// HTML of our own server, in which all text is escaped, with its words in the page's language.
export function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  say(template.content);
  return template.content;
}
