import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../document/load-scenario.ts';
import { SpecError } from '../spec-error.ts';
import { attachControlPolicy } from './attach-control-policy.ts';
import { provision } from './provision.ts';
import { surroundingsOf } from './surroundings-of.ts';

const SCENARIO = `title: Small
region: eu-west-1
accounts:
  management: '999999999999'
  owner: '111111111111'
  partner: '222222222222'
organization:
  id: o-exampleorgid
  root: r-ab12
  managementAccount: management
  accounts:
    owner: { serviceControlPolicies: { NoDeletion: policies/no-deletion.json } }
  units:
    partners:
      id: ou-ab12-11111111
      fullAwsAccess: false
      resourceControlPolicies: { OnlyUs: policies/only-us.json }
      accounts: { partner: {} }
endpoints:
  office: { id: vpce-1a2b3c4d, vpc: vpc-5e6f7a8b, policy: policies/through.json }
  open: { id: vpce-00000001, vpc: vpc-5e6f7a8b }
kmsRequestQuotas: { partner: 5 }
roles:
  reader:
    account: owner
    trust: policies/trust.json
    assumedBy: { service: ec2.amazonaws.com }
    boundary: policies/no-deletion.json
`;
const statement = (members: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', ...members }] });
const NO_DELETION = statement({ Action: 's3:DeleteObject', Resource: '*' });
const ONLY_US = statement({
  Principal: '*',
  Action: 's3:*',
  Resource: '*',
  Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': '{{organization.id}}' } },
});
const THROUGH = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceVpce': '{{endpoints.office.id}}' } },
    },
  ],
});
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scenarios-'));
  mkdirSync(join(root, 'small/policies'), { recursive: true });
  write('scenario.yaml', SCENARIO);
  write('policies/no-deletion.json', NO_DELETION);
  write('policies/only-us.json', ONLY_US);
  write('policies/through.json', THROUGH);
  write('policies/trust.json', TRUST);
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(root, 'small', path), text);
const load = () => loadScenario(root, 'small');

