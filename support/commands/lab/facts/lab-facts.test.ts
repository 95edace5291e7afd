import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { membershipsOf } from '../../../gateway/surroundings/memberships.ts';
import { policyOf, twoAccounts, WrittenScenario } from '../../../scenario/testing/written-scenario.ts';
import { keyholeHere } from '../../testing/run-keyhole.ts';
import { type FactOptions, labFacts } from './lab-facts.ts';

const written = new WrittenScenario();
const deny = policyOf({ Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' });

function inOrganization(accounts: string, managementAccount = '999999999999'): FactOptions {
  written.write({
    'own/scenario.yaml': `${twoAccounts}assume: { aws:SourceIp: 192.0.2.1, aws:MultiFactorAuthPresent: false }\n`,
    'organization.yaml': `id: o-exampleorgid
root: r-ab12
managementAccount: "${managementAccount}"
accounts: ${accounts}
serviceControlPolicies: { guard: policies/guard.json }
`,
    'policies/guard.json': deny,
  });
  return { organization: join(written.root, 'organization.yaml') };
}

describe('the facts that options state', () => {
  test('replace those of the scenario, in any letter case, and leave the others', () => {
    inOrganization('{}');
    const around = labFacts(
      { assume: ['AWS:sourceIP=203.0.113.7'] },
      written.load(),
    )({
      assumptions: { values: written.load().document.assume, file: 'scenario.yaml' },
    });
    expect(around.assumptions).toEqual({
      values: { 'aws:MultiFactorAuthPresent': ['false'], 'AWS:sourceIP': ['203.0.113.7'] },
      file: 'scenario.yaml',
    });
  });

  test('leave the surroundings as they are if none is given', () => {
    expect(labFacts({}, undefined)({})).toEqual({ endpoints: [] });
  });

  test('add VPC endpoints, with a policy or without', () => {
    written.write({
      'endpoint.json': policyOf({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
    });
    const policy = join(written.root, 'endpoint.json');
    const given = ['vpce-1a2b3c4d=vpc-1a2b3c4d', `vpce-2a2b3c4d=vpc-1a2b3c4d=${policy}`];
    expect(labFacts({ vpcEndpoint: given }, undefined)({}).endpoints).toEqual([
      { id: 'vpce-1a2b3c4d', vpc: 'vpc-1a2b3c4d' },
      { id: 'vpce-2a2b3c4d', vpc: 'vpc-1a2b3c4d', policy: expect.stringContaining('Allow') },
    ]);
  });

  test.each([
    ['ids', '{ "111111111111": {} }', '999999999999', false],
    ['the names of the scenario', '{ data: {} }', 'partner', true],
  ])('put accounts into an organization by %s', (_, accounts, management, withScenario) => {
    const options = inOrganization(accounts, management);
    const { organization } = labFacts(options, withScenario ? written.load() : undefined)({});
    if (organization === undefined) throw new TypeError('there is no organization');
    const membership = membershipsOf(organization).get('111111111111');
    expect(membership?.serviceControl?.flat().map(({ name }) => name)).toContainEqual(
      expect.stringContaining('guard'),
    );
  });

  test.each([
    ['{ "111111111111": {}, partner: {} }', /organization\.yaml:4:.*there is no account "partner"/],
    ['{ "111111111111": { guard: 1 } }', /there is no such member/],
  ])('refuse the organization %s', (accounts, message) => {
    const options = inOrganization(accounts);
    expect(() => labFacts(options, undefined)).toThrow(message);
  });

  test('refuse an account that is in two units', () => {
    const twice = `{ "111111111111": {} }
units: { prod: { id: ou-ab12-11111111, accounts: { "111111111111": {} } } }`;
    const options = inOrganization(twice);
    expect(() => labFacts(options, undefined)).toThrow(/the account 111111111111 is in it twice/);
  });

  test('refuse a contradiction to the scenario', () => {
    inOrganization('{}');
    expect(() => labFacts({ assume: ['aws:MultiFactorAuthAge=5'] }, written.load())).toThrow(
      /--assume aws:MultiFactorAuthAge: needs aws:MultiFactorAuthPresent: true/,
    );
  });
});

test.each([
  [['--assume', 'aws:SourceIp'], /is not a condition key and its value/],
  [['--assume', 'aws:SourceIp=here'], /--assume aws:SourceIp: /],
  [['--assume', 'aws:SourceVpce=vpce-1'], /declared in endpoints/],
  [['--assume', 'aws:SourceIP2=1'], /is not a condition key of AWS; did you mean "aws:SourceIp"/],
  [['--organization', 'none.yaml'], /none\.yaml cannot be read/],
  [['--vpc-endpoint', 'vpce-1=vpc-1'], /must be the id of a VPC endpoint.*the form is/],
  [
    ['--vpc-endpoint', 'vpce-1a2b3c4d=vpc-1a2b3c4d', '--vpc-endpoint', 'vpce-1a2b3c4d=vpc-1a2b3c4d'],
    /there is a VPC endpoint vpce-1a2b3c4d already/,
  ],
])('keyhole lab --empty %j is refused', async (args, message) => {
  const { exitCode, stderr } = await keyholeHere('lab', '--empty', '--port', '0', ...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
});
