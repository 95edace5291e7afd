import { setImmediate } from 'node:timers/promises';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAbacCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  PutBucketAbacCommand,
  PutBucketEncryptionCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  CreateAccessPointCommand,
  DeleteAccessPointCommand,
  ListTagsForResourceCommand,
  PutAccessPointPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-s3-control';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import { changedAfter } from '../../testing/changed-after.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, documentOf, to } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const Bucket = 'records';
const mine = { AccountId: account, ResourceArn: `arn:aws:s3:::${Bucket}` };
let root: Clients;
let theirs: Clients;

beforeEach(async () => {
  root = lab.as(account);
  theirs = lab.as(otherAccount);
  await root.s3.send(new CreateBucketCommand({ Bucket }));
});
afterEach(() => {
  jest.restoreAllMocks();
});

const abac = ({ s3 }: Clients, Status: 'Enabled' | 'Disabled') =>
  s3.send(new PutBucketAbacCommand({ Bucket, AbacStatus: { Status } }));
const tag = ({ s3control }: Clients, Value: string, Key = 'team') =>
  s3control.send(new TagResourceCommand({ ...mine, Tags: [{ Key, Value }] }));
const put = () => root.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
const read = ({ s3 }: Clients) => codeOf(s3.send(new GetObjectCommand({ Bucket, Key: 'k' })));
const inRed = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'red' } } };

/** Each read takes a while, as at an endpoint. */
function readsSlowly(): void {
  const { read } = EmbeddedStore.prototype;
  jest.spyOn(EmbeddedStore.prototype, 'read').mockImplementation(async function (
    this: EmbeddedStore,
    lookup: Parameters<typeof read>[0],
  ) {
    const found = await read.call(this, lookup);
    await setImmediate();
    return found;
  } as unknown as typeof read);
}

/** Resolves when the gateway next looks for a bucket. */
function asked(): Promise<void> {
  const { bucketOwner } = EmbeddedStore.prototype;
  const { promise, resolve } = Promise.withResolvers<void>();
  jest.spyOn(EmbeddedStore.prototype, 'bucketOwner').mockImplementation(function (
    this: EmbeddedStore,
    bucket,
  ) {
    resolve();
    return bucketOwner.call(this, bucket);
  });
  return promise;
}

/** The store compares the state of no bucket. */
function withoutStates(): void {
  jest.spyOn(EmbeddedStore.prototype, 'stateOf').mockReturnValue(undefined as never);
}

describe('A bucket that another account makes anew while a request is decided', () => {
  const anew = async () => {
    await root.s3.send(new DeleteBucketCommand({ Bucket }));
    await theirs.s3.send(new CreateBucketCommand({ Bucket }));
    await theirs.s3control.send(
      new TagResourceCommand({ ...mine, AccountId: otherAccount, Tags: [{ Key: 'theirs', Value: '1' }] }),
    );
  };
  const requests: readonly [string, (by: Clients) => Promise<unknown>][] = [
    ['PutBucketAbac', (by) => abac(by, 'Enabled')],
    ['GetBucketAbac', ({ s3 }) => s3.send(new GetBucketAbacCommand({ Bucket }))],
    ['TagResource', (by) => tag(by, 'red')],
    ['ListTagsForResource', ({ s3control }) => s3control.send(new ListTagsForResourceCommand(mine))],
  ];

  test.each(requests)('is neither changed nor shown by %s', async (_, request) => {
    const user = await lab.user(account, 'ada', allow('s3:*'));
    changedAfter('GetBucketPolicy', anew);
    expect(await codeOf(request(user))).toMatch(/^(403 AccessDenied|501 NotImplemented)$/);
    const { AbacStatus } = await theirs.s3.send(new GetBucketAbacCommand({ Bucket }));
    expect(AbacStatus?.Status).toBe('Disabled');
    const { TagSet } = await theirs.s3.send(new GetBucketTaggingCommand({ Bucket }));
    expect(TagSet).toEqual([{ Key: 'theirs', Value: '1' }]);
  });
});

