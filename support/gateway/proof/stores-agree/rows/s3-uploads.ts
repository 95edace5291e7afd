import type { Subject } from '../request.ts';
import { withAccessPoint } from './s3-access-point-state.ts';
import { checksumsOfCompletions } from './s3-completion-checksums.ts';
import {
  ask,
  Bucket,
  begin,
  customer,
  inUpload,
  of,
  otherCustomer,
  part,
  target,
} from './s3-upload-state.ts';

const stored = [ask('PutObject', { ...target, Body: 'before' }, { keep: { stored: 'ETag' } })];
const underCustomer = [
  ask('CreateMultipartUpload', { ...target, ...customer }, { keep: { own: 'UploadId' } }),
  ask(
    'UploadPart',
    { ...target, ...customer, UploadId: '{own}', PartNumber: 1, Body: 'own' },
    { keep: { ownPart: 'ETag' } },
  ),
];
const sourceUnderCustomer = [ask('PutObject', { Bucket, Key: 'sealed', Body: 'sealed', ...customer })];
const withChecksum = (algorithm: string, type?: string) => [
  ask(
    'CreateMultipartUpload',
    { ...target, ChecksumAlgorithm: algorithm, ChecksumType: type },
    { keep: { checked: 'UploadId' } },
  ),
];
const raw = {
  'an SSE header': { headers: { 'x-amz-server-side-encryption': 'AES256' } },
  'a KMS key header': { headers: { 'x-amz-server-side-encryption-aws-kms-key-id': 'alias/x' } },
  'an ACL header': { headers: { 'x-amz-acl': 'private' } },
  'a tagging header': { headers: { 'x-amz-tagging': 'a=b' } },
  'a storage class header': { headers: { 'x-amz-storage-class': 'STANDARD' } },
  'an If-Match header': { headers: { 'if-match': '"other"' } },
  'a checksum that is nonsense': { headers: { 'x-amz-checksum-crc32': 'nonsense' } },
};

