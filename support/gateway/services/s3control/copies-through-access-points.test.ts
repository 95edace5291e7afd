import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { type CreateAccessPointCommandInput, DeleteAccessPointCommand } from '@aws-sdk/client-s3-control';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Decision } from '../../../authorization/terms/decision.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newAccessPoint, setAccessPointPolicy } from '../../testing/access-points.ts';
import { setBucketPolicy } from '../../testing/buckets.ts';
import { changedAfter } from '../../testing/changed-after.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  type Clients,
  codeOf,
  deny,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const Key = 'in/a b.txt';
const arnOf = (name: string) => `arn:aws:s3:eu-west-1:${account}:accesspoint/${name}`;
const object = (name: string, key = Key) => `${arnOf(name)}/object/${key}`;
const inBucket = (bucket: string, key = Key) => `arn:aws:s3:::${bucket}/${key}`;
const encoded = (text: string) => text.split('/').map(encodeURIComponent).join('/');

let root: Clients;
let from: string;
let into: string;

const create = (Name: string, Bucket: string, more: Partial<CreateAccessPointCommandInput> = {}) =>
  newAccessPoint(root, { AccountId: account, Name, Bucket, ...more });
const pointPolicy = (Name: string, ...statements: StatementText[]) =>
  setAccessPointPolicy(root, { AccountId: account, Name }, ...statements);
const bucketPolicy = (Bucket: string, ...statements: StatementText[]) =>
  setBucketPolicy(root, Bucket, ...statements);
const copy = (
  { s3 }: Pick<Clients, 's3'>,
  CopySource: string,
  Bucket = 'copies',
  more: Partial<CopyObjectCommandInput> = {},
) => s3.send(new CopyObjectCommand({ Bucket, Key: 'c', CopySource, ...more }));
const decisions = (): readonly Decision[] => lab.lab.decisionLog.records().at(-1)?.decisions ?? [];
const resources = () =>
  decisions().map(({ result, permission }) => `${result} ${permission.action} ${permission.resource}`);
/** The access point of each decision, as policies see it. */
const points = () =>
  decisions().map(({ permission: { context } }) => context.get('s3:DataAccessPointArn')?.toString());
const written = async () => {
  const { Body } = await root.s3.send(new GetObjectCommand({ Bucket: 'copies', Key: 'c' }));
  return Body?.transformToString();
};

beforeEach(async () => {
  root = lab.as(account);
  for (const Bucket of ['records', 'copies']) await root.s3.send(new CreateBucketCommand({ Bucket }));
  await root.s3.send(new PutObjectCommand({ Bucket: 'records', Key, Body: 'a' }));
  from = await create('from', 'records');
  into = await create('into', 'copies');
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('The source of a copy is read through the access point that it names', () => {
  test.each<[string, () => string]>([
    ['by its alias', () => `${from}/${encoded(Key)}`],
    ['by its alias, with a slash before it', () => `/${encoded(`${from}/${Key}`)}`],
    ['by its ARN', () => `${object('from', 'in/')}a%20b.txt`],
    ['by its ARN, whose slashes are not encoded', () => encoded(object('from'))],
    ['by its ARN, all of it encoded', () => encodeURIComponent(object('from'))],
    [
      'by its ARN with a colon',
      () => encodeURIComponent(object('from').replace('accesspoint/', 'accesspoint:')),
    ],
  ])('%s', async (_, source) => {
    await copy(root, source());
    expect(resources()).toEqual([
      `Granted s3:GetObject ${object('from')}`,
      `Granted s3:GetObject ${inBucket('records')}`,
      `Granted s3:PutObject ${inBucket('copies', 'c')}`,
    ]);
    expect(points()).toEqual([arnOf('from'), arnOf('from'), undefined]);
    expect(await written()).toBe('a');
  });

  test('a version of it', async () => {
    const Bucket = 'records';
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await root.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const { VersionId } = await root.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'b' }));
    await root.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'c' }));
    await copy(root, `${encoded(object('from'))}?versionId=${VersionId}`);
    expect(resources()[0]).toBe(`Granted s3:GetObjectVersion ${object('from')}`);
    expect(await written()).toBe('b');
  });

  test('with the tags that the copy takes along', async () => {
    await root.s3.send(new PutObjectCommand({ Bucket: 'records', Key, Body: 'a', Tagging: 'kind=open' }));
    await copy(root, encoded(object('from')), into);
    expect(resources().filter((text) => text.includes('Tagging'))).toEqual([
      `Granted s3:GetObjectTagging ${object('from')}`,
      `Granted s3:GetObjectTagging ${inBucket('records')}`,
      `Granted s3:PutObjectTagging ${object('into', 'c')}`,
      `Granted s3:PutObjectTagging ${inBucket('copies', 'c')}`,
    ]);
  });

  test('by a part of an upload', async () => {
    const target = { Bucket: into, Key: 'c' };
    const { UploadId } = await root.s3.send(new CreateMultipartUploadCommand(target));
    const CopySource = encoded(object('from'));
    await root.s3.send(new UploadPartCopyCommand({ ...target, UploadId, PartNumber: 1, CopySource }));
    expect(resources()).toEqual([
      `Granted s3:GetObject ${object('from')}`,
      `Granted s3:GetObject ${inBucket('records')}`,
      `Granted s3:PutObject ${object('into', 'c')}`,
      `Granted s3:PutObject ${inBucket('copies', 'c')}`,
    ]);
    expect(points()).toEqual([arnOf('from'), arnOf('from'), arnOf('into'), arnOf('into')]);
  });
});

