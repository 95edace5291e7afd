import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectCommand,
  GetBucketAbacCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketAbacCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  CreateAccessPointCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-s3-control';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { explain } from '../../../authorization/explain.ts';
import { remedy } from '../../../authorization/remedy.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, codeOf, deny } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const Bucket = 'records';
const Key = 'a.txt';
const ResourceArn = `arn:aws:s3:::${Bucket}`;
const mine = { AccountId: account, ResourceArn };
let root: Clients;

const abac = (Status: 'Enabled' | 'Disabled', by = root) =>
  by.s3.send(new PutBucketAbacCommand({ Bucket, AbacStatus: { Status } }));
const status = async () => (await root.s3.send(new GetBucketAbacCommand({ Bucket }))).AbacStatus?.Status;
const tag = (tags: Readonly<Record<string, string>>, by = root) =>
  by.s3control.send(
    new TagResourceCommand({ ...mine, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
  );
const untag = (TagKeys: string[], by = root) =>
  by.s3control.send(new UntagResourceCommand({ ...mine, TagKeys }));
const tags = async () => {
  const { Tags = [] } = await root.s3control.send(new ListTagsForResourceCommand(mine));
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
};
const get = ({ s3 }: Clients, more = {}) => codeOf(s3.send(new GetObjectCommand({ Bucket, Key, ...more })));
const inTeam = (key: string) => ({ Condition: { StringEquals: { [`${key}/team`]: 'red' } } });

beforeEach(async () => {
  root = lab.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket }));
  await root.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a' }));
});

describe('Attribute-based access control of a bucket', () => {
  test('is disabled by default, set and shown', async () => {
    expect(await status()).toBe('Disabled');
    await abac('Enabled');
    expect(await status()).toBe('Enabled');
    await abac('Disabled');
    expect(await status()).toBe('Disabled');
  });

  test('is set by callers with s3:PutBucketAbac and shown to those with s3:GetBucketAbac', async () => {
    const setter = await lab.user(account, 'setter', allow('s3:PutBucketAbac', ResourceArn));
    expect(await codeOf(abac('Enabled', setter))).toBe('granted');
    expect(await answerOf(setter.s3.send(new GetBucketAbacCommand({ Bucket })))).toContain(
      's3:GetBucketAbac',
    );
    const tagger = await lab.user(account, 'tagger', allow('s3:PutBucketTagging'));
    expect(await codeOf(abac('Disabled', tagger))).toBe('403 AccessDenied');
    expect(await status()).toBe('Enabled');
  });

  test.each([
    [{ Status: 'On' as never }, '400 MalformedXML'],
    [{}, '501 NotImplemented'],
  ])('is not set to %j', async (AbacStatus, refusal) => {
    expect(await codeOf(root.s3.send(new PutBucketAbacCommand({ Bucket, AbacStatus })))).toBe(refusal);
  });

  test('ends with its bucket: a later one of the same name is without it', async () => {
    await abac('Enabled');
    await root.s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await root.s3.send(new DeleteBucketCommand({ Bucket }));
    await root.s3.send(new CreateBucketCommand({ Bucket }));
    expect(await status()).toBe('Disabled');
    await tag({ team: 'red' });
    await root.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a' }));
    const reader = await lab.user(account, 'reader', {
      ...allow('s3:GetObject'),
      ...inTeam('aws:ResourceTag'),
    });
    expect(await get(reader)).toBe('403 AccessDenied');
  });

  test('is kept by a checkpoint and by a frozen lab', async () => {
    await root.s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await abac('Enabled');
    const restore = lab.lab.checkpoint();
    const frozen = await lab.lab.freeze();
    await abac('Disabled');
    restore();
    expect(await status()).toBe('Enabled');
    lab.lab.clear();
    await lab.lab.thaw(JSON.parse(JSON.stringify(frozen)));
    expect(await status()).toBe('Enabled');
  });
});

