import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UpdateObjectEncryptionCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import { newBucket } from '../../testing/buckets.ts';
import {
  allow,
  answerOf,
  type Clients,
  type LabUnderTest,
  labUnderTest,
  newKey,
} from '../../testing/lab-under-test.ts';

const object = { Bucket: 'records', Key: 'k' };
const CopySource = 'records/k';

let lab: LabUnderTest;
let root: Clients;
let reader: Clients;
let key: string | undefined;

beforeEach(async () => {
  lab = await labUnderTest();
  root = lab.as(account);
  await newBucket(root, 'records');
  key = await newKey(root);
  reader = await lab.user(account, 'reader', allow('s3:*'));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

const underKey = () => ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key }) as const;
const put = (more: object = {}) => root.s3.send(new PutObjectCommand({ ...object, Body: 'secret', ...more }));

/** The object is overwritten right after the gateway's next look at its encryption. */
function overwrittenMeanwhile(more: object): void {
  const { encryptionOf } = EmbeddedStore.prototype;
  let overwritten = false;
  jest.spyOn(EmbeddedStore.prototype, 'encryptionOf').mockImplementation(async function (
    this: EmbeddedStore,
    reference,
  ) {
    const found = await encryptionOf.call(this, reference);
    if (!overwritten && reference.UploadId === undefined) {
      overwritten = true;
      await put(more);
    }
    return found;
  });
}

describe('an open object that is put under a key while a request for it is decided', () => {
  beforeEach(async () => {
    await put();
    overwrittenMeanwhile(underKey());
  });

  test('is not read by who may not use the key', async () => {
    const got = answerOf(reader.s3.send(new GetObjectCommand(object)));
    expect(await got).toMatch(/^403 AccessDenied: .*kms:Decrypt/);
  });

  test('is read by who may', async () => {
    const { Body } = await root.s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('secret');
  });

  test('is not copied by a caller who may not use the key', async () => {
    const copied = reader.s3.send(new CopyObjectCommand({ ...object, Key: 'copy', CopySource }));
    expect(await answerOf(copied)).toMatch(/^403 AccessDenied: .*kms:Decrypt/);
  });

  test('is copied by a caller who may', async () => {
    const copy = { ...object, Key: 'copy' };
    await root.s3.send(new CopyObjectCommand({ ...copy, CopySource }));
    const { Body, ServerSideEncryption } = await root.s3.send(new GetObjectCommand(copy));
    expect(await Body?.transformToString()).toBe('secret');
    // The copy takes the default of its bucket, as if the request had been decided once.
    expect(ServerSideEncryption).toBe('AES256');
  });

  test('is not copied into a part of an upload by a caller who may not use the key', async () => {
    const upload = { ...object, Key: 'copy' };
    const { UploadId } = await root.s3.send(new CreateMultipartUploadCommand(upload));
    const part = { ...upload, UploadId, PartNumber: 1, CopySource };
    const copied = reader.s3.send(new UploadPartCopyCommand(part));
    expect(await answerOf(copied)).toMatch(/^403 AccessDenied: .*kms:Decrypt/);
  });
});

describe('an object without a key that is put under one while a request about it is decided', () => {
  beforeEach(async () => {
    await put();
    overwrittenMeanwhile(underKey());
  });

  test('shows no checksum to a caller who may not use the key', async () => {
    const head = reader.s3.send(new HeadObjectCommand({ ...object, ChecksumMode: 'ENABLED' }));
    expect(await answerOf(head)).toMatch(/^403/);
  });

  test('shows no checksum among its attributes before that is decided', async () => {
    const asked = { ...object, ObjectAttributes: ['Checksum' as const] };
    expect(await answerOf(reader.s3.send(new GetObjectAttributesCommand(asked)))).toMatch(/^(403|501)/);
  });
});

test('an object is not put under another key by a caller who may not use the key that it is under by then', async () => {
  const other = await newKey(root);
  const writer = await lab.user(account, 'writer', allow('s3:*'), allow('kms:*', other));
  await put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: other });
  overwrittenMeanwhile(underKey());
  const ObjectEncryption = { SSEKMS: { KMSKeyArn: other } };
  const updated = writer.s3.send(new UpdateObjectEncryptionCommand({ ...object, ObjectEncryption }));
  expect(await answerOf(updated)).toMatch(/^403 AccessDenied: .*kms:Decrypt/);
});

test('an object that is not there yet is not read undecided once it is', async () => {
  overwrittenMeanwhile(underKey());
  const got = answerOf(reader.s3.send(new GetObjectCommand(object)));
  expect(await got).toMatch(/^403 AccessDenied: .*kms:Decrypt/);
});

test.each([
  ['an upload', () => new PutObjectCommand({ ...object, Body: 'x' })],
  ['an upload in parts', () => new CreateMultipartUploadCommand(object)],
  ['a copy', () => new CopyObjectCommand({ ...object, Key: 'copy', CopySource })],
])(
  '%s that was decided without a key is sent to the store as such: its default may be another by then',
  async (_, made) => {
    await put();
    const send = jest.spyOn(EmbeddedStore.prototype, 'send');
    await root.s3.send(made() as PutObjectCommand);
    expect(send.mock.lastCall?.[0].input).toMatchObject({ ServerSideEncryption: 'AES256' });
  },
);
