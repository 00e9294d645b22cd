import { Desk } from '../harness/desk.js';
import { until } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'A queue in which agents pick the chats';

export default async function (t) {
  const world = await World.create({ queue: { manual_distribution: true } });
  const desk = await Desk.online(await world.agent());
  const other = await Desk.online(await world.agent());
  const olena = await world.customer({ name: 'Olena', says: 'Pick me' });

  const waiting = await until(() => desk.agent.waitingListChats[0], 'the waiting list');
  t.equal('the waiting chat is listed', [waiting.displayName, waiting.message, waiting.queue.name, waiting.sessionId],
    ['Olena', 'Pick me', world.queue.name, olena.id]);
  t.ok('… with numbers for the attempt, the wait and the deadline',
    [waiting.attemptId, waiting.wait, waiting.deadline].every(Number.isInteger), waiting);
  t.equal('… and who spoke last', waiting.member?.type !== undefined, true);
  t.equal('nobody is invited by itself', desk.inbox.all('chat/user_invite').length, 0);

  await desk.ask(desk.agent.interceptAttempt(waiting.attemptId));
  const { invite, chat } = await desk.invited(olena.id);
  t.equal('who picks it is invited', [invite.variables.cc_manual_distribution, invite.variables.wbt_auto_answer], ['true', 'true']);
  await until(() => chat.state === 'active', 'the SDK to accept by itself');
  t.ok('… and the SDK accepts by itself', chat.autoAnswered);
  const hidden = await other.inbox.next('notification/hide_attempt', (body) => body.attempt_id === waiting.attemptId);
  t.equal('the others see it go', hidden.channel, 'chat');
  await t.fails('it cannot be picked twice', other.ask(other.agent.interceptAttempt(waiting.attemptId)), 'app.cc_member.intercept.app_err');
  await Promise.all([desk.end(), other.end(), olena.stop()]);
}
