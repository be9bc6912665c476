// Conversations in this browser: data only, never HTML. What another open page has written of a conversation meanwhile
// is joined with what this one has: no page undoes another.

const KEY = "assistant.conversations";
const CURRENT = "assistant.current";

// The ids of a conversation's turns when this page last read or wrote it.
const known = new WeakMap();
const ids = (turns) => new Set(turns.map((turn) => turn.id));

export function all() {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    const kept = Array.isArray(read) ? read.filter((c) => c && typeof c.id === "string" && Array.isArray(c.turns)) : [];
    for (const conversation of kept) {
      conversation.turns = conversation.turns.map((turn, n) => ({ id: String(n), at: n, ...turn })); // older stores have neither
      known.set(conversation, ids(conversation.turns));
    }
    return kept;
  } catch {
    return [];
  }
}

// Called whenever another page has written.
export function watch(changed) {
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) changed(); });
}

export const get = (id) => all().find((c) => c.id === id);

export const currentId = () => localStorage.getItem(CURRENT);

export function setCurrent(id) {
  if (id) localStorage.setItem(CURRENT, id);
  else localStorage.removeItem(CURRENT);
}

export const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

export function fresh() {
  return { id: newId(), title: "", updated: 0, turns: [] };
}

// Take the turns that other pages have added, in order of time, and let go of those that they have removed.
export function merge(conversation) {
  const stored = get(conversation.id);
  if (!stored) return;
  const before = known.get(conversation) ?? new Set();
  const [mine, theirs] = [ids(conversation.turns), ids(stored.turns)];
  const kept = conversation.turns.filter((turn) => !before.has(turn.id) || theirs.has(turn.id));
  const added = stored.turns.filter((turn) => !before.has(turn.id) && !mine.has(turn.id));
  conversation.turns = [...kept, ...added].sort((a, b) => a.at - b.at);
  conversation.title = stored.title || conversation.title;
  known.set(conversation, theirs);
}

// Put a conversation together with what other pages have written of it.
export function join(conversation) {
  merge(conversation);
  const gone = put(conversation);
  known.set(conversation, ids(conversation.turns));
  return gone;
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
