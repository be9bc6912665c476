// Calls to the server's endpoints, whole or streamed. Same origin only.

// What went wrong: a key of the table of words with its values, or a sentence.
export class Failure extends Error {
  constructor(said, values) {
    super(said);
    this.values = values;
  }
}

function told(said) {
  try {
    const [key, values] = JSON.parse(said);
    return new Failure(key, values);
  } catch {
    return new Failure(said ?? "error");
  }
}

const base = () => new URL("gradio_api/", document.baseURI);

async function post(path, body, signal) {
  let response;
  try {
    response = await fetch(new URL(path, base()), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("error.server");
  }
  if (!response.ok) throw new Failure("error");
  return response.json();
}

// Yields each value the endpoint sends; the last one is complete.
export async function* stream(name, data, signal) {
  const { event_id } = await post(`call/page_${name}`, { data }, signal);
  let response;
  try {
    response = await fetch(new URL(`call/page_${name}/${event_id}`, base()), { signal });
    for await (const [event, value] of events(response.body)) {
      if (event === "error") throw told(value?.error);
      if (event === "generating" || event === "complete") if (value?.length) yield value[0];
    }
  } catch (error) {
    if (error.name === "AbortError") cancel(name, event_id);
    else if (!(error instanceof Failure)) throw new Failure("error.server");
    throw error;
  }
}

export async function call(name, ...data) {
  let last;
  for await (const value of stream(name, data)) last = value;
  return last;
}

function cancel(name, event_id) {
  const endpoint = window.gradio_config?.dependencies?.find((d) => d.api_name === `page_${name}`);
  post("cancel", { session_hash: event_id, event_id, fn_index: endpoint?.id ?? 0 }).catch(() => {});
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event && data !== undefined) yield [event, JSON.parse(data)];
    }
  }
}
