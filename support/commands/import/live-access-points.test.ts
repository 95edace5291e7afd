import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateAccessPointCommand, PutAccessPointPolicyCommand } from '@aws-sdk/client-s3-control';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { clientsFor } from '../../client/clients.ts';
import { rootOf } from '../../client/identity.ts';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { gapsIn, outFolder } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const DATA = '222222222222';
const PARTNER = '333333333333';
const AT = 'arn:aws:s3:eu-west-1';
const folder = mkdtempSync(join(tmpdir(), 'keyhole-profiles-'));
const before = { ...process.env };
const profiles = new Map<string, readonly [string, string]>();
let lab: Lab;

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

beforeAll(async () => {
  lab = await startLab();
  await fill();
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  const text = [...profiles].map(
    ([name, [id, secret]]) => `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
  );
  writeFileSync(join(folder, 'credentials'), text.join('\n'));
  const addressed = [DATA, PARTNER].map((id) => `[profile root-${id}]\nendpoint_url = ${lab.endpoint}\n`);
  writeFileSync(join(folder, 'config'), addressed.join('\n'));
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
  for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  rmSync(folder, { recursive: true });
});

/** Two buckets with access points, one of another account, and users that may not read some of it. */
async function fill(): Promise<void> {
  const of = (id: string) =>
    clientsFor({ endpoint: lab.endpoint, identity: rootOf(id), region: 'eu-west-1' });
  const { iam, s3, s3control } = of(DATA);
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
  for (const Bucket of ['acme-data', 'acme-logs'])
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  await iam.send(new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument: document(trust) }));
  const open = {
    BlockPublicAcls: false,
    IgnorePublicAcls: true,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: true,
  };
  const create = (Name: string, Bucket: string, more = {}) =>
    s3control.send(new CreateAccessPointCommand({ AccountId: DATA, Name, Bucket, ...more }));
  await create('readers', 'acme-data', { PublicAccessBlockConfiguration: open });
  await create('shippers', 'acme-logs');
  const Policy = document({
    ...{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${DATA}:role/reader` }, Action: 's3:GetObject' },
    Resource: `${AT}:${DATA}:accesspoint/readers/object/*`,
  });
  await s3control.send(new PutAccessPointPolicyCommand({ AccountId: DATA, Name: 'readers', Policy }));
  const foreign = { AccountId: PARTNER, Name: 'foreign', Bucket: 'acme-data', BucketAccountId: DATA };
  await of(PARTNER).s3control.send(new CreateAccessPointCommand(foreign));
  for (const id of [DATA, PARTNER]) profiles.set(`root-${id}`, [id, 'test']);
  for (const refused of ['ListAccessPoints', 'GetAccessPoint', 'GetAccessPointPolicy']) {
    const UserName = `without-${refused}`;
    await iam.send(new CreateUserCommand({ UserName }));
    const PolicyDocument = document(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: `s3:${refused}`, Resource: '*' },
    );
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    profiles.set(UserName, [AccessKey?.AccessKeyId ?? '', AccessKey?.SecretAccessKey ?? '']);
  }
}

/** The decision about the root user, which reads through the access point in the scenario that was written. */
async function rootReads(again: Lab): Promise<string | undefined> {
  const resource = `${AT}:${DATA}:accesspoint/readers/object/k`;
  const root = { type: 'Root', accountId: DATA, arn: `arn:aws:iam::${DATA}:root`, userId: DATA } as const;
  const asked = { principal: root, action: 's3:GetObject', resource, resourceAccount: DATA };
  const isThere = again.surroundings.accessPoints?.some(({ name }) => name === 'readers');
  if (isThere !== true) return undefined;
  return (await again.decide({ ...asked, region: 'eu-west-1', context: {}, absent: [] })).result;
}

function imported(profile: string, ...more: readonly string[]) {
  return importedFrom(['--endpoint', lab.endpoint], profile, more);
}