/** The code and message of an error. */
function fault(what: () => unknown = load): string {
  try {
    what();
  } catch (error) {
    if (error instanceof SpecError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('the organization of a scenario', () => {
  test('is given to the gateway with ids and documents filled in', async () => {
    await using lab = await startLab();
    const provisioned = await provision(load(), lab.endpoint);
    const controls = { serviceControlPolicies: [], resourceControlPolicies: [], withoutFullAwsAccess: false };
    const onlyUs = { name: 'OnlyUs', document: ONLY_US.replace('{{organization.id}}', 'o-exampleorgid') };
    const noDeletion = { name: 'NoDeletion', document: NO_DELETION };
    expect(surroundingsOf(provisioned).organization).toEqual({
      id: 'o-exampleorgid',
      managementAccount: '999999999999',
      root: {
        ...controls,
        id: 'r-ab12',
        accounts: [{ ...controls, id: '111111111111', name: 'owner', serviceControlPolicies: [noDeletion] }],
        units: [
          {
            ...controls,
            id: 'ou-ab12-11111111',
            name: 'partners',
            withoutFullAwsAccess: true,
            resourceControlPolicies: [onlyUs],
            accounts: [{ ...controls, id: '222222222222', name: 'partner' }],
            units: [],
          },
        ],
      },
    });
  });

  test('has the accounts that it names, the management account among them', async () => {
    await using lab = await startLab();
    const provisioned = await provision(load(), lab.endpoint);
    expect(provisioned.related('111111111111', '222222222222')).toBe(true);
    expect(provisioned.related('111111111111', '999999999999')).toBe(true);
    expect(provisioned.related('111111111111', '333333333333')).toBe(false);
    expect(provisioned.related(undefined, '111111111111')).toBe(false);
  });

  test.each([
    [
      'an id of another form',
      'o-exampleorgid',
      'exampleorgid',
      /organization\.id: must be the id of an organization/,
    ],
    [
      'a root of another form',
      'r-ab12',
      'root',
      /organization\.root: must be the id of a root, e\.g\. r-ab12/,
    ],
    [
      'a unit without its id',
      'ou-ab12-11111111',
      'partners',
      /units\.partners\.id: must be the id of a unit/,
    ],
    [
      'an endpoint of no VPC',
      'vpc: vpc-5e6f7a8b, policy',
      'vpc: office, policy',
      /endpoints\.office\.vpc: must be the id of a VPC/,
    ],
    [
      'an unknown management account',
      'managementAccount: management',
      'managementAccount: manager',
      /organization\.managementAccount: there is no account "manager"\. Known: management, owner, partner/,
    ],
    [
      'an unknown account in a unit',
      '{ partner: {} }',
      '{ partners: {} }',
      /organization\.units\.partners\.accounts\.partners: there is no account "partners"/,
    ],
    [
      'a quota of an unknown account',
      '{ partner: 5 }',
      '{ partners: 5 }',
      /kmsRequestQuotas\.partners: there is no account "partners"/,
    ],
    [
      'a quota that is not a number of requests',
      '{ partner: 5 }',
      '{ partner: -1 }',
      /kmsRequestQuotas\.partner: /,
    ],
  ])('%s fails with its place', (_, old, text, expected) => {
    write('scenario.yaml', SCENARIO.replace(old, text));
    expect(fault()).toMatch(/^invalid-document: .*scenario\.yaml:\d+:\d+: /);
    expect(fault()).toMatch(expected);
  });

  test.each([
    [
      'no-deletion',
      ONLY_US,
      /no-deletion\.json:\d+:\d+: this is not a (permissions boundary|service control policy)/,
    ],
    ['through', NO_DELETION, /through\.json:\d+:\d+: this is not an endpoint policy: .*Principal/],
    ['only-us', NO_DELETION, /only-us\.json:\d+:\d+: this is not a resource control policy: .*Principal/],
  ])('checks %s as the policy that it is used as', (name, text, expected) => {
    write(`policies/${name}.json`, text);
    expect(fault()).toMatch(/^invalid-policy: /);
    expect(fault()).toMatch(expected);
  });
});

test('the endpoints of a scenario are given to the gateway with ids and documents filled in', async () => {
  await using lab = await startLab();
  const provisioned = await provision(load(), lab.endpoint);
  expect(surroundingsOf(provisioned).endpoints).toEqual([
    {
      id: 'vpce-1a2b3c4d',
      vpc: 'vpc-5e6f7a8b',
      policy: THROUGH.replace('{{endpoints.office.id}}', 'vpce-1a2b3c4d'),
    },
    { id: 'vpce-00000001', vpc: 'vpc-5e6f7a8b', policy: undefined },
  ]);
});

describe('a control policy that a feature attaches', () => {
  test('stands beside those of the scenario', async () => {
    await using lab = await startLab();
    const provisioned = await provision(load(), lab.endpoint);
    lab.surround(surroundingsOf(provisioned, lab.surroundings));
    attachControlPolicy(lab, provisioned, { document: 'no-deletion', kind: 'service', account: 'partner' });
    const { organization } = lab.surroundings;
    expect(organization?.root.accounts?.[0]?.serviceControlPolicies).toHaveLength(1);
    expect(organization?.root.units?.[0]?.accounts?.[0]?.serviceControlPolicies).toEqual([
      { name: 'no-deletion', document: NO_DELETION },
    ]);
  });

  test('must be one of its kind, and needs an organization', async () => {
    await using lab = await startLab();
    const provisioned = await provision(load(), lab.endpoint);
    const attaching = () =>
      attachControlPolicy(lab, provisioned, { document: 'no-deletion', kind: 'resource', account: 'owner' });
    expect(fault(attaching)).toMatch(/^unknown-name: the scenario small has no organization/);
    lab.surround(surroundingsOf(provisioned, lab.surroundings));
    expect(fault(attaching)).toMatch(/^invalid-policy: policies\/no-deletion\.json.*resource control policy/);
  });
});

test('a boundary is a managed policy that bounds its role', async () => {
  await using lab = await startLab();
  const provisioned = await provision(load(), lab.endpoint);
  const { Role } = await provisioned.root('owner').iam.send(new GetRoleCommand({ RoleName: 'reader' }));
  expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(
    'arn:aws:iam::111111111111:policy/reader-boundary',
  );
});

test('the request quotas of a scenario are given to the gateway by account id', async () => {
  await using lab = await startLab();
  const provisioned = await provision(load(), lab.endpoint);
  expect(surroundingsOf(provisioned).kmsRequestQuotas).toEqual({ perSecond: { '222222222222': 5 } });
});
