import { Desk } from '../harness/desk.js';
import { send } from '../harness/server.js';
import { until } from '../harness/wait.js';
import { World } from '../harness/world.js';

export const title = 'Whose chat it is';

export default async function (t) {
  const world = await World.create();
  const desk = await Desk.online(await world.agent());
  const external = world.unique('caller');
  const olena = await world.customer({ external_id: external, name: 'Olena' });
  const { invite, chat } = await desk.join(olena.id);
  t.equal('a newcomer has no contact', chat.contactId, null);

  const person = { token: desk.token, body: { name: { common_name: world.unique('Olena Kovalenko') } } };
  const contact = (await send('POST', '/api/contacts', person)).body;
  t.ok('a contact is made, with a mode and a name', contact?.id && contact.mode?.includes('r') &&
    contact.name?.common_name === person.body.name.common_name, contact);

  await desk.ask(chat.setContact(Number(contact.id)));
  const note = await desk.inbox.next('notification/set_contact');
  t.equal('the link is announced', note, { id: invite.invite_id, contact_id: Number(contact.id), channel: 'chat' });
  t.equal('the SDK knows the contact', await until(() => chat.contactId, 'the contact'), Number(contact.id));

  const userId = chat.members[0].user_id;
  const found = await send('GET', `/api/contacts?q=${userId}&qin=${encodeURIComponent('imclients{user{id}}')}`, { token: desk.token });
  t.equal('the contact is found by the customer', found.body?.data?.map((c) => c.id), [contact.id]);
  const read = await send('GET', `/api/contacts/${contact.id}`, { token: desk.token });
  t.equal('… and read by its number', read.body?.name?.common_name, person.body.name.common_name);
  await t.fails('an unknown contact is refused', desk.ask(chat.setContact(99999999)), 'chat.set_contact.app_err');

  await desk.ask(chat.leave());
  await desk.inbox.next('channel/wrap_time');
  const again = await world.customer({ external_id: external, name: 'Olena' });
  const second = await desk.join(again.id);
  t.equal('the same person is known the next time', Number(second.invite.variables.wbt_contact_id), Number(contact.id));
  t.equal('… to the SDK too', second.chat.contactId, Number(contact.id));
  await Promise.all([desk.end(), again.stop(), olena.stop()]);
}