/** For tests: how S3 is asked about multipart uploads. */
export const s3Uploads: readonly Subject[] = [
  of(
    'CreateMultipartUpload',
    { Bucket, Key: 'new-{c}' },
    {
      reads: [ask('ListMultipartUploads', { Bucket })],
      renew: [],
      vary: { Key: ['', 'x'.repeat(1025)] },
      also: {
        'under a customer key': { input: customer },
        'a checksum of whole objects it cannot have': {
          input: { ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' },
        },
        'a type without an algorithm': { input: { ChecksumType: 'COMPOSITE' } },
        'eleven tags': { input: { Tagging: Array.from({ length: 11 }, (_, i) => `t${i}=x`).join('&') } },
        'a lock with its date': {
          input: {
            ObjectLockMode: 'GOVERNANCE',
            ObjectLockRetainUntilDate: new Date('2040-01-01T00:00:00Z'),
          },
        },
      },
    },
  ),
  of(
    'UploadPart',
    { ...inUpload, PartNumber: 1, Body: 'hello' },
    {
      renew: [],
      vary: { Key: ['absent', ''] },
      also: {
        ...raw,
        'of a customer key': { input: { UploadId: '{own}', ...customer }, after: underCustomer },
        'of another customer key': { input: { UploadId: '{own}', ...otherCustomer }, after: underCustomer },
        'without its customer key': { input: { UploadId: '{own}' }, after: underCustomer },
        'a customer key that the upload has not': { input: customer },
        'a checksum of another kind': {
          input: { UploadId: '{checked}', ChecksumAlgorithm: 'CRC32' },
          after: withChecksum('SHA256'),
        },
        'a checksum of its kind': {
          input: { UploadId: '{checked}', ChecksumAlgorithm: 'SHA256' },
          after: withChecksum('SHA256'),
        },
        'another part': { input: { PartNumber: 10_000 } },
      },
    },
  ),
  of(
    'UploadPartCopy',
    { ...inUpload, PartNumber: 2, CopySource: '{bucket}/source' },
    {
      renew: [],
      vary: {
        Key: ['absent', ''],
        CopySource: [
          'nowhere-{c}/k',
          '{bucket}/absent',
          'nonsense',
          '/',
          '{bucket}/source?versionId=nonsense',
        ],
      },
      also: {
        ...raw,
        'from an access point': { input: { CopySource: '{pointArn}/object/source' }, after: withAccessPoint },
        'a range that ends beyond the source': { input: { CopySourceRange: 'bytes=0-5' } },
        'a range that begins beyond the source': { input: { CopySourceRange: 'bytes=5-5' } },
        'from an archived object': {
          input: { CopySource: '{bucket}/archived' },
          after: [ask('PutObject', { Bucket, Key: 'archived', Body: 'cold', StorageClass: 'GLACIER' })],
        },
        'from a customer key': {
          input: {
            CopySource: '{bucket}/sealed',
            CopySourceSSECustomerAlgorithm: 'AES256',
            CopySourceSSECustomerKey: customer.SSECustomerKey,
          },
          after: sourceUnderCustomer,
        },
        'from another customer key': {
          input: {
            CopySource: '{bucket}/sealed',
            CopySourceSSECustomerAlgorithm: 'AES256',
            CopySourceSSECustomerKey: otherCustomer.SSECustomerKey,
          },
          after: sourceUnderCustomer,
        },
        'from a customer key that is missing': {
          input: { CopySource: '{bucket}/sealed' },
          after: sourceUnderCustomer,
        },
        'to a customer key': { input: { UploadId: '{own}', ...customer }, after: underCustomer },
        'to a customer key that is missing': { input: { UploadId: '{own}' }, after: underCustomer },
        'a customer key that the upload has not': { input: customer },
      },
    },
  ),
  of(
    'CompleteMultipartUpload',
    { ...inUpload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '{part}' }] } },
    {
      reads: [ask('ListObjectVersions', { Bucket }), ask('ListMultipartUploads', { Bucket })],
      renew: [begin, part],
      vary: {
        Key: ['absent', ''],
        MultipartUpload: [
          undefined,
          { Parts: [] },
          { Parts: [{ PartNumber: 2, ETag: '{part}' }] },
          { Parts: [{ PartNumber: 1, ETag: '"other"' }] },
          { Parts: [{ PartNumber: 1 }] },
          { Parts: [{ ETag: '{part}' }] },
          {
            Parts: [
              { PartNumber: 1, ETag: '{part}' },
              { PartNumber: 1, ETag: '{part}' },
            ],
          },
          { Parts: [{ PartNumber: 1, ETag: '{part}', ChecksumCRC32: 'AAAAAA==' }] },
          { Parts: [{ PartNumber: 1, ETag: '{part}', ChecksumCRC32: 'NhCmhg==' }] },
          { Parts: [{ PartNumber: 0, ETag: '{part}' }] },
        ],
      },
      also: {
        ...raw,
        ...checksumsOfCompletions,
        'over an object that matches': { input: { IfMatch: '{stored}' }, after: stored },
        'over an object that does not match': { input: { IfMatch: '"other"' }, after: stored },
        'over an object that must not be': { input: { IfNoneMatch: '*' }, after: stored },
        'parts that are too small': {
          input: {
            MultipartUpload: {
              Parts: [
                { PartNumber: 1, ETag: '{part}' },
                { PartNumber: 2, ETag: '{second}' },
              ],
            },
          },
          after: [ask('UploadPart', { ...inUpload, PartNumber: 2, Body: 'x' }, { keep: { second: 'ETag' } })],
        },
        'parts out of order': {
          input: {
            MultipartUpload: {
              Parts: [
                { PartNumber: 2, ETag: '{second}' },
                { PartNumber: 1, ETag: '{part}' },
              ],
            },
          },
          after: [ask('UploadPart', { ...inUpload, PartNumber: 2, Body: 'x' }, { keep: { second: 'ETag' } })],
        },
        'under its customer key': {
          input: {
            UploadId: '{own}',
            ...customer,
            MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '{ownPart}' }] },
          },
          after: underCustomer,
        },
        'under another customer key': {
          input: {
            UploadId: '{own}',
            ...otherCustomer,
            MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '{ownPart}' }] },
          },
          after: underCustomer,
        },
        'one that was completed': {
          after: [
            ask('CompleteMultipartUpload', {
              ...inUpload,
              MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '{part}' }] },
            }),
          ],
        },
        'one that was aborted': { after: [ask('AbortMultipartUpload', inUpload)] },
      },
    },
  ),
  of('AbortMultipartUpload', inUpload, {
    reads: [ask('ListMultipartUploads', { Bucket })],
    renew: [begin, part],
    vary: { Key: ['absent', ''] },
  }),
  of('ListParts', inUpload, { vary: { Key: ['absent', ''] } }),
  of(
    'ListMultipartUploads',
    { Bucket },
    {
      also: {
        'through an access point': { input: { Bucket: '{point}' }, after: withAccessPoint },
        'UploadIdMarker: none, after a key': { input: { KeyMarker: 'k', UploadIdMarker: 'nonsense' } },
        'UploadIdMarker: of the key': { input: { KeyMarker: 'k', UploadIdMarker: '{upload}' } },
        'UploadIdMarker: of another key': { input: { KeyMarker: 'other', UploadIdMarker: '{upload}' } },
      },
    },
  ),
];
