import { Desk } from '../harness/desk.js';
import { RawSocket } from '../harness/raw.js';
import { World } from '../harness/world.js';

export const title = 'The end from the other side';

export default async function (t) {
  await nobodyComes(t);
  await closedByAgent(t);
  await strangers(t);
}

async function nobodyComes(t) {
  const world = await World.create({ queue: { max_wait_time: 1 }, team: { invite_chat_timeout: 30 } });
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { invite, chat } = await desk.invited(olena.id);
  const gone = await desk.inbox.next('chat/decline_invite');
  t.equal('waiting too long withdraws the invitation without a cause', [gone.invite_id, gone.cause], [invite.invite_id, undefined]);
  await desk.inbox.next('channel/missed', (e) => e.attempt_id === Number(invite.variables.cc_attempt_id));
  await desk.told.next('chat/destroy', (c) => c.id === chat.id);
  t.ok('the customer learns that nobody comes', await olena.hears('closed'));
  await desk.end();
}

async function closedByAgent(t) {
  const world = await World.create();
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { chat } = await desk.join(olena.id);
  t.equal('an agent may close the whole conversation', await desk.ask(chat.close('done')), undefined);
  await desk.inbox.next('channel/wrap_time');
  t.ok('… the customer learns it', await olena.hears('closed'));
  const late = await olena.say('hello?').then(() => 'accepted', (error) => Number(/answered (\d+)/.exec(error.message)?.[1]));
  t.ok('… and cannot write any more', late >= 400, late);
  await desk.end();
}

async function strangers(t) {
  const world = await World.create();
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { chat, invite } = await desk.join(olena.id);
  const other = await Desk.start(await world.agent({ skills: [] }));
  const ids = { channel_id: chat.channelId, conversation_id: olena.id };
  await t.fails("nobody writes under another's name", other.request('send_text_chat', { ...ids, text: 'x' }), 'chat.send.text.app_err');
  await t.fails('nobody sends files under it', other.request('send_file_chat',
    { ...ids, id: 1, size: 1, url: 'http://localhost/x' }), 'chat.send.file.app_err');
  await t.fails("nobody reports another's attempt", other.request('cc_reporting',
    { attempt_id: Number(invite.variables.cc_attempt_id), success: true }), 'app.cc_member.reporting.app_err');
  await other.request('leave_chat', ids).catch(() => {});
  await other.request('close_chat', { ...ids, cause: 'x' }).catch(() => {});
  await desk.ask(chat.sendText('not disturbed'));
  t.equal("nobody ends another's chat", (await olena.gets('not disturbed')).text, 'not disturbed');
  await other.settle();
  t.equal('a stranger hears nothing of it', other.inbox.kinds().filter((kind) => kind.startsWith('chat/')), []);

  const digits = await RawSocket.as(desk.token);
  const reply = await digits.request('cc_agent_tasks', { agent_id: String(desk.agent.agentId) });
  t.equal('numbers as texts are accepted', [reply.status, Array.isArray(reply.data?.items)], ['OK', true]);
  digits.end();
  await Promise.all([desk.end(), other.end(), olena.stop()]);
}