describe.each(['aws:ResourceTag', 's3:BucketTag'])('The condition key %s', (key) => {
  beforeEach(() => tag({ team: 'red', stage: 'live' }));

  test('is absent until the bucket enables tags in policies', async () => {
    const reader = await lab.user(account, 'reader', { ...allow('s3:GetObject'), ...inTeam(key) });
    const other = await lab.user(account, 'other', allow('s3:GetObject'), {
      ...deny('s3:*'),
      Condition: { Null: { [`${key}/team`]: 'true' } },
    });
    expect(await get(reader)).toBe('403 AccessDenied');
    expect(await get(other)).toBe('403 AccessDenied');
    await abac('Enabled');
    expect(await get(reader)).toBe('granted');
    expect(await get(other)).toBe('granted');
    await abac('Disabled');
    expect(await get(reader)).toBe('403 AccessDenied');
  });

  test('is explained while it is absent: the bucket has the tag, which does not count', async () => {
    const reader = await lab.user(account, 'reader', { ...allow('s3:GetObject'), ...inTeam(key) });
    expect(await get(reader)).toBe('403 AccessDenied');
    const decision = lab.lab.decisionLog.records().at(-1)?.decisions.at(-1);
    if (decision?.result !== 'Denied') throw new TypeError('it was not denied');
    expect(explain(decision)).toContain(
      'but it is absent: the bucket has this tag, with the value red, but ABAC is not enabled for it',
    );
    expect(remedy(decision)).toBe(
      'enable ABAC for the bucket with PutBucketAbac, so that its tags count in policies',
    );
  });

  test('holds the tag as it is at the time of the request, for the bucket and its objects', async () => {
    await abac('Enabled');
    const reader = await lab.user(account, 'reader', { ...allow('s3:*'), ...inTeam(key) });
    const list = () => codeOf(reader.s3.send(new ListObjectsV2Command({ Bucket })));
    expect([await get(reader), await list()]).toEqual(['granted', 'granted']);
    await tag({ team: 'blue' });
    expect([await get(reader), await list()]).toEqual(['403 AccessDenied', '403 AccessDenied']);
    await untag(['team']);
    expect(await get(reader)).toBe('403 AccessDenied');
  });

  test('is absent for requests about no bucket, and for a bucket that is made with tags', async () => {
    const maker = await lab.user(account, 'maker', { ...allow('s3:*'), ...inTeam(key) });
    expect(await codeOf(maker.s3.send(new ListBucketsCommand({})))).toBe('403 AccessDenied');
    const CreateBucketConfiguration = {
      LocationConstraint: 'eu-west-1' as const,
      Tags: [{ Key: 'team', Value: 'red' }],
    };
    expect(
      await codeOf(
        maker.s3.send(new CreateBucketCommand({ Bucket: 'new-records', CreateBucketConfiguration })),
      ),
    ).toBe('403 AccessDenied');
  });

  test('never holds what a caller says', async () => {
    await tag({ team: 'blue' });
    await abac('Enabled');
    const writer = await lab.user(account, 'writer', { ...allow('s3:*'), ...inTeam(key) });
    const put = (more: object) =>
      codeOf(writer.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'b', ...more })));
    expect(await put({ Tagging: 'team=red' })).toBe('403 AccessDenied');
    expect(await put({ Metadata: { team: 'red', 'resource-tag': 'red' } })).toBe('403 AccessDenied');
    expect(await codeOf(tag({ team: 'red' }, writer))).toBe('403 AccessDenied');
    expect(await codeOf(untag(['team'], writer))).toBe('403 AccessDenied');
    const object = await root.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a', Tagging: 'team=red' }));
    expect(object.ETag).toBeDefined();
    expect(await get(writer)).toBe('403 AccessDenied');
  });
});

describe('Through an access point', () => {
  test('aws:ResourceTag is decided where the tags of bucket and access point do not differ, and s3:BucketTag for the bucket alone', async () => {
    await tag({ team: 'red' });
    await abac('Enabled');
    const { Alias } = await root.s3control.send(
      new CreateAccessPointCommand({ AccountId: account, Name: 'mine', Bucket }),
    );
    const reader = await lab.user(account, 'one', { ...allow('s3:GetObject'), ...inTeam('aws:ResourceTag') });
    expect(await get(reader, { Bucket: Alias })).toBe('501 NotImplemented');
    await tag({ team: 'blue' });
    expect(await get(reader, { Bucket: Alias })).toBe('403 AccessDenied');
    await untag(['team']);
    expect(await get(reader, { Bucket: Alias })).toBe('403 AccessDenied');
    const free = await lab.user(account, 'free', allow('s3:GetObject'), {
      ...deny('s3:*'),
      ...inTeam('aws:ResourceTag'),
    });
    expect(await get(free, { Bucket: Alias })).toBe('granted');
    await tag({ team: 'red' });
    expect(await get(free, { Bucket: Alias })).toBe('501 NotImplemented');
    const other = await lab.user(account, 'two', { ...allow('s3:GetObject'), ...inTeam('s3:BucketTag') });
    expect(await get(other)).toBe('granted');
    expect(await get(other, { Bucket: Alias })).toBe('501 NotImplemented');
  });
});

