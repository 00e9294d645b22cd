import { Desk } from '../harness/desk.js';
import { World } from '../harness/world.js';

export const title = 'Declining: the next agent is asked';

export default async function (t) {
  const world = await World.create({ team: { no_answer_delay: 60 } });
  const ann = await world.agent();
  const annDesk = await Desk.online(ann);
  const olena = await world.customer();
  const { invite, chat } = await annDesk.invited(olena.id);
  const attempt = Number(invite.variables.cc_attempt_id);
  const bob = await world.agent();
  const bobDesk = await Desk.online(bob);

  t.equal('a decline is accepted', await annDesk.ask(chat.decline()), undefined);
  const over = await annDesk.inbox.next('chat/decline_invite');
  t.equal("the decline is heard with the SDK's cause", [over.invite_id, over.user_id, over.cause],
    [invite.invite_id, ann.user_id, 'BUSY']);
  t.ok('… and with a time', over.timestamp > 0);
  const missed = await annDesk.inbox.next('channel/missed', (e) => e.attempt_id === attempt);
  t.ok('the agent is not asked again for a while', Math.abs(missed.missed.timeout - Date.now() - 60_000) < 5000, missed.missed);
  await annDesk.told.next('chat/destroy', (c) => c.id === chat.id);
  t.equal('the SDK drops the invitation', annDesk.client.allConversations().length, 0);

  const next = await bobDesk.invited(olena.id);
  t.equal('the next agent is asked for the same attempt', Number(next.invite.variables.cc_attempt_id), attempt);
  t.ok('… with a new invitation', next.invite.invite_id !== invite.invite_id);
  t.equal('… in which the declined one left no member', next.invite.members.length, 1);

  const repeated = await annDesk.request('decline_chat', { invite_id: invite.invite_id }).then(() => 'OK', (e) => e);
  t.equal('declining twice does no harm', repeated, 'OK');
  await t.fails("a colleague's invitation cannot be taken",
    annDesk.request('join_chat', { invite_id: next.invite.invite_id }), 'chat.accept.app_err');
  await annDesk.request('decline_chat', { invite_id: next.invite.invite_id }).catch(() => {});
  await bobDesk.ask(next.chat.join());
  t.ok("nor can it be declined by someone else", await bobDesk.inbox.next('channel/bridged'));

  await annDesk.ask(annDesk.agent.waiting('chat'));
  const free = await annDesk.inbox.next('channel/waiting');
  t.equal('the agent may end the rest early', [free.channel, free.attempt_id], ['chat', undefined]);
  await Promise.all([annDesk.end(), bobDesk.end(), olena.stop()]);
}
