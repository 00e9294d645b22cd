import { Desk } from '../harness/desk.js';
import { call, send } from '../harness/server.js';
import { World } from '../harness/world.js';

export const title = 'A session that ends';

export default async function (t) {
  const world = await World.create();
  const ann = await world.agent();
  const desk = await Desk.online(ann);
  const info = await send('GET', '/api/userinfo', { token: desk.token });
  t.equal('the user is known over REST, by a text', info.body.user_id, String(ann.user_id));
  t.ok('… with the licence', info.body.license.some((l) => l.prod === 'CALL_CENTER'));

  await call('POST', '/sandbox/tokens/expire', { body: { user: ann.user } });
  const refused = await desk.request('cc_agent_tasks', { agent_id: ann.agent_id }).then(() => undefined, (e) => e);
  t.ok('an expired token refuses further requests', refused?.code >= 400, refused);
  const event = await desk.inbox.next('error');
  t.ok('… and the server says so', event.data.error.id && event.data.error.code === 401, event.data);
  t.equal('REST refuses, too', (await send('GET', '/api/userinfo', { token: desk.token })).status, 401);

  const fresh = await Desk.start(ann);
  t.equal('a new login finds the agent as before', fresh.agent.status, 'online');
  fresh.client.socket.socket.terminate();
  await fresh.told.next('disconnected');
  t.ok('the SDK tells a lost connection from an end of its own', fresh.told.all('error').length === 0);
  await desk.end();
}
