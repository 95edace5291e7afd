import { requestsOf, type State, subjectsOf } from '../request.ts';

export const ask = requestsOf('s3');
export const Bucket = '{bucket}';
export const customer = {
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
};
export const otherCustomer = {
  ...customer,
  SSECustomerKey: 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=',
};
export const target = { Bucket, Key: 'k' };
export const inUpload = { ...target, UploadId: '{upload}' };
export const begin = ask('CreateMultipartUpload', target, { keep: { upload: 'UploadId' } });
export const part = ask(
  'UploadPart',
  { ...inUpload, PartNumber: 1, Body: 'hello' },
  { keep: { part: 'ETag' } },
);

/** A bucket with an upload of one part. */
const upload: State = {
  steps: [
    ask('CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
    ask('GetBucketAcl', { Bucket }, { keep: { canonicalId: 'Owner.ID' } }),
    ask('PutObject', { Bucket, Key: 'source', Body: 'hello' }, { keep: { etag: 'ETag' } }),
    begin,
    part,
  ],
  reads: [ask('ListParts', inUpload)],
};
export const of = subjectsOf('s3', upload);
