import { Desk } from '../harness/desk.js';
import { World } from '../harness/world.js';

export const title = 'An invitation that nobody answers';

export default async function (t) {
  const world = await World.create({ team: { invite_chat_timeout: 1, no_answer_delay: 1, max_no_answer: 2 } });
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();

  const first = await desk.invited(olena.id);
  const attempt = Number(first.invite.variables.cc_attempt_id);
  t.equal('the invitation says how long it lives', first.invite.timeout_sec, 1);
  const over = await desk.inbox.next('chat/decline_invite');
  t.equal('it expires', [over.invite_id, over.cause], [first.invite.invite_id, 'TIMEOUT']);
  t.ok('the attempt counts as missed', await desk.inbox.next('channel/missed', (e) => e.attempt_id === attempt));
  await t.fails('an expired invitation cannot be accepted',
    desk.request('join_chat', { invite_id: first.invite.invite_id }), 'chat.invite.not_found');
  t.ok('after the delay the channel is free', await desk.inbox.next('channel/waiting', (e) => e.attempt_id === undefined));

  const second = await desk.invited(olena.id);
  t.equal('the chat comes again, as the same attempt', Number(second.invite.variables.cc_attempt_id), attempt);
  const out = await desk.inbox.next('agent_status', (e) => e.data.status === 'break_out');
  t.ok('too many misses take the agent out', out);
  t.equal('the SDK shows it', desk.agent.status, 'break_out');
  await desk.ask(desk.agent.online(['chat'], false));
  const third = await desk.join(olena.id);
  t.ok('going online again brings the chat back', third.chat.state === 'active');
  await Promise.all([desk.end(), olena.stop()]);
}
