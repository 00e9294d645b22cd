import { Desk } from '../harness/desk.js';
import { send } from '../harness/server.js';
import { World } from '../harness/world.js';

export const title = "The agent's status";

export default async function (t) {
  const world = await World.create();
  const ann = await world.agent();
  const desk = await Desk.start(ann);
  const agent = desk.agent;

  t.equal('a new agent is offline', agent.status, 'offline');
  t.equal('the seat is the right one', agent.agentId, ann.agent_id);
  t.equal('there are five media channels', agent.channels.map((c) => c.channel).sort(),
    ['call', 'chat', 'im', 'out_call', 'task']);
  t.ok('the team is named', agent.team?.id && agent.team?.name);
  t.ok('the time in the status counts in seconds', agent.stateDuration >= 0 && agent.stateDuration < 3600, agent.stateDuration);
  t.equal('there are no tasks yet', desk.client.allTask(), []);

  await t.fails('offline while offline is refused', desk.ask(agent.offline()), 'app.agent.logout.app_err');

  await desk.ask(agent.online(['chat'], false));
  const online = await desk.inbox.next('agent_status', (e) => e.data.status === 'online');
  t.equal('online is announced with all channels waiting',
    online.data.channels.map((c) => [c.channel, c.state]).sort(),
    ['call', 'chat', 'im', 'out_call', 'task'].map((c) => [c, 'waiting']));
  t.equal('… and without demand', online.data.on_demand, false);
  t.equal('… to this user', [online.user_id, online.data.user_id, online.data.agent_id], [ann.user_id, ann.user_id, ann.agent_id]);
  t.equal('the SDK shows online', agent.status, 'online');
  const again = await t.fails('online while online is refused', desk.ask(agent.online(['chat'], false)), 'app.agent.login.app_err');
  t.equal('… with the code 400', again?.code, 400);

  await pauses(t, desk, ann);

  await t.fails('not resting: nothing to leave early', desk.ask(agent.waiting('chat')), 'app.agent.waiting.app_err');
  await desk.ask(agent.offline());
  await desk.inbox.next('agent_status', (e) => e.data.status === 'offline');
  t.equal('offline is announced', agent.status, 'offline');
  await desk.end();
}

async function pauses(t, desk, ann) {
  const { token, agent } = desk;
  const path = `/api/call_center/agents/${ann.agent_id}`;
  const causes = await send('GET', `${path}/pause_causes?allow_change=true`, { token });
  t.equal('there are pause causes', [causes.status, causes.body.items.length > 0], [200, true]);
  const [cause, other] = causes.body.items;
  t.ok('a cause has a number, a name, a limit and what was used of it',
    typeof cause.id === 'number' && cause.name && Number.isInteger(cause.limit_min) && Number.isInteger(cause.duration_min));

  t.equal('a pause is accepted', await desk.ask(agent.pause(cause.name)), undefined);
  await desk.inbox.next('agent_status', (e) => e.data.status === 'pause');
  t.equal('the pause is announced with its cause', [agent.status, agent.statusPayload], ['pause', cause.name]);
  t.equal('the same pause again is refused', (await desk.ask(agent.pause(cause.name)))?.id, 'app.agent.set_pause.payload');

  const rest = await send('PATCH', `${path}/status`, {
    token,
    body: { id: String(ann.agent_id), status: 'pause', payload: other.name, status_comment: 'back soon' },
  });
  t.equal('a pause over REST is accepted', rest.status, 200);
  const event = await desk.inbox.next('agent_status', (e) => e.data.status_payload === other.name);
  t.equal('… and announced on the socket', [event.data.status, event.data.status_comment], ['pause', 'back soon']);

  const back = await send('PATCH', `${path}/status`, { token, body: { status: 'online' } });
  t.equal('online over REST is accepted', back.status, 200);
  const online = await desk.inbox.next('agent_status', (e) => e.data.status === 'online');
  t.ok('… and announced with channels', Array.isArray(online.data.channels));
}
