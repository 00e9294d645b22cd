import { Desk } from '../harness/desk.js';
import { send } from '../harness/server.js';
import { World } from '../harness/world.js';

export const title = 'History over REST';

export default async function (t) {
  const world = await World.create();
  const ann = await world.agent();
  const desk = await Desk.online(ann);
  const olena = await world.customer({ name: 'Olena', says: 'first word' });
  const { chat } = await desk.join(olena.id);
  for (let i = 1; i <= 20; i++) await desk.ask(chat.sendText(`line ${i}`));
  await desk.settle();

  const read = (query, token = desk.token, id = olena.id) => send('GET', `/api/chat/dialogs/${id}/messages?${query}`, { token });
  const page = (await read('limit=5')).body;
  t.equal('newest first', page.messages.map((m) => m.text), ['line 20', 'line 19', 'line 18', 'line 17', 'line 16']);
  t.equal('there is more', page.next, true);
  const author = page.peers[Number(page.messages[0].from.id) - 1];
  t.equal('authors are counted from 1', [author.type, author.id], ['user', String(ann.user_id)]);
  t.ok('numbers and times are texts', typeof page.messages[0].id === 'string' && typeof page.messages[0].date === 'string');
  t.equal('without a limit 16 come', (await read('')).body.messages.length, 16);

  const older = (await read(`limit=5&offset.id=${page.messages.at(-1).id}`)).body;
  t.equal('an offset is exclusive', older.messages[0].text, 'line 15');
  const all = (await read('limit=100', desk.token, olena.id.replaceAll('-', ''))).body;
  t.equal('an id without dashes names the same chat', all.messages.length, 20 + 1 + all.messages.filter((m) => peer(all, m).type === 'bot').length);
  t.equal('the whole history has no next page', Boolean(all.next), false);
  const kinds = new Set(all.messages.map((m) => peer(all, m).type));
  t.equal('bot, customer and agent wrote', [...kinds].sort(), ['bot', 'user', 'webchat']);
  t.equal('texts can be searched', (await read('q=first')).body.messages.map((m) => m.text), ['first word']);

  const bad = await read('', desk.token, 'not-an-id');
  t.equal('an id that is none is refused', [bad.status, bad.body.id], [400, 'messages.query.chat.id.input']);
  const stranger = await Desk.start(await world.agent({ skills: [] }));
  const peek = await read('', stranger.token);
  t.ok("nobody reads another agent's chat", [403, 404].includes(peek.status) || peek.body.messages?.length === 0, peek.status);
  const list = await send('GET', '/api/chat/dialogs?size=100', { token: stranger.token });
  t.equal('nobody lists it', list.body.data.filter((d) => d.id === olena.id.replaceAll('-', '')).length, 0);
  t.equal('nobody reads without a token', (await read('', 'stale')).status, 401);
  await Promise.all([desk.end(), stranger.end(), olena.stop()]);
}

function peer(page, message) {
  return page.peers[Number(message.from.id) - 1];
}
