import { Desk } from '../harness/desk.js';
import { until } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'From the invitation to the report';

export default async function (t) {
  const world = await World.create({ queue: { processing: true, processing_sec: 60, renewal_sec: 15 } });
  const ann = await world.agent();
  const desk = await Desk.online(ann);
  const olena = await world.customer({ name: 'Olena', source: 'telegram', says: 'My order is late' });

  const { invite, chat, attempt } = await invitation(t, world, desk, olena);
  await accept(t, ann, desk, olena, invite, chat, attempt);
  await talk(t, desk, olena, chat);
  await leave(t, desk, chat, attempt);
  await report(t, desk, chat, attempt);
  await desk.end();
  await olena.stop();
}

async function invitation(t, world, desk, olena) {
  const { invite, chat } = await desk.invited(olena.id);
  const attempt = Number(invite.variables.cc_attempt_id);
  t.equal('the invitation names the queue', [invite.title, invite.variables.cc_queue_name], [world.queue.name, world.queue.name]);
  t.equal('… its life in seconds', invite.timeout_sec, world.team.invite_chat_timeout);
  t.equal('… that a report is due', invite.variables.cc_reporting, 'true');
  t.ok('… all variables as texts', Object.values(invite.variables).every((v) => typeof v === 'string'));
  const [customer] = invite.members;
  t.equal('… the customer as first member', [customer.name, customer.type, customer.internal], ['Olena', 'telegram', false]);
  t.ok('… with a user number and an external id', Number.isInteger(customer.user_id) && customer.external_id !== '');
  t.ok('… the gateway', customer.via?.type === 'telegram' && customer.via?.name);
  const texts = invite.messages.map((m) => m.text);
  t.ok("… the bot's and the customer's words, oldest first", texts.join('|') === 'Hello, I am the bot|How can we help?|My order is late', texts);
  t.ok("the bot's messages have no channel", !('channel_id' in invite.messages[0]), invite.messages[0]);
  t.equal("the customer's message has the customer's channel", invite.messages.at(-1).channel_id, customer.id);
  t.ok('message numbers increase', invite.messages.every((m, i, all) => i === 0 || m.id > all[i - 1].id));

  const { distribute } = await desk.inbox.next('channel/distribute', (e) => e.attempt_id === attempt);
  t.equal('the attempt points to invitation and conversation',
    [distribute.agent_channel_id, distribute.member_channel_id, distribute.has_reporting],
    [invite.invite_id, olena.id, true]);
  const { offering } = await desk.inbox.next('channel/offering', (e) => e.attempt_id === attempt);
  t.equal('it rings', offering.agent_channel_id, invite.invite_id);
  t.equal('the SDK ties the attempt to the chat', await until(() => chat.task?.id, 'the task'), attempt);
  t.ok('the SDK allows to join and to decline', chat.allowJoin && chat.allowDecline);
  return { invite, chat, attempt };
}

async function accept(t, ann, desk, olena, invite, chat, attempt) {
  const reply = await desk.ask(chat.join());
  t.equal('joining gives the channel: the invitation', reply.channel_id, invite.invite_id);
  const { member } = await desk.inbox.next('chat/join_conversation');
  t.equal('the join names the agent', [member.id, member.user_id, member.type, member.internal],
    [invite.invite_id, ann.user_id, 'webitel', true]);
  await desk.inbox.next('channel/bridged', (e) => e.attempt_id === attempt);
  t.equal('the SDK shows the chat as active', [chat.state, chat.channelId], ['active', invite.invite_id]);
  t.ok('the customer learns who joined', await olena.hears('agent_joined'));
  await t.fails('an invitation is accepted once', desk.request('join_chat', { invite_id: invite.invite_id }), 'chat.accept.app_err');
}

