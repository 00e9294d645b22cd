import { RawSocket } from '../harness/raw.js';
import { login } from '../harness/server.js';
import { within } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'Requests that make no sense';

const NOWHERE = '00000000-0000-4000-8000-000000000000';

export default async function (t) {
  const world = await World.create();
  const token = await login(await world.agent());
  const raw = await RawSocket.as(token);

  const cases = [
    ['an unknown action', 'no_such_action', {}, 'api.web_socket_router.bad_action.app_error', 400],
    ['an empty action', '', {}, 'api.web_socket_router.no_action.app_error', 400],
    ['a missing parameter', 'join_chat', {}, 'api.websocket_handler.invalid_param.app_error', 400],
    ['a parameter of the wrong type', 'send_text_chat',
      { channel_id: NOWHERE, conversation_id: NOWHERE, text: 5 }, 'api.websocket_handler.invalid_param.app_error', 400],
    ['an id that is none', 'cc_reporting', { attempt_id: {} }, 'api.websocket_handler.invalid_param.app_error', 400],
    ['an empty text', 'send_text_chat',
      { channel_id: NOWHERE, conversation_id: NOWHERE, text: '' }, 'api.websocket_handler.invalid_param.app_error', 400],
    ['an unknown invitation', 'join_chat', { invite_id: NOWHERE }, 'chat.accept.app_err', 500],
    ['writing to an unknown channel', 'send_text_chat',
      { channel_id: NOWHERE, conversation_id: NOWHERE, text: 'hi' }, 'chat.send.text.app_err', 500],
    ['reporting an unknown attempt', 'cc_reporting', { attempt_id: 999999999, success: true },
      'app.cc_member.reporting.app_err', 400],
    ['renewing an unknown attempt', 'cc_renewal', { attempt_id: 999999999, renewal_sec: 5 },
      'app.cc_member.renewal_attempt.app_err', 400],
  ];
  for (const [name, action, data, id, code] of cases) {
    const reply = await raw.request(action, data);
    t.equal(`${name} is refused`, [reply.status, reply.error?.id, reply.error?.code], ['FAIL', id, code]);
  }

  const accept = await raw.request('join_chat', { invite_id: NOWHERE });
  t.ok('the inner reason is in the detail', accept.error?.detail?.includes('chat.invite.not_found'), accept.error?.detail);

  raw.send({ seq: 0, action: 'ping', data: { ping: 1 } });
  const noSeq = await raw.inbox.next('reply', (r) => r.status === 'FAIL' && r.seq_reply === undefined);
  t.equal('seq 0 is refused without a number', noSeq.error?.id, 'api.web_socket_router.bad_seq.app_error');

  raw.send('this is not JSON');
  raw.send('[1,2,3]');
  raw.send('{"seq":"x","action":{}}');
  raw.send(Buffer.from([1, 2, 3]));
  t.equal('what is no request is ignored', (await raw.request('ping', { ping: 1 })).data?.pong, 1);
  raw.end();

  const big = await RawSocket.as(token);
  big.send({ seq: 50, action: 'ping', data: { ping: 1, padding: 'x'.repeat(300 * 1024) } });
  await within(big.closed, 'the server to close');
  t.equal('a frame above 256 KB closes the socket unanswered', big.inbox.all('reply', (r) => r.seq_reply === 50).length, 0);
}
