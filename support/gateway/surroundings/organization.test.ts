import { GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy, underKey } from '../testing/buckets.ts';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  type Clients,
  deny,
  documentOf,
  newKey,
  type StatementText,
} from '../testing/lab-under-test.ts';
import type { ControlPolicy, OrganizationalUnit } from './organization.ts';

const management = '999999999999';
const Bucket = 'records';
const object = { Bucket, Key: 'k' };
const arn = `arn:aws:s3:::${Bucket}/k`;

const lab = labOfEachTest();
let root: Clients;
let reader: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  await newObject(root, { ...object, Body: 'hello' });
  reader = await lab.user(otherAccount, 'reader', allow('s3:*'));
});

/** Puts both accounts into an organization, the partner in an organizational unit. */
function organize(parts: {
  readonly root?: Partial<OrganizationalUnit>;
  readonly unit?: Partial<OrganizationalUnit>;
  readonly owner?: Partial<OrganizationalUnit>;
}): void {
  lab.lab.surround({
    organization: {
      id: 'o-exampleorgid',
      managementAccount: management,
      root: {
        id: 'r-ab12',
        ...parts.root,
        accounts: [{ ...parts.owner, id: account }],
        units: [{ id: 'ou-ab12-11111111', ...parts.unit, accounts: [{ id: otherAccount }] }],
      },
    },
  });
}

function control(...statements: readonly StatementText[]): readonly ControlPolicy[] {
  return [{ name: 'control', document: documentOf(...statements) }];
}

/** Lets both other accounts read, under a condition. */
async function share(more: StatementText = {}): Promise<void> {
  const Principal = { AWS: [otherAccount, '333333333333'] };
  await setBucketPolicy(root, Bucket, { ...allow('s3:GetObject', arn), Principal, ...more });
}

const read = (who: Clients) => answerOf(who.s3.send(new GetObjectCommand(object)));
const denyReading = deny('s3:GetObject');
const inBrief = (answer: string) => answer.replace(/^403 AccessDenied: (User: .* resource: "[^"]*" )?/, '');
/** The reason of a denial by a policy of the organization, which is named by its ARN. */
const deniedBy = (kind: 'service' | 'resource') =>
  new RegExp(
    `with an explicit deny in a ${kind} control policy: arn:aws:organizations::${management}:policy/o-exampleorgid/${kind}_control_policy/p-[0-9a-f]{12}$`,
  );

describe('A service control policy', () => {
  test('denies what it denies to every principal of the accounts it binds, the root user included', async () => {
    await share();
    organize({ unit: { serviceControlPolicies: control(denyReading) } });
    expect(await read(reader)).toMatch(deniedBy('service'));
    expect(await read(lab.as(otherAccount))).toMatch(deniedBy('service'));
    expect(await read(root)).toBe('granted');
  });

  test('must allow on each level: without FullAWSAccess only what it lists', async () => {
    await share();
    organize({ unit: { withoutFullAwsAccess: true, serviceControlPolicies: control(allow('s3:List*')) } });
    expect(inBrief(await read(reader))).toBe(
      'because no service control policy allows the s3:GetObject action',
    );
  });

  test('does not bind the management account', async () => {
    organize({ root: { serviceControlPolicies: control(denyReading) } });
    const { s3 } = lab.as(management);
    await newBucket({ s3 }, 'managed');
    const place = { Bucket: 'managed', Key: 'k' };
    await newObject({ s3 }, place);
    expect(await answerOf(s3.send(new GetObjectCommand(place)))).toBe('granted');
    expect(await read(root)).toMatch(deniedBy('service'));
  });

  test('binds the KMS calls that S3 makes for the caller', async () => {
    await newObject(root, { ...object, ...underKey(await newKey(root)) });
    organize({ owner: { serviceControlPolicies: control(deny('kms:Decrypt')) } });
    const answer = await read(root);
    expect(answer).toContain(
      'kms:Decrypt on the resource associated with this ciphertext with an explicit deny',
    );
    expect(answer).toMatch(deniedBy('service'));
  });
});

describe('A resource control policy', () => {
  const onlyOrganization = {
    ...denyReading,
    Principal: '*',
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
  };

  test('binds every caller who asks for a resource of its accounts, strangers included', async () => {
    await share();
    const stranger = await lab.user('333333333333', 'stranger', allow('s3:*'));
    expect(await read(stranger)).toBe('granted');
    organize({ root: { resourceControlPolicies: control(onlyOrganization) } });
    expect(await read(stranger)).toBe('403 AccessDenied: Access Denied');
    expect(await read(reader)).toBe('granted');
    expect(await read(root)).toBe('granted');
  });

  test('names itself to callers of the organization', async () => {
    await share();
    organize({ owner: { resourceControlPolicies: control({ ...denyReading, Principal: '*' }) } });
    expect(await read(reader)).toMatch(deniedBy('resource'));
  });

  test('does not bind resources of other accounts', async () => {
    organize({ unit: { resourceControlPolicies: control({ ...denyReading, Principal: '*' }) } });
    expect(await read(root)).toBe('granted');
  });

  test('binds keys, but not those that AWS manages', async () => {
    const KeyId = await newKey(root);
    const denyUse = deny('kms:GenerateDataKey', '*', { Principal: '*' });
    organize({ owner: { resourceControlPolicies: control(denyUse) } });
    const generate = new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' });
    expect(await answerOf(root.kms.send(generate))).toMatch(deniedBy('resource'));
    expect(await answerOf(newObject(root, { ...object, ...underKey() }))).toBe('granted');
  });
});

describe('The condition keys of organizations', () => {
  const forOrganization = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } };
  const pathLike = (path: string) => ({
    Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': path } },
  });

  test.each([
    ['aws:PrincipalOrgID', forOrganization],
    ['aws:PrincipalOrgPaths', pathLike('o-exampleorgid/r-ab12/ou-ab12-11111111/*')],
  ])('%s lets the accounts of the organization in, and no other account', async (_, condition) => {
    await share(condition);
    expect(await read(reader)).toBe('403 AccessDenied: Access Denied');
    organize({});
    expect(await read(reader)).toBe('granted');
    const stranger = await lab.user('333333333333', 'stranger', allow('s3:*'));
    expect(await read(stranger)).toBe('403 AccessDenied: Access Denied');
  });

  test('aws:PrincipalOrgPaths tells units apart', async () => {
    await share(pathLike('o-exampleorgid/r-ab12/ou-ab12-22222222/*'));
    organize({});
    expect(inBrief(await read(reader))).toBe(
      'because no resource-based policy allows the s3:GetObject action',
    );
  });

  test.each([
    ['aws:ResourceOrgID', { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' } }],
    [
      'aws:ResourceOrgPaths',
      { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': 'o-exampleorgid/r-ab12/' } },
    ],
  ])('%s is about the account that owns the resource', async (_, Condition) => {
    const careful = await lab.user(otherAccount, 'careful', allow('s3:GetObject', '*', { Condition }));
    await share();
    expect(await read(careful)).toBe('403 AccessDenied: Access Denied');
    organize({});
    expect(await read(careful)).toBe('granted');
  });
});

test('An organization is cleared with the lab that it was given to, and comes back with its checkpoint', async () => {
  lab.lab.clear();
  organize({ root: { serviceControlPolicies: control(denyReading) } });
  await newBucket(root, Bucket);
  const restore = lab.lab.checkpoint();
  lab.lab.clear();
  await newBucket(root, Bucket);
  await newObject(root, { ...object, Body: 'hello' });
  expect(await read(root)).toBe('granted');
  restore();
  expect(await read(root)).toMatch(deniedBy('service'));
});
