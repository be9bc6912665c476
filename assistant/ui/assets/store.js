// Conversations in this browser: data only, never HTML. Written by whole conversation, so that two open
// pages do not undo one another.

const KEY = "assistant.conversations";
const CURRENT = "assistant.current";

export function all() {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(read) ? read.filter((c) => c && typeof c.id === "string" && Array.isArray(c.turns)) : [];
  } catch {
    return [];
  }
}

export const get = (id) => all().find((c) => c.id === id);

export const currentId = () => localStorage.getItem(CURRENT);

export function setCurrent(id) {
  if (id) localStorage.setItem(CURRENT, id);
  else localStorage.removeItem(CURRENT);
}

export function fresh() {
  return { id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, title: "", updated: 0, turns: [] };
}

// Returns how many old conversations had to go to make room.
export function put(conversation) {
  const others = all().filter((c) => c.id !== conversation.id);
  const list = [{ ...conversation, updated: conversation.updated || Date.now() }, ...others].sort((a, b) => b.updated - a.updated);
  return write(list, conversation.id);
}

export function remove(id) {
  write(all().filter((c) => c.id !== id), "");
}

function write(list, keep) {
  for (let gone = 0; ; gone++) {
    try {
      localStorage.setItem(KEY, JSON.stringify(list));
      return gone;
    } catch (error) {
      const oldest = list.findLastIndex((c) => c.id !== keep);
      if (oldest < 0) throw error;
      list.splice(oldest, 1);
    }
  }
}