describe('The tags of a bucket', () => {
  test('are added, replaced, removed and listed by S3 Control', async () => {
    await tag({ team: 'red', stage: 'live' });
    await tag({ team: 'blue' });
    expect(await tags()).toEqual({ team: 'blue', stage: 'live' });
    expect(await root.s3.send(new GetBucketTaggingCommand({ Bucket }))).toMatchObject({
      TagSet: [
        { Key: 'stage', Value: 'live' },
        { Key: 'team', Value: 'blue' },
      ],
    });
    await untag(['team', 'absent']);
    expect(await tags()).toEqual({ stage: 'live' });
    await untag(['stage']);
    expect(await tags()).toEqual({});
    expect(await codeOf(root.s3.send(new GetBucketTaggingCommand({ Bucket })))).toBe('404 NoSuchTagSet');
  });

  test('are set by S3 itself only while ABAC is disabled', async () => {
    const Tagging = { TagSet: [{ Key: 'team', Value: 'red' }] };
    const put = () => answerOf(root.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging })));
    const remove = () => codeOf(root.s3.send(new DeleteBucketTaggingCommand({ Bucket })));
    expect(await put()).toBe('granted');
    await abac('Enabled');
    expect(await put()).toContain('501 NotImplemented: AWS refuses PutBucketTagging while ABAC is enabled');
    expect(await remove()).toBe('501 NotImplemented');
    expect(await tags()).toEqual({ team: 'red' });
    await abac('Disabled');
    expect(await remove()).toBe('granted');
  });

  test('are set by callers that may set these tags and keys', async () => {
    const tagger = await lab.user(
      account,
      'tagger',
      { ...allow('s3:TagResource', ResourceArn), ...inTeam('aws:RequestTag') },
      {
        ...allow('s3:UntagResource'),
        Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } },
      },
    );
    expect(await codeOf(tag({ team: 'red' }, tagger))).toBe('granted');
    expect(await codeOf(tag({ team: 'blue' }, tagger))).toBe('403 AccessDenied');
    expect(await codeOf(tag({ stage: 'live' }, tagger))).toBe('403 AccessDenied');
    expect(await codeOf(untag(['stage'], tagger))).toBe('403 AccessDenied');
    expect(await codeOf(untag(['team'], tagger))).toBe('granted');
    expect(await answerOf(tagger.s3control.send(new ListTagsForResourceCommand(mine)))).toContain(
      's3:ListTagsForResource',
    );
  });

  test.each<[string, object, string]>([
    ['of AWS', { Tags: [{ Key: 'aws:x', Value: '1' }] }, '400 InvalidTag'],
    [
      'twice',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'a', Value: '2' },
        ],
      },
      '400 InvalidTag',
    ],
    ['without any', { Tags: [] }, '501 NotImplemented'],
    [
      'of an access point',
      { ResourceArn: `arn:aws:s3:eu-west-1:${account}:accesspoint/mine` },
      '501 NotImplemented',
    ],
    ['of an object', { ResourceArn: `${ResourceArn}/${Key}` }, '501 NotImplemented'],
    ['of every bucket', { ResourceArn: 'arn:aws:s3:::*' }, '501 NotImplemented'],
    ['of a bucket that does not exist', { ResourceArn: 'arn:aws:s3:::absent' }, '404 NoSuchBucket'],
    [
      'of more than fifty',
      { Tags: Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '1' })) },
      '400 BadRequest',
    ],
  ])('are not set %s', async (_, more, refusal) => {
    const input = { ...mine, Tags: [{ Key: 'a', Value: '1' }], ...more };
    expect(await codeOf(root.s3control.send(new TagResourceCommand(input)))).toBe(refusal);
    expect(await tags()).toEqual({});
  });

  test('are never more than fifty together', async () => {
    await tag(Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, '1'])));
    expect(await codeOf(tag({ one: 'more' }))).toBe('400 BadRequest');
    expect(await codeOf(tag({ k0: '2' }))).toBe('granted');
  });

  test('are not served to other accounts, or under the name of another account', async () => {
    const other = lab.as(otherAccount);
    expect(await codeOf(tag({ team: 'red' }, other))).toBe('403 AccessDenied');
    const theirs = { AccountId: otherAccount, ResourceArn, Tags: [{ Key: 'a', Value: '1' }] };
    expect(await codeOf(other.s3control.send(new TagResourceCommand(theirs)))).toBe('501 NotImplemented');
    expect(await tags()).toEqual({});
  });
});
