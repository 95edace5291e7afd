import type { CompletedPart } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { invalidArgument, invalidRequest, malformedXml } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/**
 * Refuses a part number outside 1 to 10,000, and a read of a part with a range. Refuses a completion with
 * parts out of order, or with a part without its number or ETag. Throws AwsError
 * `InvalidArgument`, `InvalidRequest`, `MalformedXML`, `InvalidPartOrder`.
 *
 * Source: Amazon S3 API reference, UploadPart, GetObject, CompleteMultipartUpload, section "Errors".
 */
export function checkParts({ operation, input }: S3Request): void {
  const { PartNumber, Range }: { PartNumber?: number; Range?: string } = input;
  if (PartNumber !== undefined) {
    checkPartNumber(PartNumber);
    if (Range !== undefined)
      throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  if (operation === 'CompleteMultipartUpload') checkCompletion(input);
}

function checkPartNumber(partNumber: number): void {
  if (Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= 10_000) return;
  const message = 'Part number must be an integer between 1 and 10000, inclusive';
  throw invalidArgument(message, 'partNumber', `${partNumber}`);
}

interface Completion {
  readonly UploadId?: string;
  readonly MultipartUpload?: { readonly Parts?: readonly CompletedPart[] };
}

function checkCompletion({ MultipartUpload, UploadId = '' }: Completion): void {
  // A completion without parts is refused once it is known that the upload exists.
  const { Parts = [] } = MultipartUpload ?? {};
  if (Parts.some(({ PartNumber, ETag }) => PartNumber === undefined || ETag === undefined))
    throw malformedXml();
  let previous = 0;
  for (const { PartNumber = 0 } of Parts) {
    if (PartNumber <= previous) throw invalidPartOrder(UploadId);
    previous = PartNumber;
  }
}

function invalidPartOrder(UploadId: string): AwsError {
  const message = 'The list of parts was not in ascending order. Parts must be ordered by part number.';
  return new AwsError('InvalidPartOrder', 400, message, { UploadId });
}
