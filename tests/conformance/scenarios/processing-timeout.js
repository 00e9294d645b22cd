import { Desk } from '../harness/desk.js';
import { World } from '../harness/world.js';

export const title = 'A form that is not sent, a report while talking';

export default async function (t) {
  const world = await World.create({ queue: { processing: true, processing_sec: 1 }, team: { wrap_up_time: 1 } });
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { invite, chat } = await desk.join(olena.id);
  const attempt = Number(invite.variables.cc_attempt_id);
  await desk.ask(chat.leave());
  await desk.inbox.next('channel/processing', (e) => e.attempt_id === attempt);
  const waiting = await desk.inbox.next('channel/waiting', (e) => e.attempt_id === attempt);
  t.equal('a form that runs out frees the channel at once', waiting.channel, 'chat');
  t.equal('… without a rest', desk.inbox.all('channel/wrap_time').length, 0);
  await desk.told.next('chat/destroy', (c) => c.id === chat.id);
  await t.fails('… and takes no report any more', desk.ask(desk.client.reportingTask(attempt, { success: true })),
    'app.cc_member.reporting.app_err');
  await t.fails('… nor a renewal', desk.request('cc_renewal', { attempt_id: attempt, renewal_sec: 5 }),
    'app.cc_member.renewal_attempt.app_err');

  const taras = await world.customer({ name: 'Taras' });
  const second = await desk.join(taras.id);
  await desk.ask(second.chat.reporting({ success: true, description: 'quick one' }));
  const left = await desk.inbox.next('chat/leave_conversation', (e) => e.conversation_id === taras.id);
  t.equal('a report while talking leaves the chat', left.leaved_channel_id, second.chat.channelId);
  const wrap = await desk.inbox.next('channel/wrap_time', (e) => e.attempt_id === Number(second.invite.variables.cc_attempt_id));
  t.ok('… and the rest follows', wrap.wrap_time.timeout > Date.now() - 2000);
  t.ok('… for the customer the chat is over', await taras.hears('closed'));
  t.ok('the channel is free after the rest', await desk.inbox.next('channel/waiting', (e) => e.attempt_id === undefined));
  await Promise.all([desk.end(), olena.stop(), taras.stop()]);
}
