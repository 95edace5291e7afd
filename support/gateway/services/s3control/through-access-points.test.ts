import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type CreateAccessPointCommandInput, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { explain } from '../../../authorization/explain.ts';
import type { Decision } from '../../../authorization/terms/decision.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newAccessPoint, setAccessPointPolicy } from '../../testing/access-points.ts';
import { setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  belowLocalhost,
  type Clients,
  codeOf,
  deny,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';
import { formOf, signedForm } from '../s3/testing/signed-form.ts';

const lab = labOfEachTest();
const Bucket = 'records';
const Key = 'in/a.txt';
const AccountId = account;
const arn = `arn:aws:s3:eu-west-1:${account}:accesspoint/mine`;
const throughPoint = [arn, `${arn}/object/*`];
const bucket = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
const userArn = (name: string, of = account) => `arn:aws:iam::${of}:user/${name}`;

/** The bucket policy that AWS's guide recommends: the account's access points decide. */
const delegating = {
  ...allow('*', bucket),
  Principal: { AWS: '*' },
  Condition: { StringEquals: { 's3:DataAccessPointAccount': account } },
};

let root: Clients;
let alias: string;

const create = (Name: string, more: Partial<CreateAccessPointCommandInput> = {}) =>
  newAccessPoint(root, { AccountId, Name, Bucket, ...more });
const pointPolicy = (...statements: StatementText[]) =>
  setAccessPointPolicy(root, { AccountId, Name: 'mine' }, ...statements);
const bucketPolicy = (...statements: StatementText[]) => setBucketPolicy(root, Bucket, ...statements);
const get = ({ s3 }: Pick<Clients, 's3'>, at = alias) =>
  codeOf(s3.send(new GetObjectCommand({ Bucket: at, Key })));
const list = ({ s3 }: Clients, Prefix = '') =>
  codeOf(s3.send(new ListObjectsV2Command({ Bucket: alias, Prefix })));
const decisions = (): readonly Decision[] => lab.lab.decisionLog.records().at(-1)?.decisions ?? [];
const resources = () => decisions().map(({ result, permission }) => `${result} ${permission.resource}`);

beforeEach(async () => {
  root = lab.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket }));
  await root.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a', Tagging: 'kind=open' }));
  alias = await create('mine');
});

describe('Within the account, both the access point and the bucket must permit a request', () => {
  test('the access point policy allows a user, and the bucket delegates to access points', async () => {
    const ana = await lab.user(account, 'ana');
    await pointPolicy({ ...allow(['s3:GetObject'], `${arn}/object/in/*`), ...to(userArn('ana')) });
    expect(await get(ana)).toBe('403 AccessDenied');
    expect(resources()).toEqual([`Granted ${arn}/object/${Key}`, `Denied arn:aws:s3:::${Bucket}/${Key}`]);
    await bucketPolicy(delegating);
    expect(await get(ana)).toBe('granted');
    expect(resources()).toEqual([`Granted ${arn}/object/${Key}`, `Granted arn:aws:s3:::${Bucket}/${Key}`]);
    expect(await get(ana, Bucket)).toBe('403 AccessDenied');
    expect(await list(ana)).toBe('403 AccessDenied');
  });

  test('the bucket policy allows a user, and the access point does not', async () => {
    const ana = await lab.user(account, 'ana');
    await bucketPolicy({ ...allow('s3:GetObject', bucket[1]), ...to(userArn('ana')) });
    expect(await get(ana, Bucket)).toBe('granted');
    expect(await get(ana)).toBe('403 AccessDenied');
    expect(resources()).toEqual([`Denied ${arn}/object/${Key}`]);
  });

  test.each<[string, readonly string[], string]>([
    ['both', [...throughPoint, ...bucket], 'granted'],
    ['the access point alone', throughPoint, '403 AccessDenied'],
    ['the bucket alone', bucket, '403 AccessDenied'],
  ])('an identity-based policy names %s', async (_, names, answer) => {
    const ana = await lab.user(account, 'ana', allow(['s3:GetObject', 's3:ListBucket'], names));
    expect(await get(ana)).toBe(answer);
    expect(await list(ana)).toBe(answer);
  });

  test('a Deny of either is final, and the explanation names the policy', async () => {
    const ana = await lab.user(account, 'ana', allow('s3:*'));
    const denied = { ...deny('s3:GetObject', `${arn}/object/*`), Principal: '*', Sid: 'Closed' };
    await pointPolicy(denied);
    expect(await get(ana)).toBe('403 AccessDenied');
    const [decision] = decisions();
    expect(decision?.result === 'Denied' && explain(decision)).toContain('the access point policy of mine');
    await pointPolicy({ ...allow('s3:GetObject', `${arn}/object/*`), ...to(account) });
    expect(await get(ana)).toBe('granted');
    const onlyVpc = { StringNotEquals: { 's3:AccessPointNetworkOrigin': 'VPC' } };
    await bucketPolicy({ ...deny('s3:GetObject', bucket[1]), Principal: '*', Condition: onlyVpc });
    expect(await get(ana)).toBe('403 AccessDenied');
    expect(await get(ana, Bucket)).toBe('403 AccessDenied');
    expect(decisions().at(-1)).toMatchObject({ layer: 'resource', explicit: true });
  });

  test('a condition on tags of the object reads them through the access point', async () => {
    const ana = await lab.user(account, 'ana', allow('s3:GetObjectTagging', bucket));
    const tagged = (kind: string) => ({
      ...allow(['s3:GetObject', 's3:GetObjectTagging'], `${arn}/object/*`),
      ...to(userArn('ana')),
      Condition: { StringEquals: { 's3:ExistingObjectTag/kind': kind } },
    });
    const tags = () => codeOf(ana.s3.send(new GetObjectTaggingCommand({ Bucket: alias, Key })));
    await pointPolicy(tagged('open'));
    expect(await tags()).toBe('granted');
    await pointPolicy(tagged('closed'));
    expect(await tags()).toBe('403 AccessDenied');
  });

  test('writes and lists go to the bucket', async () => {
    const s3 = root.s3;
    await s3.send(new PutObjectCommand({ Bucket: alias, Key: 'b.txt', Body: 'b' }));
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map((object) => object.Key)).toEqual(['b.txt', Key]);
    await s3.send(new HeadBucketCommand({ Bucket: alias }));
  });
});

