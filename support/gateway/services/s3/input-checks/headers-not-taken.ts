import type { Operation } from '../../../../aws/operations.ts';
import { invalidArgument } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** Headers, and the operations that S3 refuses them on. */
interface Refused {
  /** All of them begin with `x-amz-`. */
  readonly headers: RegExp;
  readonly operations: readonly Operation<'s3'>[];
  readonly message: (header: string) => string;
}

/**
 * The headers that S3 refuses on operations that do not take them. S3 ignores any other header that an operation does not
 * take.
 *
 * Source: Amazon S3 API reference, GetObject and HeadObject, section "Encryption"; CreateMultipartUpload: the object's
 * encryption, tags, ACL and retention are the upload's.
 *
 * Undocumented: AWS does not say which headers S3 refuses on UploadPartCopy and CompleteMultipartUpload
 * besides those of encryption. A header that would have restricted access to the object is refused.
 */
export const headersNotTaken: readonly Refused[] = [
  {
    headers: /^x-amz-server-side-encryption(-aws-kms-key-id)?$/,
    operations: ['GetObject', 'HeadObject', 'UploadPart', 'UploadPartCopy', 'CompleteMultipartUpload'],
    message: (header) => `${header} header is not supported for this operation.`,
  },
  {
    headers:
      /^x-amz-(acl|grant-(read|read-acp|write|write-acp|full-control)|tagging|object-lock-(mode|retain-until-date|legal-hold))$/,
    operations: ['UploadPart', 'UploadPartCopy', 'CompleteMultipartUpload'],
    message: () => 'The specified header is not valid in this context',
  },
];

/** Refuses a request that brings a header that its operation does not take. Throws AwsError `InvalidArgument`. */
export function refuseHeadersNotTaken({ operation, facts }: S3Request): void {
  for (const { headers, operations, message } of headersNotTaken) {
    if (!operations.includes(operation)) continue;
    for (const header in facts.http.headers) {
      if (!header.startsWith('x-amz-') || !headers.test(header)) continue;
      throw invalidArgument(message(header), header, facts.http.headers[header]);
    }
  }
}
