import { Desk } from '../harness/desk.js';
import { SANDBOX, send } from '../harness/server.js';
import { within } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'Files';

// A PNG of one pixel.
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export default async function (t) {
  const world = await World.create();
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { chat } = await desk.join(olena.id);

  await fromAgent(t, desk, olena, chat);
  await fromCustomer(t, desk, olena, chat);
  await refusals(t, desk, olena, chat);
  await foreign(t, world, desk, olena, chat);
  await Promise.all([desk.end(), olena.stop()]);
}

async function fromAgent(t, desk, olena, chat) {
  const file = new File([PIXEL], 'квитанція.png', { type: 'image/png' });
  t.equal('a file is sent', await desk.ask(chat.sendFile(file)), undefined);
  const echo = await desk.inbox.next('chat/message', (m) => m.type === 'file');
  t.equal('the author hears it himself', [echo.file.name, echo.file.mime.split(';')[0], echo.file.size, echo.channel_id],
    ['квитанція.png', 'image/png', PIXEL.length, chat.channelId]);
  t.ok('its number is a number', Number.isInteger(echo.file.id) && echo.file.id > 0);

  const shown = chat.messages.at(-1).file;
  t.ok("the SDK's address has its quirk", shown.url.includes('source=image/png'), shown.url);
  const download = await fetch(shown.url);
  t.equal("the SDK's address downloads it", [download.status, Buffer.from(await download.arrayBuffer()).equals(PIXEL)], [200, true]);
  t.ok('… as an attachment with its name', disposition(download).startsWith('attachment') &&
    disposition(download).includes(encodeURIComponent('квитанція.png')), disposition(download));
  t.equal('… whose type must not be guessed', download.headers.get('x-content-type-options'), 'nosniff');

  const part = await fetch(shown.streamUrl, { headers: { Range: 'bytes=1-3' } });
  t.equal('a stream gives the part asked for', [part.status, await part.text()], [206, 'PNG']);
  t.ok('… inline, being a picture', disposition(part).startsWith('inline') || !disposition(part), disposition(part));

  const got = await olena.gets((m) => m.file?.name === 'квитанція.png');
  t.ok('the customer gets the file', (await olena.bytesOf(got.file)).equals(PIXEL));
  t.equal('without a token or a signature there is nothing', (await send('GET', `/api/storage/file/${echo.file.id}/download`)).status, 401);
}

async function fromCustomer(t, desk, olena, chat) {
  await olena.sendFile('page.html', 'text/html', '<script>alert(1)</script>');
  const { file } = await desk.inbox.next('chat/message', (m) => m.file?.name === 'page.html');
  const stream = await send('GET', `/api/storage/file/${file.id}/stream`, { token: desk.token });
  t.equal("a customer's page arrives", [stream.status, stream.text], [200, '<script>alert(1)</script>']);
  t.ok('… but is never shown inline', disposition(stream).startsWith('attachment'), disposition(stream));

  await olena.sendFile('../../etc/pass\u0000wd\n.txt', 'text/plain', 'x');
  const odd = await desk.inbox.next('chat/message', (m) => m.file?.mime.startsWith('text/plain'));
  t.ok('paths and control characters do not survive in names', !/[\\/\u0000-\u001f]/.test(odd.file.name) &&
    !odd.file.name.startsWith('.'), odd.file.name);
  t.equal('the SDK shows whose they are', chat.messages.at(-1).member?.name, chat.members[0].name);
}

async function refusals(t, desk, olena, chat) {
  const upload = (path, options) => send('POST', `/api/storage/file/${path}`, { token: desk.token, ...options });
  const raw = await upload(`${olena.id}/upload?channel=chat&name=note.txt`, {
    raw: 'hello', headers: { 'Content-Type': 'text/plain' },
  });
  t.equal('raw bytes are taken too', [raw.status, raw.body?.[0]?.name, raw.body?.[0]?.size], [200, 'note.txt', 5]);
  t.ok('… with a signed link that lasts', Number(new URL(raw.body[0].shared, SANDBOX).searchParams.get('expires')) > Date.now());
  t.equal('… which works without a token', (await send('GET', raw.body[0].shared)).text, 'hello');
  t.ok('… and not when it is changed', (await send('GET', raw.body[0].shared.replace(/signature=./, 'signature=0x'))).status >= 401);

  const huge = await upload(`${olena.id}/upload?channel=chat&name=huge.bin`, {
    raw: Buffer.alloc(21 * 1024 * 1024), headers: { 'Content-Type': 'application/octet-stream' },
  });
  t.equal('more than 20 MB are refused', huge.body?.id, 'utils.file.locally.writing.limit');
  t.ok('… with the limit', /20/.test(huge.body?.detail ?? ''), huge.body?.detail);
  t.equal('an upload needs a token', (await send('POST', `/api/storage/file/${olena.id}/upload`, { raw: 'x' })).status, 401);

  const ids = { channel_id: chat.channelId, conversation_id: olena.id };
  await t.fails('a file needs an absolute address', desk.request('send_file_chat',
    { ...ids, id: raw.body[0].id, size: 5, url: raw.body[0].shared, name: 'note.txt', mime: 'text/plain' }), 'chat.send.file.app_err');
  await t.fails('a file needs a number', desk.request('send_file_chat', { ...ids, id: 0, size: 5, url: SANDBOX }),
    'api.websocket_handler.invalid_param.app_error');
}

async function foreign(t, world, desk, olena, chat) {
  const stranger = await Desk.start(await world.agent({ skills: [] }));
  const { id } = chat.messages.find((m) => m.file).file;
  const peek = await send('GET', `/api/storage/file/${id}/download`, { token: stranger.token });
  t.equal('agents read the files of chats', peek.status, 200);
  const outside = await send('GET', `/api/storage/file/${id}/download`);
  t.equal('… and nobody else does', outside.status, 401);
  const push = await send('POST', `/api/storage/file/${olena.id}/upload?channel=chat&name=a.txt`, {
    token: stranger.token, raw: 'x', headers: { 'Content-Type': 'text/plain' },
  });
  t.ok("nobody uploads into another agent's chat", push.status === 403 || push.status === 404, push.status);
  await within(stranger.end(), 'the socket to close');
}

function disposition(response) {
  return response.headers.get('content-disposition') ?? '';
}
