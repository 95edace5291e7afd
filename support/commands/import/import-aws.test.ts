import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Played } from '../../access/decision-in-scenario.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { gapsIn, outFolder } from '../testing/imported-sample.ts';
import { matrixCells, type SharedNames } from '../testing/matrix-cells.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const SCENARIOS = [
  'write-only-bucket',
  'encryption-migration',
  'secure-file-exchange',
  'multi-account-access',
  'key-arn-gotcha',
  'object-ownership',
  'denied-access',
  'role-chaining',
  'presigned-uploads',
];

const PROGRESS = /^keyhole: reading the accounts …\n/;

/** The API that tells settings of whole accounts, which a lab does not have. */
const NOT_SERVED = /is not implemented at http/;

const folder = mkdtempSync(join(tmpdir(), 'keyhole-profiles-'));
const before = { ...process.env };

/** The credentials of root users, in a profile for each account that the scenarios have. */
beforeAll(() => {
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  const ids = SCENARIOS.flatMap((name) => Object.values(loadScenario('scenarios', name).document.accounts));
  const profiles = [...new Set(ids)].map(
    (id) => `[root-${id}]\naws_access_key_id = ${id}\naws_secret_access_key = test\n`,
  );
  writeFileSync(join(folder, 'credentials'), profiles.join('\n'));
  writeFileSync(join(folder, 'config'), '');
});
afterAll(() => {
  for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  rmSync(folder, { recursive: true });
});

/** The names of keys in the scenario of a lab, by their names in the scenario that was read from it. */
function keyNames({ provisioned }: Played, { document }: Scenario): SharedNames {
  const names = Object.fromEntries(
    Object.keys(provisioned.scenario.document.keys).map((name) => [
      provisioned.value(`keys.${name}.id`),
      `the key ${name}`,
    ]),
  );
  return Object.fromEntries(
    Object.entries(document.keys).map(([name, { keyId = '' }]) => [
      `keys.${name}`,
      names[keyId] ?? 'unknown',
    ]),
  );
}

function keysByName({ document }: Scenario): SharedNames {
  return Object.fromEntries(Object.keys(document.keys).map((name) => [`keys.${name}`, `the key ${name}`]));
}

/** An import of the accounts of a scenario's lab: what it did not understand, and both matrices. */
async function roundTrip(root: string, name: string, ...options: readonly string[]) {
  const source = loadScenario(root, name);
  await using lab = await startLab();
  const played = await playScenario(source, lab, { quotas: {}, facts: (around) => around });
  const { accounts, region } = source.document;
  using written = outFolder();
  const args = Object.entries(accounts).flatMap(([own, id]) => ['--account', `${own}=root-${id}`]);
  args.push('--endpoint', lab.endpoint, '--region', region, '--out', written.out, ...options);
  const { exitCode, stderr } = await keyholeHere('import', 'aws', ...args);
  // Reading takes longer on a busy machine, and then says so.
  expect({ exitCode, told: stderr.replace(PROGRESS, '') }).toEqual({ exitCode: 0, told: '' });
  const imported = loadScenario(written.root, 'own');
  return {
    imported,
    gaps: gapsIn(written.out).filter((gap) => !NOT_SERVED.test(gap)),
    original: await matrixCells(source, keysByName(source)),
    again: await matrixCells(imported, keyNames(played, imported)),
  };
}