describe('Each side of a copy is decided with the access point of its own', () => {
  const notThrough = (name: string, Action: string, Bucket: string) => ({
    ...deny(Action, `arn:aws:s3:::${Bucket}/*`),
    Principal: '*',
    Condition: { StringNotEquals: { 's3:DataAccessPointArn': arnOf(name) } },
  });

  test('a bucket that only takes reads through its access point', async () => {
    await bucketPolicy('records', notThrough('from', 's3:GetObject', 'records'));
    expect(await codeOf(copy(root, encoded(object('from'))))).toBe('granted');
    expect(await codeOf(copy(root, `records/${encoded(Key)}`))).toBe('403 AccessDenied');
    expect(await codeOf(copy(root, `records/${encoded(Key)}`, into))).toBe('403 AccessDenied');
  });

  test('a bucket that only takes writes through its access point', async () => {
    await bucketPolicy('copies', notThrough('into', 's3:PutObject', 'copies'));
    expect(await codeOf(copy(root, `records/${encoded(Key)}`, into))).toBe('granted');
    expect(await codeOf(copy(root, encoded(object('from'))))).toBe('403 AccessDenied');
    expect(await codeOf(copy(root, encoded(object('from')), into))).toBe('granted');
  });

  test('within one bucket, of which one side comes through an access point', async () => {
    await bucketPolicy('records', notThrough('from', 's3:GetObject', 'records'));
    expect(await codeOf(copy(root, `${from}/${encoded(Key)}`, 'records'))).toBe('granted');
    expect(await codeOf(copy(root, `records/${encoded(Key)}`, from))).toBe('403 AccessDenied');
    await bucketPolicy('records', notThrough('from', 's3:PutObject', 'records'));
    expect(await codeOf(copy(root, `${from}/${encoded(Key)}`, 'records'))).toBe('403 AccessDenied');
    expect(await codeOf(copy(root, `records/${encoded(Key)}`, from))).toBe('granted');
  });

  test('the policy of the access point of the source, and delegation to its account', async () => {
    const ana = await lab.user(account, 'ana', allow('s3:PutObject', 'arn:aws:s3:::copies/*'));
    const source = encoded(object('from'));
    await pointPolicy('from', {
      ...allow('s3:GetObject', object('from', 'in/*')),
      ...to(`arn:aws:iam::${account}:user/ana`),
    });
    expect(await codeOf(copy(ana, source))).toBe('403 AccessDenied');
    const Condition = { StringEquals: { 's3:DataAccessPointAccount': account } };
    await bucketPolicy('records', {
      ...allow('s3:GetObject', 'arn:aws:s3:::records/*'),
      ...to('*'),
      Condition,
    });
    expect(await codeOf(copy(ana, source))).toBe('granted');
    expect(await codeOf(copy(ana, `records/${encoded(Key)}`))).toBe('403 AccessDenied');
  });

  test('a source that is missing is told to those who may list through the access point', async () => {
    const missing = `${from}/none`;
    const names = [arnOf('from'), object('from', '*'), 'arn:aws:s3:::records', 'arn:aws:s3:::records/*'];
    const both = allow(['s3:GetObject', 's3:PutObject'], [...names, 'arn:aws:s3:::copies/*']);
    const lister = await lab.user(account, 'lister', both, allow('s3:ListBucket', names));
    const reader = await lab.user(account, 'reader', both, allow('s3:ListBucket', 'arn:aws:s3:::records'));
    expect(await codeOf(copy(lister, missing))).toBe('404 NoSuchKey');
    expect(await codeOf(copy(reader, missing))).toBe('403 AccessDenied');
    expect(decisions().at(-1)?.permission.resource).toBe(arnOf('from'));
  });

  test('a condition on the source as the header spells it is not decided', async () => {
    const Condition = { StringEquals: { 's3:x-amz-copy-source': `records/${Key}` } };
    const ana = await lab.user(
      account,
      'ana',
      allow('s3:GetObject'),
      allow('s3:PutObject', 'arn:aws:s3:::copies/*', { Condition }),
    );
    expect(await codeOf(copy(ana, `records/${Key}`))).toBe('granted');
    expect(await codeOf(copy(ana, encoded(object('from'))))).toBe('501 NotImplemented');
  });
});

