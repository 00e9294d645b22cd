import { EdmV4 } from '@odata/client';
import { NOBODY, id } from '../crm.js';

export const title = 'Filters find what they describe';

export default async function filters(checks, crm) {
  const accounts = crm.set('Account');
  for (const old of await crm.where('Account', "Code eq 'foreign'")) await accounts.delete(id(old.Id));
  for (const [Name, Phone] of [["O'Neil, Sons", '1'], ['Ґрунт', '22'], ['plain 100%_\\', '333']]) {
    await accounts.create({ Name, Phone, Code: 'foreign' });
  }
  const cases = [
    ["Name eq 'O''Neil, Sons'", ["O'Neil, Sons"]],
    ["Name eq 'ґРУНТ'", ['Ґрунт']],
    ["contains(Name,'100%_\\')", ['plain 100%_\\']],
    ["contains(Name,'%')", ['plain 100%_\\']],
    ["startswith(Name,'PLAIN')", ['plain 100%_\\']],
    ["endswith(Name,'нт')", ['Ґрунт']],
    ['length(Phone) ge 2', ['plain 100%_\\', 'Ґрунт']],
    ["not (Phone eq '1' or Phone eq '22')", ['plain 100%_\\']],
    ["Phone eq '1' or Phone eq '22' and Name eq 'x'", ["O'Neil, Sons"]],
    ['Type/Id eq null', ["O'Neil, Sons", 'plain 100%_\\', 'Ґрунт']],
    ['Type/Id ne null', []],
    ["CreatedBy/Name eq 'Anna Kovalenko' and Phone eq '1'", ["O'Neil, Sons"]],
  ];
  for (const [filter, expected] of cases) checks.equal(filter, await crm.names(filter), expected);

  const filter = () => crm.client.newFilter();
  const hour = 60 * 60 * 1000;
  const since = (ms) => filter().field('Code').eq('foreign').field('CreatedOn').gt(EdmV4.DateTimeOffset.from(new Date(Date.now() + ms)));
  checks.equal('dates: created within the hour', await accounts.count(since(-hour)), 3);
  checks.equal('dates: created in the future', await accounts.count(since(hour)), 0);
  const [contact] = await crm.set('Contact').query(crm.options().filter('Account/Id ne null').top(1));
  const own = await crm.set('Contact').query(filter().field('Account/Id').eq(id(contact.AccountId)));
  checks.ok('a lookup by the path through it', own.length > 0 && own.every((one) => one.AccountId === contact.AccountId));
  const nobody = await crm.set('Contact').count(filter().field('Account/Id').eq(id(NOBODY)));
  checks.equal('the empty id is no id', nobody, await crm.set('Contact').count(filter().field('Account/Id').eq(null)));
}