const perimeter = {
  'scenarios/perimeter/scenario.yaml': `title: Perimeter
region: eu-west-1
accounts:
  payer: "111111111111"
  data: { id: "222222222222", blockPublicAccess: { BlockPublicPolicy: true } }
  apart: "333333333333"
organization:
  id: o-exampleorgid
  root: r-ab12
  managementAccount: payer
  serviceControlPolicies: { KeepBuckets: policies/scp.json }
  units:
    workloads:
      id: ou-ab12-11111111
      fullAwsAccess: false
      serviceControlPolicies: { Allowed: policies/allowed.json }
      resourceControlPolicies: { Ours: policies/rcp.json }
      accounts: { data: {} }
endpoints: { s3: { id: vpce-1a2b3c4d, vpc: vpc-1a2b3c4d, policy: policies/endpoint.json } }
users:
  payer: { account: payer, policies: { All: policies/all.json } }
  data: { account: data, policies: { All: policies/all.json } }
  apart: { account: apart, policies: { All: policies/all.json } }
keys: { data: { account: data, policy: policies/key.json } }
buckets: { data: { account: data, bucketName: perimeter-data, policy: policies/bucket.json } }
`,
  'scenarios/perimeter/policies/scp.json': policy({
    Effect: 'Deny',
    Action: 's3:DeleteBucket',
    Resource: '*',
  }),
  'scenarios/perimeter/policies/allowed.json': policy({
    Effect: 'Allow',
    Action: ['s3:*', 'iam:*', 'kms:List*', 'kms:Get*', 'kms:Describe*', 'secretsmanager:*', 'dynamodb:*'],
    Resource: '*',
  }),
  'scenarios/perimeter/policies/rcp.json': policy({
    ...{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' },
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': '{{organization.id}}' } },
  }),
  'scenarios/perimeter/policies/endpoint.json': policy({
    ...{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' },
  }),
  'scenarios/perimeter/policies/all.json': policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
  'scenarios/perimeter/policies/key.json': policy({
    ...{ Effect: 'Allow', Principal: { AWS: '{{accounts.data.root}}' }, Action: 'kms:*', Resource: '*' },
  }),
  'scenarios/perimeter/policies/bucket.json': policy({
    ...{ Effect: 'Allow', Principal: { AWS: ['{{accounts.payer.root}}', '{{accounts.apart.root}}'] } },
    ...{ Action: ['s3:GetObject', 's3:DeleteObject'], Resource: '{{buckets.data.arn}}/*' },
    Condition: { StringEqualsIfExists: { 'aws:SourceVpce': '{{endpoints.s3.id}}' } },
  }),
};

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

describe('keyhole import aws', () => {
  test.each(SCENARIOS)(
    'of the lab of %s makes a scenario with the same matrix, cell by cell',
    async (name) => {
      const { original, again, gaps } = await roundTrip('scenarios', name);
      expect(again).toEqual(original);
      expect(gaps).toEqual([]);
    },
    60_000,
  );

  test('reads an organization with units and control policies by its management account', async () => {
    const own = perimeter['scenarios/perimeter/scenario.yaml'];
    using _folder = inFolder({
      ...perimeter,
      'scenarios/perimeter/scenario.yaml': own
        .replace(/^endpoints:.*\n/m, '')
        .replace(/, blockPublicAccess: \{.*?\}/, ''),
      'scenarios/perimeter/policies/bucket.json': policy({
        ...{ Effect: 'Allow', Principal: { AWS: ['{{accounts.payer.root}}', '{{accounts.apart.root}}'] } },
        ...{ Action: ['s3:GetObject', 's3:DeleteObject'], Resource: '{{buckets.data.arn}}/*' },
      }),
    });
    const { original, again, gaps, imported } = await roundTrip('scenarios', 'perimeter');
    expect(again).toEqual(original);
    expect(gaps).toEqual([]);
    expect(imported.document.organization?.units).toMatchObject({
      workloads: { id: 'ou-ab12-11111111', fullAwsAccess: false },
    });
  }, 60_000);

  test('takes the organization, VPC endpoints and account settings that a scenario states', async () => {
    using _folder = inFolder(perimeter);
    const stated = await roundTrip('scenarios', 'perimeter', '--surroundings', 'perimeter');
    expect(stated.again).toEqual(stated.original);
    expect(stated.gaps).toEqual([]);
    const unstated = await roundTrip('scenarios', 'perimeter');
    expect(unstated.again).not.toEqual(unstated.original);
    expect(unstated.gaps).toEqual([
      'the account payer | arn:aws:iam::111111111111:root | policies name VPC endpoints, which are not read | no request comes through one here: state them with --surroundings',
    ]);
  }, 60_000);

  test('reads access points with their policies, networks and settings of Block Public Access', async () => {
    const { original, again, gaps, imported } = await roundTrip(
      'scenarios',
      'access-points',
      '--surroundings',
      'access-points',
    );
    expect(again).toEqual(original);
    expect(gaps).toEqual([]);
    const { accessPoints } = imported.document;
    expect(Object.keys(accessPoints).toSorted()).toEqual([
      'analytics',
      'forgotten',
      'hopeful',
      'partner',
      'vault',
    ]);
    expect(accessPoints.vault).toMatchObject({ vpc: 'vpc-1a2b3c4d' });
    const unstated = await roundTrip('scenarios', 'access-points');
    expect(unstated.gaps).toEqual([
      expect.stringContaining('from their VPC alone, whose endpoints are not read'),
    ]);
  }, 60_000);

  test('refuses stated surroundings that name a key, whose id only the account has', async () => {
    const keys = policy({ Effect: 'Deny', Action: 'kms:*', Resource: '{{keys.data.arn}}' });
    using _folder = inFolder({ ...perimeter, 'scenarios/perimeter/policies/scp.json': keys });
    await using lab = await startLab();
    const options = ['--surroundings', 'perimeter', '--endpoint', lab.endpoint, '--out', 'out'];
    const { exitCode, stderr } = await keyholeHere(
      'import',
      'aws',
      '--account',
      'data=root-222222222222',
      ...options,
    );
    expect(stderr).toMatch(/scp\.json:1:\d+: the placeholder \{\{keys\.data\.arn\}\} is not defined/);
    expect(exitCode).toBe(2);
  });
});
