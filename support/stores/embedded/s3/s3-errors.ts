import { AwsError } from '../../../aws/aws-error.ts';

/*
 * Codes, statuses and texts of Amazon S3's refusals.
 * Source: Amazon S3 API reference, "Error responses"; texts as S3 sends them.
 */

export { invalidArgument, invalidRequest, preconditionFailed } from '../../../aws/s3-errors.ts';

/** 404: no current object under this key. */
export function noSuchKey(key: string, headers: Readonly<Record<string, string>> = {}): AwsError {
  return new AwsError('NoSuchKey', 404, 'The specified key does not exist.', { Key: key }, headers);
}

/** 404: the key has no such version. */
export function noSuchVersion(key: string, versionId: string): AwsError {
  return new AwsError('NoSuchVersion', 404, 'The specified version does not exist.', {
    Key: key,
    VersionId: versionId,
  });
}

/** 404: the upload never existed, or is completed or aborted. */
export function noSuchUpload(uploadId: string): AwsError {
  return new AwsError(
    'NoSuchUpload',
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: uploadId },
  );
}

/** 404: a configuration that this bucket does not have. */
export function notFoundInBucket(code: string, message: string, bucket: string): AwsError {
  return new AwsError(code, 404, message, { BucketName: bucket });
}

/** 405: the addressed version is a delete marker. */
export function methodNotAllowed(method: string, headers: Readonly<Record<string, string>>): AwsError {
  const message = 'The specified method is not allowed against this resource.';
  return new AwsError(
    'MethodNotAllowed',
    405,
    message,
    { Method: method, ResourceType: 'DeleteMarker' },
    headers,
  );
}
