import { Desk } from '../harness/desk.js';
import { call, send } from '../harness/server.js';
import { World } from '../harness/world.js';

export const title = 'Files that a policy forbids';

export default async function (t) {
  const world = await World.create();
  const desk = await Desk.online(await world.agent());
  const olena = await world.customer();
  const { chat } = await desk.join(olena.id);
  // All scenarios share the rules, so only a type that no other one sends is forbidden.
  const everythingElse = ['image/*', 'text/*', 'video/*', 'audio/*', 'application/pdf', 'application/octet-stream'];
  await call('POST', '/sandbox/uploads', { body: { policies: [{ channel: 'chat', mime_types: everythingElse }] } });

  const refused = await olena.sendFile('run.exe', 'application/x-msdownload', 'MZ').then(() => 'accepted', (error) => error.message);
  t.ok("a customer's forbidden file is refused", refused.includes('policy.file.allow'), refused);
  const marker = await desk.inbox.next('chat/message', (m) => m.variables?.template === 'file_policy_fail');
  t.equal('… and the agent is told, under nobody\'s name', ['channel_id' in marker, marker.variables.from], [false, 'bot']);
  t.equal('the SDK puts it into the chat', chat.messages.at(-1).variables?.template, 'file_policy_fail');

  const upload = await send('POST', `/api/storage/file/${olena.id}/upload?channel=chat&name=run.exe`, {
    token: desk.token, raw: 'MZ', headers: { 'Content-Type': 'application/x-msdownload' },
  });
  t.equal("an agent's forbidden file is refused", [upload.status, upload.body.id, upload.body.detail],
    [403, 'policy.file.allow', 'forbidden']);
  await Promise.all([desk.end(), olena.stop()]);
}