describe('Another account', () => {
  const toOther = { ...allow('s3:GetObject', `${arn}/object/*`), ...to(otherAccount) };
  const onBoth = allow('s3:GetObject', [...throughPoint, ...bucket]);

  test('needs the access point policy, the bucket policy and its own policies', async () => {
    const bob = await lab.user(otherAccount, 'bob', onBoth);
    await pointPolicy(toOther);
    await bucketPolicy(delegating);
    expect(await get(bob)).toBe('granted');
    await root.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await get(bob)).toBe('403 AccessDenied');
    await bucketPolicy(delegating);
    await pointPolicy({
      ...toOther,
      ...to(userArn('nil', otherAccount).replace('user/nil', 'root')),
      Action: 's3:PutObject',
    });
    expect(await get(bob)).toBe('403 AccessDenied');
    await pointPolicy(toOther);
    const eve = await lab.user(otherAccount, 'eve');
    expect(await get(eve)).toBe('403 AccessDenied');
  });

  test('whose own policies name the access point alone is not decided', async () => {
    const bob = await lab.user(otherAccount, 'bob', allow('s3:GetObject', throughPoint));
    await pointPolicy(toOther);
    await bucketPolicy(delegating);
    expect(await get(bob)).toBe('501 NotImplemented');
    await root.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await get(bob)).toBe('403 AccessDenied');
  });

  test('is shut out of a public access point by RestrictPublicBuckets of the account, and anonymous callers are always', async () => {
    const off = {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    };
    await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const open = await create('open', { PublicAccessBlockConfiguration: off });
    const point = { AccountId, Name: 'open' };
    const objects = `${arn.replace('/mine', '/open')}/object/*`;
    await setAccessPointPolicy(root, point, { ...allow('s3:GetObject', objects), Principal: '*' });
    await bucketPolicy(delegating);
    const bob = await lab.user(otherAccount, 'bob', allow('s3:GetObject'));
    expect(await get(lab.as('anonymous'), open)).toBe('403 AccessDenied');
    expect(await get(bob, open)).toBe('granted');
    const PublicAccessBlockConfiguration = { RestrictPublicBuckets: true };
    await root.s3control.send(new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration }));
    expect(await get(bob, open)).toBe('403 AccessDenied');
    expect(decisions()).toMatchObject([{ layer: 'block public access' }]);
    expect(await get(root, open)).toBe('granted');
  });
});

