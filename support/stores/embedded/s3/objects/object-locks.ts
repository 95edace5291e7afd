import { AwsError } from '../../../../aws/aws-error.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import type { S3Context, S3Operation } from '../s3-operation.ts';
import { keyOf } from './content-headers.ts';
import { findObject, replaceVersion } from './history.ts';
import type { ObjectLock } from './lock-of-version.ts';
import { isMode } from './object-lock.ts';

interface OfVersion {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

function found(input: OfVersion, context: S3Context, method: string) {
  const bucket = findBucket(input, context);
  const key = keyOf(input);
  const object = findObject(bucket, { key, versionId: input.VersionId, method, ofProperties: true });
  const { lock = {} } = object;
  const change = (changed: ObjectLock) =>
    replaceVersion(bucket, key, { ...object, lock: { ...lock, ...changed } });
  return { lock, change };
}

/** Begins, changes or ends the retention of a version. The gateway refuses to weaken one in force. */
export const putObjectRetention: S3Operation<'PutObjectRetention'> = (input, context) => {
  const { change } = found(input, context, 'PUT');
  const { Mode, RetainUntilDate } = input.Retention ?? {};
  const wanted = isMode(Mode) && RetainUntilDate ? { mode: Mode, until: RetainUntilDate } : undefined;
  change({ retention: wanted });
  return {};
};

/** The retention of a version. Throws AwsError `NoSuchObjectLockConfiguration`. */
export const getObjectRetention: S3Operation<'GetObjectRetention'> = (input, context) => {
  const { retention } = found(input, context, 'GET').lock;
  if (retention === undefined) throw noLock();
  return { Retention: { Mode: retention.mode, RetainUntilDate: retention.until } };
};

/** Begins or ends the legal hold of a version. */
export const putObjectLegalHold: S3Operation<'PutObjectLegalHold'> = (input, context) => {
  found(input, context, 'PUT').change({ legalHold: input.LegalHold?.Status === 'ON' ? 'ON' : 'OFF' });
  return {};
};

/** The legal hold of a version. Throws AwsError `NoSuchObjectLockConfiguration`. */
export const getObjectLegalHold: S3Operation<'GetObjectLegalHold'> = (input, context) => {
  const { legalHold } = found(input, context, 'GET').lock;
  if (legalHold === undefined) throw noLock();
  return { LegalHold: { Status: legalHold } };
};

function noLock(): AwsError {
  const message = 'The specified object does not have a ObjectLock configuration';
  return new AwsError('NoSuchObjectLockConfiguration', 404, message);
}
