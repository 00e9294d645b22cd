import { Desk } from '../harness/desk.js';
import { send } from '../harness/server.js';
import { World } from '../harness/world.js';

export const title = 'Handing a chat over';

export default async function (t) {
  await toColleague(t);
  await toPlan(t);
  await wrongTargets(t);
}

async function toColleague(t) {
  const world = await World.create({ queue: { processing: true, processing_sec: 60 } });
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer({ says: 'To be handed over' });
  const { invite, chat } = await desk.join(olena.id);
  await desk.ask(chat.sendText('I ask a colleague'));

  const bob = await world.agent({ skills: [] });
  const bobDesk = await Desk.online(bob);
  const users = await send('GET', `/api/call_center/users?size=100&q=${encodeURIComponent(bob.name)}`, { token: desk.token });
  const target = users.body?.items?.find((user) => Number(user.id) === bob.user_id);
  t.equal('colleagues are listed, their numbers as texts', typeof target?.id, 'string');

  t.equal('a colleague takes over', await desk.ask(chat.transferToUser(bob.user_id)), undefined);
  const left = await desk.inbox.next('chat/leave_conversation');
  t.equal('the former agent leaves with the cause', [left.leaved_channel_id, left.cause], [invite.invite_id, 'TRANSFER']);
  t.ok('the SDK knows it as handed over', chat.isTransferred);
  await desk.inbox.next('channel/processing');

  const handed = await bobDesk.invited(olena.id);
  t.equal('the colleague is invited without a limit or a queue',
    [handed.invite.timeout_sec, Object.keys(handed.invite.variables).filter((k) => k.startsWith('cc_'))], [0, []]);
  t.equal('… and sees the whole history', handed.invite.messages.slice(-2).map((m) => m.text), ['To be handed over', 'I ask a colleague']);
  t.equal('… and the former agent among the members',
    handed.invite.members.map((m) => m.internal), [false, true]);
  await bobDesk.ask(handed.chat.join());
  await bobDesk.inbox.next('chat/join_conversation');
  await bobDesk.ask(handed.chat.sendText('Bob here'));
  t.equal('the colleague talks to the customer', (await olena.gets('Bob here')).text, 'Bob here');
  await bobDesk.ask(handed.chat.leave());
  t.ok('the chat ends when the colleague leaves', await olena.hears('closed'));
  await Promise.all([desk.end(), bobDesk.end(), olena.stop()]);
}

async function toPlan(t) {
  const world = await World.create();
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { invite, chat } = await desk.join(olena.id);

  const second = await world.addPlan();
  const bob = await world.agent({ skills: [second.skill] });
  const bobDesk = await Desk.online(bob);
  const plans = await send('GET', '/api/routing/outbound/chat?enabled=true&size=1000', { token: desk.token });
  t.ok('plans are listed by number', plans.body?.items?.some((p) => p.id === second.plan.id), plans.text?.slice(0, 200));

  await desk.ask(chat.transferToPlan(second.plan.id));
  const left = await desk.inbox.next('chat/leave_conversation');
  t.equal('a hand-over to a plan ends the part of the agent', left.cause, 'TRANSFER');
  const next = await bobDesk.invited(olena.id);
  t.ok("the plan's queue asks its agent, as a new attempt",
    next.invite.variables.cc_queue_name === second.queue.name &&
    next.invite.variables.cc_attempt_id !== invite.variables.cc_attempt_id, next.invite.variables);
  await Promise.all([desk.end(), bobDesk.end(), olena.stop()]);
}

async function wrongTargets(t) {
  const world = await World.create();
  const ann = await world.agent();
  const desk = await Desk.online(ann);
  const olena = await world.customer();
  const { chat } = await desk.join(olena.id);
  await t.fails('handing over to nobody is refused', desk.ask(chat.transferToUser(99999999)), 'chat.transfer.api_err');
  await t.fails('handing over to no plan is refused', desk.ask(chat.transferToPlan(99999999)), 'chat.transfer.api_err');
  const stranger = await Desk.start(await world.agent({ skills: [] }));
  await t.fails('nobody hands over what is not his',
    stranger.request('transfer_user_chat', { conversation_id: olena.id, channel_id: chat.channelId, user_id: ann.user_id }),
    'chat.transfer.api_err');
  await desk.ask(chat.sendText('still here'));
  t.equal('the chat goes on after refusals', (await olena.gets('still here')).text, 'still here');
  await Promise.all([desk.end(), stranger.end(), olena.stop()]);
}