describe('An access point is named', () => {
  /** A client that writes an ARN into the host of its requests. */
  const atHosts = (endpoint = lab.lab.endpoint.replace('127.0.0.1', 'localhost'), forcePathStyle = false) =>
    new S3Client({
      ...{ endpoint, forcePathStyle, requestHandler: belowLocalhost(), region: 'eu-west-1' },
      credentials: { accessKeyId: account, secretAccessKey: 'test' },
    });

  test('by its ARN, as SDKs take it in place of a bucket', async () => {
    const s3 = atHosts();
    expect(await get({ s3 }, arn)).toBe('granted');
    expect(resources()).toEqual([`Granted ${arn}/object/${Key}`, `Granted arn:aws:s3:::${Bucket}/${Key}`]);
    expect(await get({ s3 }, arn.replace('mine', 'absent'))).toBe('404 NoSuchBucket');
    await root.s3.send(new CreateBucketCommand({ Bucket: `mine-${account}` }));
    expect(await get({ s3 }, arn)).toBe('501 NotImplemented');
    s3.destroy();
  });

  test('by its alias, also in virtual-host style', async () => {
    const s3 = atHosts();
    expect(await get({ s3 }, alias)).toBe('granted');
    expect(await get({ s3 }, alias.replace('mine', 'none'))).toBe('404 NoSuchBucket');
    s3.destroy();
  });

  test('by a request from its VPC alone, if it has one', async () => {
    const inVpc = await create('vpc-only', { VpcConfiguration: { VpcId: 'vpc-1a2b3c4d' } });
    expect(await get(root, inVpc)).toBe('403 AccessDenied');
    const endpoints = ['vpc-1a2b3c4d', 'vpc-5e6f7a8b'].map((vpc) => ({
      id: vpc.replace('vpc', 'vpce'),
      vpc,
    }));
    lab.lab.surround({ ...lab.lab.surroundings, endpoints });
    const { port } = new URL(lab.lab.endpoint);
    const from = (id: string) => atHosts(`http://bucket.${id}.localhost:${port}`, true);
    expect(await get({ s3: from('vpce-1a2b3c4d') }, inVpc)).toBe('granted');
    expect(await get({ s3: from('vpce-5e6f7a8b') }, inVpc)).toBe('403 AccessDenied');
    expect(await get({ s3: from('vpce-5e6f7a8b') }, alias)).toBe('granted');
  });
});

describe('Requests that access points do not serve are refused by name', () => {
  test.each<[string, (s3: S3Client) => Promise<unknown>]>([
    ['PutBucketPolicy', (s3) => s3.send(new PutBucketPolicyCommand({ Bucket: alias, Policy: '{}' }))],
    ['DeleteBucket', (s3) => s3.send(new DeleteBucketCommand({ Bucket: alias }))],
    [
      'RestoreObject',
      (s3) => s3.send(new RestoreObjectCommand({ Bucket: alias, Key, RestoreRequest: { Days: 1 } })),
    ],
  ])('%s', async (operation, request) => {
    const answer = await answerOf(request(root.s3));
    expect(answer).toContain('501 NotImplemented');
    expect(answer).toContain(operation);
  });

  test.each([true, false])('a form, signed: %s', async (isSigned) => {
    const key = { accessKeyId: account, secretAccessKey: 'test' };
    const body = isSigned ? signedForm(alias, key, { fields: { key: 'f' } }) : formOf({ key: 'f' });
    const answer = await fetch(`${lab.lab.endpoint}/${alias}`, { method: 'POST', body });
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain('a form through an access point');
  });

  test('a request to a bucket whose ACLs are enabled', async () => {
    const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' as const }] };
    await root.s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
    expect(await get(root)).toBe('501 NotImplemented');
  });
});

test('A question about objects through an access point has the first denial of both decisions, or else the first decision', async () => {
  const rootArn = `arn:aws:iam::${account}:root`;
  const principal = { type: 'Root', accountId: account, arn: rootArn, userId: account } as const;
  const asked = {
    ...{ principal, action: 's3:GetObject', resource: `${arn}/object/a`, resourceAccount: account },
    ...{ region: 'eu-west-1', context: {}, absent: [] },
  };
  expect(await lab.lab.decide(asked)).toMatchObject({
    result: 'Granted',
    permission: { resource: asked.resource },
  });
  await bucketPolicy({ ...deny('s3:GetObject', bucket), Principal: '*' });
  expect(await lab.lab.decide(asked)).toMatchObject({
    ...{ result: 'Denied', explicit: true },
    permission: { resource: `arn:aws:s3:::${Bucket}/a` },
  });
  await root.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  const absent = { ...asked, resource: asked.resource.replace('/mine/', '/none/') };
  await expect(lab.lab.decide(absent)).rejects.toThrow('there is no access point');
  expect(await lab.lab.decide({ ...asked, resource: `arn:aws:s3:::${Bucket}/a` })).toMatchObject({
    result: 'Granted',
  });
});
