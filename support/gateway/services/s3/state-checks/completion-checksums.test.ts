import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { EmbeddedStore } from '../../../../stores/embedded/embedded-store.ts';
import { type LabUnderTest, labUnderTest, outcomeOf } from '../../../testing/lab-under-test.ts';

const object = { Bucket: 'records', Key: 'k' };

let lab: LabUnderTest;
let s3: S3Client;

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = lab.as('111111111111').s3;
  await s3.send(new CreateBucketCommand({ Bucket: 'records' }));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

/** Completes an upload of CRC32 of the whole, whose one part gets members that the completion lists. */
async function complete(whole: object, ofPart: object = {}): Promise<{ answer: string; asked: number }> {
  const begun = { ...object, ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(begun));
  const part = { ...object, UploadId, PartNumber: 1, Body: 'part', ChecksumAlgorithm: 'CRC32' } as const;
  const { ETag } = await s3.send(new UploadPartCommand(part));
  const Parts = [{ PartNumber: 1, ETag, ...ofPart }];
  const send = jest.spyOn(EmbeddedStore.prototype, 'send');
  const perform = jest.spyOn(EmbeddedStore.prototype, 'perform');
  const completion = { ...object, UploadId, MultipartUpload: { Parts }, ...whole };
  const answer = await outcomeOf(s3.send(new CompleteMultipartUploadCommand(completion)));
  return { answer, asked: send.mock.calls.length + perform.mock.calls.length };
}

test.each<[string, object, object, string]>([
  [
    'another mode',
    { ChecksumType: 'COMPOSITE' },
    {},
    '400 InvalidRequest: The upload was created using the FULL',
  ],
  ['a checksum of another algorithm', { ChecksumSHA1: 'x' }, {}, '400 BadDigest: The crc32 you specified'],
  ['a part’s checksum of another algorithm', {}, { ChecksumSHA1: 'x' }, '400 InvalidPart: '],
])('an upload is not completed with %s, whichever store', async (_, whole, ofPart, refusal) => {
  const { answer, asked } = await complete(whole, ofPart);
  expect(answer).toContain(refusal);
  expect(asked).toBe(0);
});

test('an upload is completed in the mode that it was begun in', async () => {
  expect(await complete({ ChecksumType: 'FULL_OBJECT' })).toEqual({ answer: 'granted', asked: 1 });
});
