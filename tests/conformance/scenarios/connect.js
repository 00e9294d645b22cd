import { Client } from 'webitel-sdk';
import { Desk } from '../harness/desk.js';
import { RawSocket } from '../harness/raw.js';
import { SOCKETS, login, send } from '../harness/server.js';
import { within } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'Connecting and signing in';

export default async function (t) {
  const world = await World.create();
  const ann = await world.agent();
  const token = await login(ann);

  await signIn(t, ann, token);
  await refused(t, ann);
  await oddChallenges(t, token);

  const noSeat = await world.user();
  const desk = await Desk.connect(await login(noSeat));
  await desk.auth();
  const error = await t.fails('a user without a seat gets no agent session', desk.ask(desk.client.agentSession()), 'User.valid.agent_id');
  t.equal('… with the code 404', error?.code, 404);
  t.equal('… and the SDK has no agent', desk.client.agent, undefined);
  await desk.end();
}

async function signIn(t, ann, token) {
  const desk = await Desk.connect(token);
  const reply = await desk.auth();
  const hello = await desk.inbox.next('hello');
  t.equal('hello comes before the reply to the challenge', desk.inbox.kinds().slice(0, 2), ['hello', 'reply']);
  t.equal('the challenge is answered without data', reply, undefined);
  t.equal('hello is event number 0', hello.seq, 0);
  t.equal('the session names the user by a number', desk.client.sessionInfo().user_id, ann.user_id);
  t.ok('the session ends in the future, in seconds', inFutureSeconds(hello.data.session.expire), hello.data.session.expire);
  t.ok('the socket has an id', typeof desk.client.instanceId === 'string' && desk.client.instanceId !== '');
  t.equal('the contact centre is licensed', [desk.client.canUseCC, desk.client.canUseChat], [true, true]);
  t.ok('the server says its version and time', hello.data.server_version && Math.abs(hello.data.server_time - Date.now()) < 60_000);
  t.equal('a ping is answered', (await desk.request('ping', { ping: 1 })).pong, 1);
  t.ok("the SDK's own ping measures, too", Number.isFinite(await desk.ask(desk.client.ping())));
  const latency = await desk.ask(desk.client.latency());
  t.ok('the latency can be measured', Number.isFinite(latency) && latency < 5000, latency);
  await desk.end();

  const plain = await Desk.connect(token, SOCKETS);
  await plain.auth();
  t.ok('/websocket serves as well as /ws/websocket', plain.client.instanceId);
  await plain.end();
}

async function refused(t, ann) {
  const bad = await Desk.connect('not-a-token');
  const error = await within(bad.client.auth(), 'the refusal').then(() => undefined, (e) => e);
  t.equal('a bad token is refused with 401', error?.code, 401);
  t.equal('… the SDK reports it as an error', bad.told.all('error').length, 1);
  t.equal('… and not as a disconnection', bad.told.all('disconnected').length, 0);

  const wrong = await send('POST', '/api/login', { body: { username: ann.username, password: 'wrong' } });
  t.equal('a wrong password is refused with 401', wrong.status, 401);
  t.ok('… and says why', wrong.body?.id && wrong.body?.detail, wrong.text);

  const token = await login(ann);
  await send('POST', '/api/logout', { token, body: {} });
  const late = await Desk.connect(token);
  const gone = await within(late.client.auth(), 'the refusal').then(() => undefined, (e) => e);
  t.equal('a token is of no use after signing out', gone?.code, 401);
}

async function oddChallenges(t, token) {
  const client = new Client({ endpoint: `${SOCKETS}/ws`, token });
  await within(client.connect(), 'the socket to open');
  await t.fails('nothing works before signing in', within(client.request('subscribe_chat'), 'the refusal'),
    'api.web_socket_router.not_authenticated.app_error');
  await client.disconnect();

  const number = await RawSocket.open();
  number.send({ seq: 1, action: 'authentication_challenge', data: { token: 7 } });
  await within(number.closed, 'the server to close');
  t.equal('a token that is no text closes the socket without a reply', number.inbox.all('reply').length, 0);

  const twice = await RawSocket.as(token);
  twice.send({ seq: 90, action: 'authentication_challenge', data: { token } });
  await twice.request('ping', { ping: 1 });
  t.equal('a second challenge is not answered', twice.inbox.all('reply', (r) => r.seq_reply === 90).length, 0);
  twice.end();
}

function inFutureSeconds(expire) {
  const now = Date.now() / 1000;
  return expire > now && expire < now + 400 * 24 * 3600;
}
