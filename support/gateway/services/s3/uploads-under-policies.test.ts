import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy, underKey } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { type Clients, codeOf, deny, newKey } from '../../testing/lab-under-test.ts';

const Bucket = 'records';
const Key = 'large';
const ARN = `arn:aws:s3:::${Bucket}/*`;
const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';

const lab = labOfEachTest();
let root: Clients;
let key: string;
let otherKey: string;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  key = await newKey(root);
  otherKey = await newKey(root);
});

type More = Partial<CreateMultipartUploadCommandInput>;

async function begun(more: More): Promise<string | undefined> {
  return (await root.s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId;
}

/** The answers to a part of an upload and to its end. */
async function finished(UploadId: string | undefined): Promise<readonly string[]> {
  const upload = { Bucket, Key, UploadId };
  let ETag: string | undefined = '"9dd4e461268c8034f5c8564e155c67a6"';
  const part = await codeOf(
    root.s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' })).then((sent) => {
      ETag = sent.ETag;
    }),
  );
  const Parts = [{ PartNumber: 1, ETag }];
  const end = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } });
  return [part, await codeOf(root.s3.send(end))];
}

const denying = (...conditions: readonly object[]) =>
  setBucketPolicy(
    root,
    Bucket,
    ...conditions.map((Condition) => deny('s3:PutObject', ARN, { Principal: '*', Condition })),
  );

const GRANTED = ['granted', 'granted'];
const DENIED = ['403 AccessDenied', '403 AccessDenied'];
const OPEN = ['501 NotImplemented', '501 NotImplemented'];

describe('large uploads under the policies that AWS’s guides print', () => {
  const onlySseS3 = [{ StringNotEquals: { [ALGORITHM]: 'AES256' } }, { Null: { [ALGORITHM]: 'true' } }];
  const onlyKms = [{ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }];

  test('are finished if they state the encryption that is asked for', async () => {
    await denying(...onlySseS3);
    expect(await finished(await begun({ ServerSideEncryption: 'AES256' }))).toEqual(GRANTED);
    await denying(...onlyKms);
    expect(await finished(await begun(underKey(key)))).toEqual(GRANTED);
  });

  test('are not begun without it', async () => {
    await denying(...onlySseS3);
    await expect(begun({})).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(begun(underKey(key))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('are not finished under another encryption', async () => {
    const upload = await begun(underKey(key));
    await denying(...onlySseS3);
    expect(await finished(upload)).toEqual(DENIED);
  });

  test('are finished under the key that is asked for, and under no other', async () => {
    const [one, another] = [await begun(underKey(key)), await begun(underKey(otherKey))];
    await denying({ StringNotEqualsIfExists: { [KEY_ID]: key } });
    expect(await finished(one)).toEqual(GRANTED);
    expect(await finished(another)).toEqual(DENIED);
  });

  test('are not decided if only an upload that states no encryption would be allowed', async () => {
    const upload = await begun(underKey(key));
    await denying({ StringEquals: { [ALGORITHM]: 'aws:kms' } });
    expect(await finished(upload)).toEqual(OPEN);
  });
});
