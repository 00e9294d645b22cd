import { Desk } from '../harness/desk.js';
import { call } from '../harness/server.js';
import { until } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'Messages that are not plain';

export default async function (t) {
  const world = await World.create();
  const ann = await world.agent();
  const desk = await Desk.online(ann);
  const olena = await world.customer();
  const { chat } = await desk.join(olena.id);

  await call('POST', `/sandbox/conversations/${olena.id}/bot`, { body: { text: 'Bot speaking' } });
  const bot = await desk.inbox.next('chat/message', (m) => m.text === 'Bot speaking');
  t.equal('the flow speaks under the id of the conversation', bot.channel_id, olena.id);

  const once = await olena.say('said once', 'key-1');
  const again = await olena.say('said once', 'key-1');
  await desk.settle();
  t.equal('what a customer sends again under one key is stored and told once',
    [again.id, desk.inbox.all('chat/message', (m) => m.text === 'said once').length], [once.id, 1]);

  const typo = await olena.say('helo');
  await desk.inbox.next('chat/message', (m) => m.id === typo.id);
  await call('PATCH', `/sandbox/messages/${typo.id}`, { body: { text: 'hello' } });
  const edited = await desk.inbox.next('chat/message', (m) => m.id === typo.id && m.updated_at);
  t.equal('an edited message comes again with its time', [edited.text, edited.updated_at > 0], ['hello', true]);

  await call('DELETE', `/sandbox/messages/${typo.id}`);
  const deleted = await desk.inbox.next('chat/message_deleted');
  t.equal('a deletion names the message', [deleted.id, deleted.type, deleted.text], [typo.id, 'text', '[deleted]']);
  const shown = await until(() => chat.messages.find((m) => m.id === typo.id && m.text === '[deleted]'), 'the deletion in the SDK');
  t.equal('… and the SDK replaces its text', shown.text, '[deleted]');

  await desk.request('update_channel_chat', { channel_id: chat.channelId, read_until: Date.now() - 1000 }).catch(() => {});
  await call('POST', '/sandbox/faults', { body: { user: ann.user, fail_next_send: 'after' } });
  await t.fails('a gateway may fail after the message was stored', desk.ask(chat.sendText('stored all the same')), 'chat.send.text.app_err');
  t.ok('… and the author hears it all the same', await desk.inbox.next('chat/message', (m) => m.text === 'stored all the same'));
  await Promise.all([desk.end(), olena.stop()]);
}
