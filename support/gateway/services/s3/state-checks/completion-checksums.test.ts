import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../../stores/embedded/embedded-store.ts';
import { newBucket } from '../../../testing/buckets.ts';
import { answerOf, type LabUnderTest, labUnderTest } from '../../../testing/lab-under-test.ts';

const object = { Bucket: 'records', Key: 'k' };

let lab: LabUnderTest;
let s3: S3Client;

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = lab.as(account).s3;
  await newBucket({ s3 }, 'records');
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

const ofWhole = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;
const ofParts = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'COMPOSITE' } as const;
/** The CRC32 of `part`, and the CRC32 of its bytes. */
const CRC32 = 'SQ9wxg==';
const CRC32_OF_CRC32 = 'kTyR5Q==';

/** Completes an upload of CRC32 of the whole, whose one part gets members that the completion lists. */
async function complete(
  whole: object,
  ofPart: object = {},
  begun: object = ofWhole,
): Promise<{ answer: string; asked: number }> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...object, ...begun }));
  const part = { ...object, UploadId, PartNumber: 1, Body: 'part', ChecksumAlgorithm: 'CRC32' } as const;
  const { ETag } = await s3.send(new UploadPartCommand(part));
  const Parts = [{ PartNumber: 1, ETag, ...ofPart }];
  const send = jest.spyOn(EmbeddedStore.prototype, 'send');
  const perform = jest.spyOn(EmbeddedStore.prototype, 'perform');
  const completion = { ...object, UploadId, MultipartUpload: { Parts }, ...whole };
  const answer = await answerOf(s3.send(new CompleteMultipartUploadCommand(completion)));
  return { answer, asked: send.mock.calls.length + perform.mock.calls.length };
}

test.each<[string, object, object, string, object]>([
  [
    'another mode',
    { ChecksumType: 'COMPOSITE' },
    {},
    '400 InvalidRequest: The upload was created using the FULL',
    ofWhole,
  ],
  [
    'a checksum of another algorithm',
    { ChecksumSHA1: 'x' },
    {},
    '400 BadDigest: The crc32 you specified',
    ofWhole,
  ],
  ['a part’s checksum of another algorithm', {}, { ChecksumSHA1: 'x' }, '400 InvalidPart: ', ofWhole],
  [
    'a checksum of the whole without its type',
    { ChecksumCRC32: CRC32 },
    {},
    '400 BadDigest: The crc32 you',
    ofWhole,
  ],
  [
    'a mode, if it began without one',
    { ChecksumType: 'FULL_OBJECT' },
    {},
    '400 InvalidRequest: The upload was created using the null checksum mode.',
    {},
  ],
  ['a part’s checksum, if it began without one', {}, { ChecksumCRC32: CRC32 }, '400 InvalidPart: ', {}],
  [
    'another checksum of its parts',
    { ChecksumCRC32: 'AAAAAA==-1' },
    { ChecksumCRC32: CRC32 },
    '400 BadDigest: The crc32 you specified',
    ofParts,
  ],
  [
    'a checksum of another number of parts',
    { ChecksumCRC32: `${CRC32_OF_CRC32}-2` },
    { ChecksumCRC32: CRC32 },
    '400 BadDigest: The crc32 you specified',
    ofParts,
  ],
  [
    'a part’s checksum of another algorithm in place of its own',
    {},
    { ChecksumSHA1: 'x' },
    '400 BadDigest: The sha1 you specified for part 1 did not match what we received.',
    ofParts,
  ],
])('an upload is not completed with %s, whichever store', async (_, whole, ofPart, refusal, begun) => {
  const { answer, asked } = await complete(whole, ofPart, begun);
  expect(answer).toContain(refusal);
  expect(asked).toBe(0);
});

test('an upload is completed in the mode that it was begun in', async () => {
  expect(await complete({ ChecksumType: 'FULL_OBJECT' })).toEqual({ answer: 'granted', asked: 1 });
});

test.each([`${CRC32_OF_CRC32}-1`, CRC32_OF_CRC32])(
  'an upload is completed with the checksum of its parts: %s',
  async (ChecksumCRC32) => {
    const listed = { ChecksumCRC32: CRC32 };
    expect(await complete({ ChecksumCRC32 }, listed, ofParts)).toEqual({ answer: 'granted', asked: 1 });
  },
);

test('a checksum that S3 did not compute is ignored', async () => {
  expect(await complete({ ChecksumCRC32: 'AAAAAA==' }, {}, {})).toEqual({ answer: 'granted', asked: 1 });
});
