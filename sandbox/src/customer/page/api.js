// The customer's interface of the sandbox. A chat is `{id, token}`; the token goes in a header
// wherever a browser allows it.

const BASE = new URL('customer/', document.baseURI);

/** A refusal by the server, in its own words; `lost` = the server may not have got the request. */
export class Refusal extends Error {
  constructor(message, status, lost) {
    super(message);
    this.status = status;
    this.lost = lost;
  }
}

/** How long a request may take, in milliseconds. */
const LIMIT = 15_000;

async function request(method, path, { chat, body, query, type, limit = LIMIT } = {}) {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const headers = {};
  if (chat) headers.Authorization = `Bearer ${chat.token}`;
  if (type) headers['Content-Type'] = type;
  let response;
  try {
    response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(limit) });
  } catch {
    throw new Refusal("The server can't be reached.", 0, true);
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refusal(problem.detail || `The server answered ${response.status}.`, response.status, response.status >= 502);
}

const json = (body) => ({ body: JSON.stringify(body), type: 'application/json' });

/** The queues that a customer may choose: `[{id, name}]`. */
export async function listQueues() {
  return (await (await request('GET', 'queues')).json()).items;
}

/** Starts a chat: `{id, token}`. */
export async function beginChat(start) {
  const { id, token } = await (await request('POST', 'chats', json(start))).json();
  return { id, token };
}

/** Sends a text; the stored message. Sent again under the same key it is not stored again. */
export async function sendText(chat, text, key) {
  return (await request('POST', `chats/${chat.id}/messages`, { chat, ...json({ text, key }) })).json();
}

/** Sends a file; the stored message. Sent again under the same key it is not stored again. */
export async function sendFile(chat, file, key) {
  const type = file.type || 'application/octet-stream';
  const query = { name: file.name, key };
  return (await request('POST', `chats/${chat.id}/files`, { chat, query, body: file, type, limit: 120_000 })).json();
}

/** The bytes of a file of the chat. */
export async function fetchFile(chat, id) {
  return (await request('GET', `chats/${chat.id}/files/${id}`, { chat, limit: 120_000 })).blob();
}

/** Ends the chat. */
export async function endChat(chat) {
  await request('POST', `chats/${chat.id}/end`, { chat, ...json({}) });
}

/** Whether the server still knows the chat. */
export async function isKnown(chat) {
  try {
    await request('GET', `chats/${chat.id}/messages`, { chat, query: { after: Number.MAX_SAFE_INTEGER } });
    return true;
  } catch (refusal) {
    return refusal.lost || refusal.status >= 500;
  }
}

/** Listens to the chat; the first event brings what was said after message `after`. */
export function listen(chat, after) {
  const url = new URL(`chats/${chat.id}/socket`, BASE);
  url.protocol = url.protocol.replace('http', 'ws');
  // A browser's WebSocket can not set headers.
  url.searchParams.set('token', chat.token);
  url.searchParams.set('after', after);
  return new WebSocket(url);
}
