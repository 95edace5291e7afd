import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, deny } from '../../testing/lab-under-test.ts';

const Bucket = 'records';
const Key = 'large';
const ARN = `arn:aws:s3:::${Bucket}/*`;
const WRITES = allow('s3:PutObject', ARN);
const DENIED = ['403 AccessDenied', '403 AccessDenied'];

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
});

async function begun({ s3 }: Clients): Promise<string | undefined> {
  return (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId;
}

/** The answers to a list of the parts of an upload, and to its end. */
async function asked({ s3 }: Clients, UploadId: string | undefined): Promise<readonly string[]> {
  const upload = { Bucket, Key, UploadId };
  return [
    await codeOf(s3.send(new ListPartsCommand(upload))),
    await codeOf(s3.send(new AbortMultipartUploadCommand(upload))),
  ];
}

describe('the initiator of a multipart upload', () => {
  test('lists its parts and aborts it without permissions for that', async () => {
    const writer = await lab.user(account, 'writer', WRITES);
    expect(await asked(writer, await begun(writer))).toEqual(['granted', 'granted']);
  });

  test('may be of another account than the bucket', async () => {
    const writer = await lab.user(otherAccount, 'writer', WRITES);
    await setBucketPolicy(root, Bucket, allow('s3:PutObject', ARN, { Principal: { AWS: otherAccount } }));
    expect(await asked(writer, await begun(writer))).toEqual(['granted', 'granted']);
  });

  test('is denied by a Deny', async () => {
    const writer = await lab.user(account, 'writer', WRITES);
    const upload = await begun(writer);
    await setBucketPolicy(
      root,
      Bucket,
      deny(['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'], ARN, { Principal: '*' }),
    );
    expect(await asked(writer, upload)).toEqual(DENIED);
  });

  test('is the only caller that needs no allow', async () => {
    const writer = await lab.user(account, 'writer', WRITES);
    const another = await lab.user(account, 'another', WRITES);
    expect(await asked(another, await begun(writer))).toEqual(DENIED);
    expect(await asked(another, 'missing')).toEqual(DENIED);
  });
});
