import type { AnyInput, Variation } from '../request.ts';
import { ask, target } from './s3-upload-state.ts';

type Completion = AnyInput<'s3', 'CompleteMultipartUpload'>;

/** The CRC32 of `hello`, of another text, and of the bytes of the first: the one of an upload of one part. */
const CRC32 = 'NhCmhg==';
const OTHER_CRC32 = 'AAAAAA==';
const CRC32_OF_CRC32 = 'FKTmaw==';

/** An upload of `hello` in one part, begun with CRC32 of a type. */
function begun(type: 'FULL_OBJECT' | 'COMPOSITE') {
  const choice = { ChecksumAlgorithm: 'CRC32' };
  return [
    ask(
      'CreateMultipartUpload',
      { ...target, ...choice, ChecksumType: type },
      { keep: { checked: 'UploadId' } },
    ),
    ask(
      'UploadPart',
      { ...target, ...choice, UploadId: '{checked}', PartNumber: 1, Body: 'hello' },
      { keep: { checkedPart: 'ETag' } },
    ),
  ];
}

function of(
  type: 'FULL_OBJECT' | 'COMPOSITE',
  whole: Completion,
  ofPart: object,
): Variation & { readonly input: Completion } {
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: '{checkedPart}', ...ofPart }] };
  return { input: { UploadId: '{checked}', MultipartUpload, ...whole }, after: begun(type) };
}

const listed = { ChecksumCRC32: CRC32 };

/** For tests: completions of uploads that were begun with a checksum algorithm. */
export const checksumsOfCompletions = {
  'the checksum of the whole and its type': of(
    'FULL_OBJECT',
    { ChecksumCRC32: CRC32, ChecksumType: 'FULL_OBJECT' },
    listed,
  ),
  'the checksum of the whole without its type': of('FULL_OBJECT', { ChecksumCRC32: CRC32 }, listed),
  'another checksum of the whole': of(
    'FULL_OBJECT',
    { ChecksumCRC32: OTHER_CRC32, ChecksumType: 'FULL_OBJECT' },
    listed,
  ),
  'a checksum of the whole of another algorithm': of(
    'FULL_OBJECT',
    { ChecksumCRC64NVME: 'AAAAAAAAAAA=', ChecksumType: 'FULL_OBJECT' },
    listed,
  ),
  'a checksum of the whole, none of its part': of(
    'FULL_OBJECT',
    { ChecksumCRC32: CRC32, ChecksumType: 'FULL_OBJECT' },
    {},
  ),
  'no checksum of the whole, another of its part': of('FULL_OBJECT', {}, { ChecksumCRC32: OTHER_CRC32 }),
  'no checksum of the whole, one of its part of another algorithm': of(
    'FULL_OBJECT',
    {},
    { ChecksumSHA1: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
  ),
  'the checksum of the parts': of('COMPOSITE', { ChecksumCRC32: `${CRC32_OF_CRC32}-1` }, listed),
  'the checksum of the parts without their number': of(
    'COMPOSITE',
    { ChecksumCRC32: CRC32_OF_CRC32 },
    listed,
  ),
  'another checksum of the parts': of('COMPOSITE', { ChecksumCRC32: `${OTHER_CRC32}-1` }, listed),
  'the checksum of the parts, of another number': of(
    'COMPOSITE',
    { ChecksumCRC32: `${CRC32_OF_CRC32}-2` },
    listed,
  ),
  'no checksum of the parts, none of the part': of('COMPOSITE', {}, {}),
  'no checksum of the parts, another of the part': of('COMPOSITE', {}, { ChecksumCRC32: OTHER_CRC32 }),
  'no checksum of the parts, one of the part of another algorithm': of(
    'COMPOSITE',
    {},
    { ChecksumSHA1: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
  ),
} as const;
