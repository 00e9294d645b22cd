import { id } from '../crm.js';

export const title = 'Lists are selected, sorted, paged, counted and expanded';

export default async function lists(checks, crm) {
  const contacts = crm.set('Contact');
  const count = await contacts.count();
  checks.ok('there are contacts', count >= 200);
  const page = (skip) => contacts.query(crm.options().select(['Id', 'Name']).orderby('Name', 'asc').skip(skip).top(50));
  const pages = [];
  for (let skip = 0; ; skip += 50) {
    const next = await page(skip);
    if (next.length === 0) break;
    pages.push(...next);
  }
  checks.equal('pages hold everything once', new Set(pages.map((contact) => contact.Id)).size, count);
  checks.equal('only what was selected comes', Object.keys(pages[0]).sort(), ['Id', 'Name']);
  const names = pages.map((contact) => contact.Name.toLowerCase());
  checks.equal('the order is right', names, [...names].sort((a, b) => (a < b ? -1 : Number(a > b))));

  const newest = await crm.set('Case').query(crm.options().orderby('RegisteredOn', 'desc').top(2).expand(['Contact', 'Status']));
  checks.ok('the newest comes first', newest[0].RegisteredOn > newest[1].RegisteredOn);
  checks.equal('an expanded record has the id of its lookup', newest[0].Contact.Id, newest[0].ContactId);
  checks.ok('it has a name', newest[0].Status.Name.length > 0);

  const one = await contacts.retrieve(id(pages[0].Id), crm.options().expand(['ContactCommunicationCollectionByContact']));
  checks.equal('a record is found by its key', one.Name, pages[0].Name);
  const parts = one.ContactCommunicationCollectionByContact;
  checks.ok('its parts belong to it', parts.every((part) => part.ContactId === one.Id));
  checks.equal('a bare count', await crm.text('Case/$count'), String(await crm.set('Case').count()));
  const service = JSON.parse(await crm.text(''));
  checks.ok('the service lists its sets', service.value.some((set) => set.url === 'Contact' && set.kind === 'EntitySet'));
}
