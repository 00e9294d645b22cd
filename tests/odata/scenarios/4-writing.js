import { randomUUID } from 'node:crypto';
import { NEVER, NOBODY, id } from '../crm.js';

export const title = 'Records are created, patched and deleted';

export default async function writing(checks, crm) {
  const chats = crm.set('WebitelChat');
  const own = randomUUID();
  const text = 'two\nlines, "quotes", \'single\', emoji 👍🏽, <b>';
  const created = await chats.create({ Id: own, Name: 'Foreign', ResultDetails: text, EndDate: '2024-05-01T10:00:00.1230000Z' });
  checks.equal('the id may be given', created.Id, own);
  checks.equal('text comes back as it was', created.ResultDetails, text);
  checks.equal('dates have no more digits than needed', created.EndDate, '2024-05-01T10:00:00.123Z');
  checks.equal('an empty lookup is the zero id', created.CaseId, NOBODY);
  checks.equal('an empty date is the year 1', created.StartDate, NEVER);
  checks.ok('nothing is null', Object.values(created).every((value) => value !== null));
  checks.ok('the state has a default', created.StateId !== NOBODY);

  const [contact] = await crm.set('Contact').query(crm.options().top(1));
  await chats.update(id(own), { ContactId: contact.Id });
  const patched = await chats.retrieve(id(own));
  checks.equal('a lookup is set by its id', patched.ContactId, contact.Id);
  checks.equal('what was not named stays', patched.ResultDetails, text);
  checks.ok('the time of the change is later', patched.ModifiedOn > created.ModifiedOn);
  await chats.update(id(own), { ContactId: null });
  checks.equal('null empties a lookup', (await chats.retrieve(id(own))).ContactId, NOBODY);
  await chats.update(id(own), { Contact: { Id: contact.Id } });
  checks.equal('a navigation in a body is ignored', (await chats.retrieve(id(own))).ContactId, NOBODY);

  const [object] = await crm.where('SysSchema', "Caption eq 'Chat Hello Messages'");
  const lookups = crm.set('Lookup');
  const lookup = await lookups.create({ Name: 'Foreign texts', SysEntitySchemaUId: object.UId });
  checks.equal('a lookup is listed for an object', (await lookups.retrieve(id(lookup.Id))).SysEntitySchemaUId, object.UId);
  await refused(checks, 'a lookup needs an object', lookups.create({ Name: 'Foreign texts' }));
  await lookups.delete(id(lookup.Id));

  await chats.delete(id(own));
  checks.equal('it is gone', await chats.count(crm.client.newFilter().field('Id').eq(id(own))), 0);
  await refused(checks, 'what is gone is not found', chats.retrieve(id(own)));
  await refused(checks, 'what is gone is not patched', chats.update(id(own), { Name: 'x' }));
}

async function refused(checks, name, promise) {
  const error = await promise.then(() => undefined, (error) => error);
  checks.ok(name, error?.message === 'An error has occurred.', `got ${error}`);
}