async function talk(t, desk, olena, chat) {
  t.equal('a text is accepted', await desk.ask(chat.sendText('  One moment, please  ')), undefined);
  const echo = await desk.inbox.next('chat/message', (m) => m.channel_id === chat.channelId);
  t.equal('the author hears the text himself, trimmed', [echo.text, echo.type, echo.conversation_id], ['One moment, please', 'text', olena.id]);
  t.ok('… with a time in milliseconds', Math.abs(echo.created_at - Date.now()) < 60_000, echo.created_at);
  t.equal('the customer gets it', (await olena.gets('One moment, please')).text, 'One moment, please');

  await olena.say('Thank you 🙏');
  const word = await desk.inbox.next('chat/message', (m) => m.text === 'Thank you 🙏');
  t.equal("the customer's text has the customer's channel", word.channel_id, chat.members[0].id);
  t.ok('message numbers go up', word.id > echo.id);
  t.equal('the SDK has both', chat.messages.slice(-2).map((m) => m.text), ['One moment, please', 'Thank you 🙏']);
  t.ok('the SDK knows which is its own', chat.messages.at(-2).member.self && !chat.messages.at(-1).member.self);

  await t.fails('a blank text is refused', desk.ask(chat.sendText(' \n ')), 'chat.send.text.app_err');

  const long = 'я'.repeat(4096) + 'z'.repeat(4096) + '!';
  await desk.ask(chat.sendText(long));
  const parts = [];
  while (parts.length < 3) parts.push(await desk.inbox.next('chat/message', (m) => m.channel_id === chat.channelId));
  t.equal('a long text comes in parts of 4096', parts.map((m) => m.text.length), [4096, 4096, 1]);
  t.equal('… in order', parts.map((m) => m.text).join(''), long);
}

async function leave(t, desk, chat, attempt) {
  await desk.ask(chat.leave());
  const left = await desk.inbox.next('chat/leave_conversation');
  t.equal('leaving names the channel and no cause', [left.leaved_channel_id, left.cause], [chat.channelId, undefined]);
  t.ok('… and when', left.timestamp > 0);
  const { processing } = await desk.inbox.next('channel/processing', (e) => e.attempt_id === attempt);
  t.equal('the form is open for its time', [processing.sec, processing.renewal_sec], [60, 15]);
  t.ok('… until an absolute time', Math.abs(processing.timeout - Date.now() - 60_000) < 5000, processing.timeout - Date.now());
  t.ok('the SDK keeps the chat for the report', desk.client.conversationById(chat.id) && chat.closedAt > 0);
  await t.fails('no more texts after leaving', desk.request('send_text_chat', {
    channel_id: chat.channelId, conversation_id: chat.getConversationId, text: 'too late',
  }), 'chat.send.text.app_err');

  await desk.ask(chat.renew(15));
  const renewed = await desk.inbox.next('channel/processing', (e) => e.attempt_id === attempt);
  t.equal('a renewal adds to the previous end', renewed.processing.timeout - processing.timeout, 15_000);
}

async function report(t, desk, chat, attempt) {
  t.equal('the report is accepted', await desk.ask(chat.reporting({ success: true, description: 'solved' })), undefined);
  const { wrap_time: wrap } = await desk.inbox.next('channel/wrap_time', (e) => e.attempt_id === attempt);
  t.ok('the agent rests until an absolute time', Math.abs(wrap.timeout - Date.now()) < 5000, wrap.timeout);
  await desk.told.next('chat/destroy', (c) => c.id === chat.id);
  t.equal('the SDK drops the chat and the task', [desk.client.allConversations().length, desk.client.allTask().length], [0, 0]);
  const again = await t.fails('a second report is refused', desk.ask(desk.client.reportingTask(attempt, { success: true })),
    'app.cc_member.reporting.app_err');
  t.equal('… with the code 400', again?.code, 400);
  const free = await desk.inbox.next('channel/waiting');
  t.equal('after the rest the channel is free, without an attempt', [free.channel, free.attempt_id], ['chat', undefined]);
}