describe('A source is refused', () => {
  test.each<[string, string, string]>([
    ['an access point that does not exist', encoded(object('none')), '404 NoSuchAccessPoint'],
    ['an alias that does not exist', 'from-abc-s3alias/k', '404 NoSuchBucket'],
    ['an access point without an object', encoded(arnOf('from')), '400 InvalidArgument'],
    ['an object without its part of the ARN', encoded(`${arnOf('from')}/k`), '400 InvalidArgument'],
    ['an empty key', encoded(object('from', '')), '400 InvalidArgument'],
    ['a query that is no version', `${encoded(object('from'))}?x=y`, '400 InvalidArgument'],
    [
      'S3 on Outposts',
      `arn:aws:s3-outposts:eu-west-1:${account}:outpost/op-1/object/k`,
      '501 NotImplemented',
    ],
    ['several Regions', `arn:aws:s3::${account}:accesspoint/abc.mrap/object/k`, '501 NotImplemented'],
  ])('that names %s', async (_, source, refusal) => {
    expect(await codeOf(copy(root, source))).toBe(refusal);
  });

  test('in another Region than the copy, in which AWS does not serve access points', async () => {
    const elsewhere = lab.as(account, 'us-east-1');
    await elsewhere.s3.send(new CreateBucketCommand({ Bucket: 'elsewhere' }));
    await elsewhere.s3.send(new PutObjectCommand({ Bucket: 'elsewhere', Key: 'k', Body: 'k' }));
    expect(await answerOf(copy(elsewhere, encoded(object('from')), 'elsewhere'))).toContain(
      'between Regions',
    );
    expect(await answerOf(copy(root, 'elsewhere/k', into))).toContain('between Regions');
    expect(await codeOf(copy(root, 'elsewhere/k'))).toBe('granted');
  });

  test('from outside its VPC, and without a signature', async () => {
    const inVpc = await create('vpc-only', 'records', { VpcConfiguration: { VpcId: 'vpc-1a2b3c4d' } });
    expect(await codeOf(copy(root, `${inVpc}/${encoded(Key)}`))).toBe('403 AccessDenied');
    expect(await codeOf(copy(lab.as('anonymous'), `${from}/${encoded(Key)}`))).toBe('403 AccessDenied');
  });

  test('of another account than the request expects', async () => {
    const expecting = { ExpectedSourceBucketOwner: otherAccount };
    expect(await codeOf(copy(root, `${from}/${encoded(Key)}`, 'copies', expecting))).toBe('403 AccessDenied');
  });

  test('if its access point is deleted while the copy is decided', async () => {
    const ana = await lab.user(account, 'ana', allow('s3:*'));
    const point = { AccountId: account, Name: 'from' };
    changedAfter('GetBucketPolicy', () => root.s3control.send(new DeleteAccessPointCommand(point)));
    expect(await codeOf(copy(ana, encoded(object('from'))))).toBe('404 NoSuchAccessPoint');
    await expect(written()).rejects.toThrow();
  });
});
