import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { answerOf, type Clients } from '../../../testing/lab-under-test.ts';

/** For tests: a bucket with Object Lock, and an object in it. */
export const Bucket = 'vault';
export const object = { Bucket, Key: 'k' };

/** For tests: the refusal of a change that a lock forbids. */
export const PROTECTED = '403 AccessDenied: Access Denied because object protected by object lock.';

/** For tests: a time in some days, in whole seconds. */
export const inDays = (days: number) => new Date(Math.ceil(Date.now() / 1000) * 1000 + days * 86_400_000);

type S3 = Pick<Clients, 's3'>;
type Mode = 'GOVERNANCE' | 'COMPLIANCE';

/** For tests: makes the bucket. */
export async function newVault({ s3 }: S3): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
}

/** For tests: stores a version under a retention of some days. */
export async function locked({ s3 }: S3, ObjectLockMode: Mode, days = 10) {
  const lock = { ObjectLockMode, ObjectLockRetainUntilDate: inDays(days) };
  const { VersionId } = await s3.send(new PutObjectCommand({ ...object, Body: 'x', ...lock }));
  return { ...object, VersionId };
}

/** For tests: the answer to a deletion. */
export function remove({ s3 }: S3, version: object, BypassGovernanceRetention?: boolean): Promise<string> {
  return answerOf(s3.send(new DeleteObjectCommand({ ...object, ...version, BypassGovernanceRetention })));
}

/** For tests: a retention, or none. */
export interface WantedRetention {
  readonly Mode?: Mode;
  readonly RetainUntilDate?: Date;
}

/** For tests: the answer to a change of a retention. */
export function retain(
  { s3 }: S3,
  version: object,
  { bypass, ...Retention }: WantedRetention & { readonly bypass?: boolean },
): Promise<string> {
  const input = { ...object, ...version, Retention, BypassGovernanceRetention: bypass };
  return answerOf(s3.send(new PutObjectRetentionCommand(input)));
}
