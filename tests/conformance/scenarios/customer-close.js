import { Desk } from '../harness/desk.js';
import { World } from '../harness/world.js';

export const title = 'The customer ends the chat';

export default async function (t) {
  await whileRinging(t);
  await withForm(t);
  await withoutForm(t);
  await beforeAnyone(t);
}

async function whileRinging(t) {
  const world = await World.create();
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { invite, chat } = await desk.invited(olena.id);
  await olena.end();
  const missed = await desk.inbox.next('channel/missed');
  t.equal('gone while ringing: the attempt is missed', missed.attempt_id, Number(invite.variables.cc_attempt_id));
  await desk.told.next('chat/destroy', (c) => c.id === chat.id);
  t.equal('… and the invitation is gone', desk.client.allConversations().length, 0);
  await t.fails('… and cannot be accepted any more', desk.request('join_chat', { invite_id: invite.invite_id }), 'chat.accept.app_err');
  await desk.end();
}

async function withForm(t) {
  const world = await World.create({ queue: { processing: true, processing_sec: 60 } });
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { invite, chat } = await desk.join(olena.id);
  await olena.end();
  const closed = await desk.inbox.next('chat/close_conversation');
  t.equal("the customer's end names the customer's channel", [closed.from_channel_id, closed.cause], [chat.members[0].id, 'client_leave']);
  await desk.inbox.next('channel/processing', (e) => e.attempt_id === Number(invite.variables.cc_attempt_id));
  t.ok('the SDK keeps the chat for its form', desk.client.conversationById(chat.id) && chat.state === 'closed');
  await desk.ask(chat.reporting({ success: false }));
  await desk.told.next('chat/destroy', (c) => c.id === chat.id);
  t.equal('… and drops it after the report', desk.client.allConversations().length, 0);
  await desk.end();
}

async function withoutForm(t) {
  const world = await World.create({ queue: { processing: false } });
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { invite, chat } = await desk.join(olena.id);
  t.equal('a queue without a form asks for no report', invite.variables.cc_reporting, 'false');
  await olena.end();
  await desk.inbox.next('channel/wrap_time', (e) => e.attempt_id === Number(invite.variables.cc_attempt_id));
  t.equal('without a form the rest follows at once', desk.inbox.all('channel/processing').length, 0);
  await desk.told.next('chat/destroy', (c) => c.id === chat.id);
  const late = await desk.request('leave_chat', { channel_id: chat.channelId, conversation_id: olena.id }).then(() => 'OK', (e) => e);
  t.equal('leaving what is over does no harm', late, 'OK');
  await desk.end();
}

async function beforeAnyone(t) {
  const world = await World.create();
  const gone = await world.customer();
  await gone.end();
  const desk = await Desk.online(await world.agent());
  const next = await world.customer();
  const { invite } = await desk.invited();
  t.equal('who left the queue is offered to nobody', invite.conversation_id, next.id);
  await Promise.all([desk.end(), next.stop()]);
}