async function importedFrom(endpoint: readonly string[], profile: string, more: readonly string[] = []) {
  using written = outFolder();
  const args = ['--account', `data=${profile}`, ...endpoint, '--out', written.out, ...more];
  const { exitCode, stderr } = await keyholeHere('import', 'aws', '--region', 'eu-west-1', ...args);
  expect({ exitCode, stderr: stderr.replace(/^keyhole: reading the accounts …\n/, '') }).toEqual({
    exitCode: 0,
    stderr: '',
  });
  const { accessPoints = {}, roles = {} } = parse(readFileSync(join(written.out, 'scenario.yaml'), 'utf8'));
  const scenario = loadScenario(written.root, 'own');
  await using again = await startLab();
  await playScenario(scenario, again, { quotas: {}, facts: (around) => around });
  return { accessPoints, roles, gaps: gapsIn(written.out), read: await rootReads(again) };
}

describe('keyhole import aws reads access points', () => {
  test('of an account, also those of buckets of other accounts', async () => {
    const all = await imported(`root-${DATA}`, '--account', `partner=root-${PARTNER}`);
    expect(all.accessPoints).toEqual({
      readers: {
        ...{ account: 'data', bucket: 'acme-data', accessPointName: 'readers', policy: expect.any(String) },
        blockPublicAccess: {
          ...{ BlockPublicAcls: false, IgnorePublicAcls: true },
          ...{ BlockPublicPolicy: false, RestrictPublicBuckets: true },
        },
      },
      shippers: { account: 'data', bucket: 'acme-logs', accessPointName: 'shippers' },
      foreign: { account: 'partner', bucket: 'acme-data', accessPointName: 'foreign' },
    });
    expect(all.gaps).toEqual([]);
  }, 60_000);

  test('at the endpoint that each profile names', async () => {
    const found = await importedFrom([], `root-${DATA}`, ['--account', `partner=root-${PARTNER}`]);
    expect(Object.keys(found.accessPoints)).toEqual(['readers', 'shippers', 'foreign']);
    expect(found.gaps).toEqual([]);
  }, 60_000);

  test('of a bucket that is asked for, and follows what their policies name', async () => {
    const some = await imported(`root-${DATA}`, '--bucket', 'acme-data');
    expect(Object.keys(some.accessPoints)).toEqual(['readers']);
    expect(Object.keys(some.roles)).toEqual(['reader']);
    expect(some.gaps).toEqual([]);
  }, 60_000);

  test('and lists those whose bucket no account that is read has', async () => {
    const { accessPoints, gaps } = await imported(`root-${PARTNER}`);
    expect(accessPoints).toEqual({});
    expect(gaps).toEqual([expect.stringContaining('its bucket acme-data is in none of the sources')]);
  }, 60_000);

  test.each<[string, string, object, string | undefined]>([
    ['ListAccessPoints', 'access points are missing here: requests through them fail', {}, undefined],
    [
      'GetAccessPoint',
      'all settings of its Block Public Access are on: public access is denied here',
      {
        readers: {
          account: 'data',
          bucket: 'acme-data',
          accessPointName: 'readers',
          policy: expect.any(String),
        },
      },
      'Granted',
    ],
    [
      'GetAccessPointPolicy',
      'the whole policy is unknown: everything that it could deny is denied here',
      { readers: expect.objectContaining({ policy: expect.any(String) }) },
      'Denied',
    ],
  ])(
    'and lists what the credentials may not read: %s',
    async (operation, consequence, points, decided) => {
      const { accessPoints, gaps, read } = await imported(`without-${operation}`, '--bucket', 'acme-data');
      expect(accessPoints).toEqual(points);
      expect(gaps).toEqual([expect.stringContaining(`s3:${operation} was refused: AccessDenied`)]);
      expect(gaps[0]).toContain(consequence);
      expect(read).toBe(decided);
    },
    60_000,
  );
});
