// Where the sandbox is, and plain requests to it.

const base = process.env.SANDBOX_URL?.replace(/\/$/, '');
if (!base) {
  console.error('Set SANDBOX_URL to the address of a running sandbox.');
  process.exit(2);
}

/** The sandbox's address, without a slash at its end. */
export const SANDBOX = base;

/** The same address for WebSockets. */
export const SOCKETS = base.replace(/^http/, 'ws');

/** Sends a request; the reply's status, headers and body (read as JSON where it is). */
export async function send(method, path, { body, token, headers = {}, raw } = {}) {
  const all = { ...headers };
  if (token) all['X-Webitel-Access'] = token;
  if (body !== undefined) all['Content-Type'] = 'application/json';
  const response = await fetch(SANDBOX + path, {
    method,
    headers: all,
    body: body === undefined ? raw : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: readJson(text) };
}

/** Sends a request that must succeed; its body. */
export async function call(method, path, options) {
  const { status, text, body } = await send(method, path, options);
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`);
  return body;
}

/** Signs in; the access token. */
export async function login(account) {
  const reply = await call('POST', '/api/login', {
    body: { username: account.username, password: account.password },
  });
  return reply.access_token ?? reply.authorization.access_token;
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
