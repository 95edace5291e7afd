import { AwsError } from '../../../aws/aws-error.ts';

/*
 * Codes, statuses and texts of Amazon S3's refusals.
 * Source: AWS S3 API reference, "Error responses"; texts as S3 sends them.
 */

/** 400: an argument that S3 does not accept, named as on the wire. */
export function invalidArgument(message: string, name: string, value?: string): AwsError {
  const members: Record<string, string> = { ArgumentName: name };
  if (value !== undefined) members.ArgumentValue = value;
  return new AwsError('InvalidArgument', 400, message, members);
}

/** 400: a request that makes no sense as a whole. */
export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequest', 400, message);
}

/** 400: a document that S3's schema does not know. */
export function malformedXml(): AwsError {
  return new AwsError(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

/** 403: refused without a reason. */
export function accessDenied(): AwsError {
  return new AwsError('AccessDenied', 403, 'Access Denied');
}

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

/** 404: the upload never was, or is completed or aborted. */
export function noSuchUpload(uploadId: string): AwsError {
  return new AwsError(
    'NoSuchUpload',
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { UploadId: uploadId },
  );
}

/** 404: something that a bucket may have and this one has not. */
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

/** 412: the named condition, a header such as `If-Match`, does not hold. */
export function preconditionFailed(condition: string): AwsError {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return new AwsError('PreconditionFailed', 412, message, { Condition: condition });
}

/** 501: a header that asks for something S3, or this store, has not got; it is named. */
export function notImplemented(header: string, additionalMessage?: string): AwsError {
  const message = 'A header you provided implies functionality that is not implemented';
  const members: Record<string, string> = { Header: header };
  if (additionalMessage !== undefined) members.additionalMessage = additionalMessage;
  return new AwsError('NotImplemented', 501, message, members);
}
