import { describe, expect, test } from '@jest/globals';
import { policyOf, WrittenScenario } from '../scenario/testing/written-scenario.ts';
import { accessMatrix } from './access-matrix.ts';
import { startAccessWorld } from './access-world.ts';
import { checkedWords, whatIfOf } from './decide-question.ts';

const written = new WrittenScenario();
const ID = 'mrk-1234abcd12ab34cd56ef1234567890ab';
const own = { Effect: 'Allow', Principal: { AWS: '{{accounts.data.root}}' }, Action: 'kms:*', Resource: '*' };
const partner = { ...own, Principal: { AWS: '{{accounts.partner.root}}' }, Action: 'kms:Decrypt' };
const yaml = (key: string) => `title: Own
region: eu-west-1
accounts: { data: '111111111111', partner: '222222222222' }
users: { guest: { account: partner, policies: [guest.json] } }
keys: { main: { account: data, policy: key.json, ${key} } }
`;
const files = {
  'own/key.json': policyOf(own),
  'own/replica.json': policyOf(own, partner),
  'own/guest.json': policyOf({
    ...{ Effect: 'Allow', Action: 'kms:Decrypt' },
    Resource: ['{{keys.main.arn}}', `arn:aws:kms:us-east-1:111111111111:key/${ID}`],
  }),
};
const replicas = 'replicas: { us-east-1: { policy: replica.json } }';

describe('a multi-Region key', () => {
  test('has a replica whose own policy decides who uses it', async () => {
    written.write({ ...files, 'own/scenario.yaml': yaml(`keyId: ${ID}, multiRegion: true, ${replicas}`) });
    await using world = await startAccessWorld(written.load());
    const guest = world.principals.filter(({ id }) => id === 'users.guest');
    const { cells } = await accessMatrix(world, { principals: guest });
    const decrypting = cells.filter(({ access }) => access === 'decrypt');
    expect(decrypting.map(({ resource: { id, name }, result }) => ({ id, name, result }))).toEqual([
      { id: 'keys.main', name: 'the main key', result: 'denied' },
      { id: 'keys.main.us-east-1', name: 'the main key in us-east-1', result: 'allowed' },
    ]);
    const [statement] = decrypting[1]?.uses[0]?.classes[0]?.decisions.flatMap((decision) =>
      decision.result === 'Granted' ? decision.statements : [],
    ) ?? [undefined];
    expect(statement && world.describing.sources(statement)?.file).toMatch(/own\/replica\.json$/);
  });

  test.each([
    ['the main key', undefined, 'eu-west-1'],
    ['the main key in us-east-1', undefined, 'us-east-1'],
    ['the main key in us-east-1', 'us-east-1', 'us-east-1'],
    ['*', 'us-east-1', 'us-east-1'],
    ['*', undefined, 'eu-west-1'],
  ])('is asked about in its own Region: %s with --region %s', async (resource, region, expected) => {
    written.write({ ...files, 'own/scenario.yaml': yaml(`keyId: ${ID}, multiRegion: true, ${replicas}`) });
    await using world = await startAccessWorld(written.load());
    const { provisioned } = world.played;
    const principal = world.principals.find(({ id }) => id === 'users.guest')?.principal;
    if (principal === undefined) throw new TypeError('the scenario has no guest');
    const action = resource === '*' ? 'kms:ListKeys' : 'kms:Decrypt';
    const question = { principal: 'guest', action, resource, region, context: [], without: [] };
    expect(whatIfOf(question, checkedWords(question), { principal, provisioned }).region).toBe(expected);
  });

  test.each([
    ['a replica of another key', replicas, /keys\.main\.replicas: needs multiRegion: true/],
    [
      'a replica in what is no Region',
      `multiRegion: true, ${replicas.replace('us-east-1', 'mars')}`,
      /scenario\.yaml:5:\d+: keys\.main\.replicas\.mars: must be a Region, e\.g\. eu-central-1/,
    ],
    [
      'a replica in its own Region',
      `multiRegion: true, ${replicas.replace('us-east-1', 'eu-west-1')}`,
      /keys\.main\.replicas\.eu-west-1: is the Region of the primary key/,
    ],
    [
      'the id of a key of one Region',
      'multiRegion: true, keyId: 1234abcd-12ab-34cd-56ef-1234567890ab',
      /keys\.main\.keyId: is the id of a key of one Region: give that of a multi-Region key/,
    ],
  ])('is refused with %s', (_, key, fault) => {
    written.write({
      ...files,
      'own/guest.json': files['own/key.json'].replace(/"Principal.*/, ''),
      'own/scenario.yaml': yaml(key),
    });
    expect(written.fault()).toMatch(fault);
  });
});
