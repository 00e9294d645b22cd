import { id, signIn } from '../crm.js';

export const title = 'Batches in JSON, without the prefix, and errors';

export default async function batches(checks) {
  const crm = await signIn('bohdan', '');
  const { client } = crm;
  const create = (Name) => client.newBatchRequest({
    collection: 'Account', method: 'POST', entity: { Name, Code: 'batch' }, atomicityGroup: 'g',
    headers: { 'Content-Type': 'application/json' },
  });
  const read = () => client.newBatchRequest({ collection: 'Account', method: 'GET', params: crm.options().filter("Code eq 'batch'") });
  const answers = await client.execBatchRequestsJson([create('one'), create('two'), read()]);
  checks.equal('each has its status', answers.map((answer) => answer.status), [201, 201, 200]);
  const made = (await answers[2].json()).value;
  checks.equal('what was written before is read', made.map((account) => account.Name).sort(), ['one', 'two']);
  for (const account of made) await crm.set('Account').delete(id(account.Id));

  const answer = async (path) => {
    const reply = await fetch(crm.address + path, { headers: crm.headers });
    return { status: reply.status, body: await reply.json() };
  };
  const column = await answer('Contact?$filter=AccountId%20eq%20null');
  checks.equal('a lookup by its column is an error', column.status, 500);
  const words = column.body.error.innererror.internalexception.message;
  checks.equal('its words are deep inside', words, 'Column by path AccountId not found in schema Contact.');
  checks.equal('a date in quotes is an error', (await answer("Contact?$filter=CreatedOn%20gt%20'2024-01-01'")).status, 400);
  checks.ok('an unknown set is no OData error', 'MessageDetail' in (await answer('Nothing')).body);
}