describe('Tags that are set at the same time', () => {
  const tagsNow = async () => {
    const { Tags = [] } = await root.s3control.send(new ListTagsForResourceCommand(mine));
    return Tags.map(({ Key }) => Key).toSorted();
  };
  const replaceTags = (Key: string) =>
    root.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key, Value: '1' }] } }));
  describe.each(['compares the state of a bucket', 'compares no state, as an endpoint'])(
    'in a store that %s',
    (which) => {
      beforeEach(() => {
        readsSlowly();
        if (which.includes('no state')) withoutStates();
      });

      test('are all there', async () => {
        await Promise.all(['a', 'b', 'c', 'd'].map((key) => tag(root, '1', key)));
        expect(await tagsNow()).toEqual(['a', 'b', 'c', 'd']);
      });

      test('and removed leave the others', async () => {
        await Promise.all(['a', 'b'].map((key) => tag(root, '1', key)));
        const untag = new UntagResourceCommand({ ...mine, TagKeys: ['a'] });
        await Promise.all([tag(root, '1', 'c'), root.s3control.send(untag), tag(root, '1', 'd')]);
        expect(await tagsNow()).toEqual(['b', 'c', 'd']);
      });
    },
  );

  test('and replaced between the reading and the writing of others are not lost', async () => {
    withoutStates();
    await tag(root, '1', 'old');
    let replacing: Promise<unknown> | undefined;
    changedAfter('GetBucketTagging', async () => {
      const isAsked = asked();
      replacing = replaceTags('new');
      await isAsked;
      // It is performed by then, unless it waits for its turn.
      await setImmediate();
    });
    await tag(root, '1', 'added');
    await replacing;
    expect(await tagsNow()).toEqual(['new']);
  });
});

describe('Settings that change while a request is decided', () => {
  test('block SSE-C', async () => {
    const customer = {
      SSECustomerAlgorithm: 'AES256',
      SSECustomerKey: Buffer.alloc(32, 1).toString('base64'),
      SSECustomerKeyMD5: 'GQpdtRiqu6hnnYHSnTI3gA==',
    };
    const put = () =>
      codeOf(root.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...customer })));
    const byDefault = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } };
    const Rules = [{ ...byDefault, BlockedEncryptionTypes: { EncryptionType: ['SSE-C' as const] } }];
    const block = new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: { Rules },
    });
    changedAfter('GetBucketEncryption', () => root.s3.send(block));
    expect(await put()).toBe('403 AccessDenied');
  });

  test('disable ABAC', async () => {
    await put();
    await tag(root, 'red');
    await abac(root, 'Enabled');
    const reader = await lab.user(account, 'reader', { ...allow('s3:GetObject'), ...inRed });
    expect(await read(reader)).toBe('granted');
    changedAfter('GetBucketTagging', () => abac(root, 'Disabled'));
    expect(await read(reader)).toBe('403 AccessDenied');
  });

  test('give the bucket the tag by which a request to tag it is denied', async () => {
    await tag(root, 'red');
    await abac(root, 'Enabled');
    const tagger = await lab.user(account, 'tagger', { ...allow('s3:TagResource'), ...inRed });
    changedAfter('GetBucketTagging', () => tag(root, 'blue'));
    expect(await codeOf(tag(tagger, 'mine'))).toBe('403 AccessDenied');
  });

  test('take the access point away that a request comes through', async () => {
    await put();
    const point = { AccountId: account, Name: 'mine' };
    const { Alias } = await root.s3control.send(new CreateAccessPointCommand({ ...point, Bucket }));
    const reader = await lab.user(account, 'reader', allow('s3:GetObject'));
    changedAfter('GetBucketPolicy', () => root.s3control.send(new DeleteAccessPointCommand(point)));
    const through = reader.s3.send(new GetObjectCommand({ Bucket: Alias, Key: 'k' }));
    expect(await codeOf(through)).toBe('404 NoSuchBucket');
  });

  test('deny a policy to an access point that is made anew', async () => {
    const point = { AccountId: account, Name: 'mine' };
    await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const setter = await lab.user(account, 'setter', allow('s3:PutAccessPointPolicy'));
    const Resource = `arn:aws:s3:eu-west-1:${account}:accesspoint/mine/object/*`;
    const Policy = documentOf({ ...allow('s3:GetObject', Resource), ...to('*') });
    const open = {
      ...{ BlockPublicAcls: false, IgnorePublicAcls: false },
      ...{ BlockPublicPolicy: false, RestrictPublicBuckets: false },
    };
    await root.s3control.send(
      new CreateAccessPointCommand({ ...point, Bucket, PublicAccessBlockConfiguration: open }),
    );
    changedAfter('GetPublicAccessBlock', async () => {
      await root.s3control.send(new DeleteAccessPointCommand(point));
      await root.s3control.send(new CreateAccessPointCommand({ ...point, Bucket }));
    });
    const set = setter.s3control.send(new PutAccessPointPolicyCommand({ ...point, Policy }));
    expect(await codeOf(set)).toBe('403 AccessDenied');
  });
});
