import { Desk } from '../harness/desk.js';
import { send } from '../harness/server.js';
import { until } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'Silence and the lists of closed chats';

export default async function (t) {
  const world = await World.create({ queue: { processing: false, max_idle_client: 1 } });
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer({ name: 'Silent' });
  const { chat } = await desk.join(olena.id);
  await desk.ask(chat.sendText('Hello?'));
  const left = await desk.inbox.next('chat/leave_conversation', () => true, 20_000);
  t.equal('a silent customer is left by the server, without a cause', [left.leaved_channel_id, left.cause], [chat.channelId, undefined]);

  const list = (query) => send('GET', `/api/agent/chats?size=10&page=1&${query}`, { token: desk.token });
  const silent = await until(async () => {
    const { body } = await list('only_closed=true&only_unprocessed=true');
    return body.items?.find((c) => c.id === olena.id);
  }, 'the unprocessed chat');
  t.equal('the chat is closed without having been processed', [silent.close_reason, silent.unprocessed_close], ['client_timeout', true]);
  t.equal('its last word has an author', [silent.last_message.text, silent.last_message.from.type], ['Hello?', 'agent']);
  t.equal('its queue and gateway are named', [silent.queue.name, silent.gateway.type], [world.queue.name, 'webchat']);
  t.ok('long numbers are texts', typeof silent.closed_at === 'string' && Number(silent.closed_at) > Number(silent.started_at));

  const count = async () => (await send('GET', '/api/agent/chats/counter?only_closed=true&only_unprocessed=true', { token: desk.token })).body.count;
  t.equal('it is counted', await count(), 1);
  t.equal('it can be marked as processed', (await send('PATCH', `/api/agent/chats/${olena.id}`, { token: desk.token, body: {} })).status, 200);
  t.equal('… and is no longer counted', await count(), 0);
  t.ok('… but listed as processed', (await list('only_closed=true&only_unprocessed=false')).body.items.some((c) => c.id === olena.id));
  const again = await send('PATCH', `/api/agent/chats/${olena.id}`, { token: desk.token, body: {} });
  t.equal('… once only', [again.status, again.body.id], [500, 'chat.agent.mark_chat_processed.no_rows_affected.error']);
  await Promise.all([desk.end(), olena.stop()]);
}
