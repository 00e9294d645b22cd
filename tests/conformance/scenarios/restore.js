import { Desk } from '../harness/desk.js';
import { send } from '../harness/server.js';
import { until } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'Coming back in the middle of chats';

export default async function (t) {
  const world = await World.create({
    agent: { chat_count: 3 },
    queue: { processing: true, processing_sec: 60, renewal_sec: 10 },
  });
  const ann = await world.agent();
  const first = await Desk.online(ann);

  const open = await world.customer({ name: 'Open', says: 'first' });
  const talk = await first.join(open.id);
  await first.ask(talk.chat.sendText('answer'));
  const done = await world.customer({ name: 'Done' });
  const ended = await first.join(done.id);
  await first.ask(ended.chat.leave());
  await first.inbox.next('channel/processing');
  const ringing = await world.customer({ name: 'Ringing' });
  const { invite } = await first.invited(ringing.id);

  first.client.socket.socket.terminate();
  await first.told.next('disconnected');
  await open.say('are you there?');

  const desk = await Desk.start(ann, first.token);
  t.equal('the status survives the connection', desk.agent.status, 'online');
  t.equal('all three chats are listed', desk.client.allConversations().length, 3);
  activeChat(t, desk, talk, open);
  pending(t, desk, invite, ringing);
  await formStillOpen(t, desk, ended);
  await dialogs(t, desk, ann, open);

  const answered = desk.client.conversationById(talk.chat.id);
  await desk.ask(answered.sendText('I am back'));
  t.equal('the restored chat goes on', (await open.gets('I am back')).text, 'I am back');
  await open.say('good');
  await until(() => answered.messages.at(-1).text === 'good', "the customer's text in the restored chat");
  t.ok('… in both directions', !answered.messages.at(-1).member?.self);

  const second = await Desk.start(ann, first.token);
  await open.say('to both tabs');
  t.ok('every socket of the user hears the chat', await second.inbox.next('chat/message', (m) => m.text === 'to both tabs'));
  t.ok('… the first one too', await desk.inbox.next('chat/message', (m) => m.text === 'to both tabs'));
  await Promise.all([desk.end(), second.end(), open.stop(), done.stop(), ringing.stop()]);
}

function activeChat(t, desk, talk, open) {
  const chat = desk.client.conversationById(talk.chat.id);
  t.equal('the open chat is active again', [chat?.state, chat?.getConversationId], ['active', open.id]);
  const texts = chat?.messages.map((m) => m.text) ?? [];
  t.equal('… with what was said meanwhile, oldest first', texts.slice(-3), ['first', 'answer', 'are you there?']);
  t.equal('… the customer first among the members', chat?.members[0].name, 'Open');
  t.equal('… with its attempt', chat?.task?.id, Number(talk.invite.variables.cc_attempt_id));
  t.ok('… the SDK knows its own texts', chat?.messages.at(-2).member?.self);
}

function pending(t, desk, invite, ringing) {
  const chat = desk.client.conversationById(invite.invite_id);
  t.equal('the invitation is pending again', [chat?.state, chat?.getConversationId], ['invite', ringing.id]);
  t.ok('… and may be accepted', chat?.allowJoin);
}

async function formStillOpen(t, desk, ended) {
  const chat = desk.client.conversationById(ended.chat.id);
  t.equal('the ended chat waits for its report', [chat?.state, chat?.hasReporting], ['closed', true]);
  const task = desk.client.getTask(Number(ended.invite.variables.cc_attempt_id));
  t.equal('… with its attempt', [task?.state, task?.processingSec], ['processing', 60]);
  t.ok('… and its clock', task?.processingTimeoutAt > Date.now() && task?.processingTimeoutAt < Date.now() + 61_000);
  await desk.ask(chat.reporting({ success: true }));
  await desk.told.next('chat/destroy', (c) => c.id === chat.id);
  t.equal('… and can be reported', desk.client.conversationById(chat.id), undefined);
}

async function dialogs(t, desk, ann, open) {
  const path = `/api/chat/dialogs?online=true&peer.id=${ann.user_id}&size=40&page=1&fields=id&fields=via&fields=from&fields=members&fields=queue&fields=context`;
  const list = await send('GET', path, { token: desk.token });
  const mine = list.body?.data?.find((d) => d.id === open.id.replaceAll('-', ''));
  t.ok('the open chat is in the catalogue, without dashes', mine, list.text?.slice(0, 300));
  t.ok('… with the bot, the customer and the agent as members',
    ['bot', 'user'].every((type) => mine?.members?.some((m) => m.peer.type === type)) &&
    mine?.members?.some((m) => m.peer.name === 'Open'), mine?.members);
  t.equal('… and the queue', mine?.queue?.name, desk.client.allConversations()[0].queue?.name);
}
