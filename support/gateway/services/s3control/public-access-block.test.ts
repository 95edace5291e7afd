import { CreateBucketCommand, ListObjectsV2Command, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  type PublicAccessBlockConfiguration,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3-control';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, codeOf, deny, documentOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
let root: Clients;

beforeEach(() => {
  root = lab.as(account);
});

const put = (
  PublicAccessBlockConfiguration: PublicAccessBlockConfiguration,
  by = root,
  AccountId = account,
) => by.s3control.send(new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration }));
const get = (by = root, AccountId = account) =>
  by.s3control.send(new GetPublicAccessBlockCommand({ AccountId }));
const remove = (by = root, AccountId = account) =>
  by.s3control.send(new DeletePublicAccessBlockCommand({ AccountId }));

describe('Block Public Access of an account', () => {
  test('is shown as it was set, until it is deleted', async () => {
    expect(await answerOf(get())).toBe(
      '404 NoSuchPublicAccessBlockConfiguration: The public access block configuration was not found',
    );
    await put({ BlockPublicAcls: true, RestrictPublicBuckets: false });
    expect((await get()).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    });
    expect(await codeOf(get(lab.as(otherAccount), otherAccount))).toBe(
      '404 NoSuchPublicAccessBlockConfiguration',
    );
    await remove();
    expect(await codeOf(get())).toBe('404 NoSuchPublicAccessBlockConfiguration');
    expect(await codeOf(remove())).toBe('granted');
  });

  test('binds the next decision about a bucket, and no longer once it is deleted', async () => {
    const Bucket = 'records';
    await root.s3.send(new CreateBucketCommand({ Bucket }));
    const open = { Principal: '*', ...allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`) };
    const opened = () => root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: documentOf(open) }));
    const { DeletePublicAccessBlockCommand: OfBucket } = await import('@aws-sdk/client-s3');
    await root.s3.send(new OfBucket({ Bucket }));
    await opened();
    const listed = () => codeOf(lab.as('anonymous').s3.send(new ListObjectsV2Command({ Bucket })));
    expect(await listed()).toBe('granted');
    await put({ RestrictPublicBuckets: true, BlockPublicPolicy: true });
    expect(await listed()).toBe('403 AccessDenied');
    expect(await answerOf(opened())).toContain('BlockPublicPolicy');
    await remove();
    expect(await listed()).toBe('granted');
  });

  test('is a part of the surroundings that a checkpoint and a frozen lab keep', async () => {
    await put({ BlockPublicAcls: true });
    expect(lab.lab.surroundings.accountPublicAccessBlocks).toEqual({ [account]: { BlockPublicAcls: true } });
    const restore = lab.lab.checkpoint();
    const frozen = await lab.lab.freeze();
    await remove();
    restore();
    expect((await get()).PublicAccessBlockConfiguration).toMatchObject({ BlockPublicAcls: true });
    lab.lab.clear();
    expect(await codeOf(get())).toBe('404 NoSuchPublicAccessBlockConfiguration');
    await lab.lab.thaw(frozen);
    expect((await get()).PublicAccessBlockConfiguration).toMatchObject({ BlockPublicAcls: true });
  });
});

describe('policies decide', () => {
  test('by the action of accounts, and not by that of buckets', async () => {
    const reader = await lab.user(account, 'reader', allow('s3:GetAccountPublicAccessBlock'));
    const ofBuckets = await lab.user(account, 'writer', allow('s3:*BucketPublicAccessBlock'));
    await put({ BlockPublicAcls: true });
    expect(await codeOf(get(reader))).toBe('granted');
    expect(await answerOf(put({ BlockPublicAcls: false }, reader))).toBe(
      `403 AccessDenied: User: arn:aws:iam::${account}:user/reader is not authorized to perform: ` +
        's3:PutAccountPublicAccessBlock on resource: "*" because no identity-based policy allows the s3:PutAccountPublicAccessBlock action',
    );
    expect(await codeOf(remove(reader))).toBe('403 AccessDenied');
    expect(await codeOf(get(ofBuckets))).toBe('403 AccessDenied');
  });

  test('with a Deny, as organizations set it', async () => {
    const admin = await lab.user(account, 'admin', allow('s3:*'), deny('s3:PutAccountPublicAccessBlock'));
    expect(await codeOf(put({ BlockPublicAcls: true }, admin))).toBe('403 AccessDenied');
    expect(await codeOf(get(admin))).toBe('404 NoSuchPublicAccessBlockConfiguration');
  });

  test.each([
    ['another account', otherAccount],
    ['an anonymous caller', 'anonymous'],
  ])('for the account alone: %s is refused', async (_, who) => {
    const stranger = lab.as(who);
    expect(await codeOf(put({ BlockPublicAcls: true }, stranger))).toBe('403 AccessDenied');
    expect(await codeOf(get(stranger))).toBe('403 AccessDenied');
    expect(await codeOf(remove(stranger))).toBe('403 AccessDenied');
    expect(lab.lab.surroundings.accountPublicAccessBlocks).toBeUndefined();
  });
});

describe('the form of a request', () => {
  test.each([['no setting', {}, '400 InvalidRequest: Must specify at least one configuration.']])(
    'refuses %s',
    async (_, configuration, refusal) => {
      expect(await answerOf(put(configuration))).toBe(refusal);
    },
  );

  test.each([
    ['that is none', 'mine'],
    ['other than that before the host name', otherAccount],
  ])('refuses an account id %s', async (_, inHeader) => {
    root.s3control.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        headers['x-amz-account-id'] = inHeader;
        return next(args);
      },
      { step: 'build', name: 'inHeader' },
    );
    expect(await codeOf(get())).toBe('400 InvalidRequest');
  });

  test('other operations are refused by name', async () => {
    const { ListJobsCommand } = await import('@aws-sdk/client-s3-control');
    expect(await answerOf(root.s3control.send(new ListJobsCommand({ AccountId: account })))).toBe(
      '501 NotImplemented: keyhole does not implement s3control:ListJobs.',
    );
  });
});
