import { Desk } from '../harness/desk.js';
import { call, send } from '../harness/server.js';
import { until } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'Calls and chats exclude each other; skills decide';

export default async function (t) {
  await callFirst(t);
  await chatFirst(t);
  await skills(t);
}

async function callFirst(t) {
  const world = await World.create();
  const ann = await world.agent();
  const desk = await Desk.online(ann);
  const { attempt_id: attempt } = await call('POST', '/sandbox/calls', { body: { agent: ann.user, from: '+380501112233' } });
  t.ok('a call is an attempt with a number', Number.isInteger(attempt));
  const olena = await world.customer();
  await until(async () => (await status(olena)).attempt?.state === 'wait_agent', 'the chat to wait');
  await desk.settle();
  t.equal('during a call no chat is offered', desk.inbox.all('chat/user_invite').length, 0);
  await call('POST', `/sandbox/agents/${ann.user}/call/end`, { body: {} });
  const { invite } = await desk.invited(olena.id);
  t.ok('after the call the chat is offered', invite.invite_id);
  await Promise.all([desk.end(), olena.stop()]);
}

async function chatFirst(t) {
  const world = await World.create();
  const ann = await world.agent();
  const desk = await Desk.online(ann);
  const olena = await world.customer();
  const { chat } = await desk.join(olena.id);
  const refused = await send('POST', '/sandbox/calls', { body: { agent: ann.user } });
  t.ok('during a chat no call is put through', refused.status >= 400, refused.status);
  const calls = await world.addQueue({ channel: 'call', greeting: '', question: '' });
  await call('POST', '/sandbox/calls', { body: { queue: calls.name, from: '+380501112233' } });
  await desk.settle();
  t.equal('… nor offered from a queue', desk.inbox.all('channel/distribute', (e) => e.channel === 'call').length, 0);
  await desk.ask(chat.leave());
  const offer = await desk.inbox.next('channel/distribute', (e) => e.channel === 'call');
  t.equal('after the chat the call is offered', offer.distribute.queue_name, calls.name);
  await Promise.all([desk.end(), olena.stop()]);
}

async function skills(t) {
  const world = await World.create();
  const unskilled = await world.agent({ skills: [] });
  const callsOnly = await world.agent({ media: ['call'] });
  const offline = await world.agent();
  const desks = [await Desk.online(unskilled), await Desk.online(callsOnly), await Desk.start(offline)];
  const paused = await Desk.online(await world.agent());
  await paused.ask(paused.agent.pause('Lunch'));
  const olena = await world.customer();
  await until(async () => (await status(olena)).attempt?.state === 'wait_agent', 'the chat to wait');
  await call('PUT', `/sandbox/agents/${unskilled.user}/skills/${world.skill}`);
  const { invite } = await desks[0].invited(olena.id);
  t.ok('who gets the skill gets the chat', invite.invite_id);
  const others = [desks[1], desks[2], paused];
  await Promise.all(others.map((desk) => desk.settle()));
  t.equal('who takes calls only, is offline or paused does not',
    others.map((desk) => desk.inbox.all('chat/user_invite').length), [0, 0, 0]);
  await Promise.all([...desks, paused].map((desk) => desk.end()));
  await olena.stop();
}

function status(customer) {
  return call('GET', `/sandbox/conversations/${customer.id}`);
}
