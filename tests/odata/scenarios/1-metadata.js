import { parse } from '@sap-ux/edmx-parser';

export const title = '$metadata is read by a foreign parser';

export default async function metadata(checks, crm) {
  const { schema } = parse(await crm.text('$metadata'));
  const type = (name) => schema.entityTypes.find((type) => type.name === name);
  checks.ok('there are many sets', schema.entitySets.length >= 50);
  checks.equal('every set has its type', schema.entitySets.filter((set) => !type(set.name)), []);
  checks.equal('every type has the key Id', schema.entityTypes.filter((type) => type.keys[0]?.name !== 'Id'), []);

  const target = (navigation) => navigation.targetTypeName.split('.').at(-1);
  const lost = schema.entityTypes.flatMap((from) => from.navigationProperties
    .filter((navigation) => !type(target(navigation)))
    .map((navigation) => `${from.name}.${navigation.name}`));
  checks.equal('every navigation leads to a type', lost, []);
  const unpaired = schema.entityTypes.flatMap((from) => from.navigationProperties
    .filter((there) => !type(target(there)).navigationProperties
      .some((back) => back.name === there.partner && target(back) === from.name))
    .map((navigation) => `${from.name}.${navigation.name}`));
  checks.equal('every navigation has a way back', unpaired, []);

  const chat = type('WebitelChat');
  const types = Object.fromEntries(chat.entityProperties.map((property) => [property.name, property.type]));
  for (const [name, expected] of Object.entries({
    Name: 'Edm.String', StateId: 'Edm.Guid', ContactId: 'Edm.Guid', StartDate: 'Edm.DateTimeOffset', ConversationId: 'Edm.Guid',
  })) checks.equal(`WebitelChat.${name}`, types[name], expected);
  const file = type('WebitelChatFile').entityProperties.find((property) => property.name === 'Data');
  checks.equal('a file has a stream', file.type, 'Edm.Stream');
  const record = (await crm.set('WebitelChat').query(crm.options().top(1)))[0];
  checks.equal('a record has the properties of its type', Object.keys(record).sort(), Object.keys(types).sort());
}
