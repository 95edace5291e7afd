import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  type ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import { Crc64Nvme } from '../wire/body/crc64nvme.ts';
import { newBucket } from './testing/buckets.ts';
import { type LabUnderTest, labUnderTest } from './testing/lab-under-test.ts';

const object = { Bucket: 'records', Key: 'k' };
const text = 'the content of a record';
const bytes = Buffer.from(text);

const sha256 = createHash('sha256').update(bytes).digest('base64');
const crc32Text = () => {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(crc32(bytes));
  return value.toString('base64');
};
const crc64Text = () => {
  const running = new Crc64Nvme();
  running.update(bytes);
  return Buffer.from(running.digest()).toString('base64');
};

let lab: LabUnderTest;
let s3: S3Client;

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = new S3Client({
    endpoint: lab.lab.endpoint,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: { accessKeyId: account, secretAccessKey: 'test' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await newBucket({ s3 }, object.Bucket);
});
afterEach(async () => {
  s3.destroy();
  await lab[Symbol.asyncDispose]();
});

const streamed = () => ({
  Body: Readable.from([bytes]),
  ContentLength: bytes.length,
});
const sent = [
  [
    'the SHA-256 of its trailer',
    { ChecksumSHA256: sha256 },
    () => ({ ...streamed(), ChecksumAlgorithm: 'SHA256' }),
  ],
  [
    'the CRC32 of its header',
    { ChecksumCRC32: crc32Text() },
    () => ({ Body: text, ChecksumCRC32: crc32Text() }),
  ],
  [
    'the computed CRC64NVME, if it came with none',
    { ChecksumCRC64NVME: crc64Text() },
    () => ({ Body: text }),
  ],
  ['the computed CRC64NVME, if it was streamed with none', { ChecksumCRC64NVME: crc64Text() }, streamed],
] as const;

describe.each([
  ['under the default of its bucket', {}],
  ['under SSE-S3', { ServerSideEncryption: 'AES256' }],
  ['under the default KMS key', { ServerSideEncryption: 'aws:kms' }],
] as const)('an object %s', (_, encryption) => {
  test.each(sent)('is kept with %s', async (_checksum, checksum, body) => {
    const put = await s3.send(new PutObjectCommand({ ...object, ...encryption, ...body() }));
    expect(put).toMatchObject(checksum);
    const head = await s3.send(new HeadObjectCommand({ ...object, ChecksumMode: 'ENABLED' }));
    expect(checksumsOf(head)).toEqual(checksum);
  });
});

test.each(sent)('a part is kept with %s', async (_, checksum, body) => {
  const [algorithm = ''] = Object.keys(checksum);
  const ChecksumAlgorithm = algorithm.slice('Checksum'.length) as ChecksumAlgorithm;
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...object, ChecksumAlgorithm }));
  const upload = { ...object, UploadId };
  expect(await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, ...body() }))).toMatchObject(
    checksum,
  );
  const { Parts = [] } = await s3.send(new ListPartsCommand(upload));
  expect(Parts.map(checksumsOf)).toEqual([checksum]);
  const MultipartUpload = { Parts: Parts.map(({ ETag, PartNumber }) => ({ ETag, PartNumber, ...checksum })) };
  await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
});

function checksumsOf(answer: object): object {
  const checksums = Object.entries(answer).filter(([name]) => /^Checksum[A-Z]+\d/.test(name));
  return Object.fromEntries(checksums);
}
