import { AwsError } from '../../../aws/aws-error.ts';

/** The codes by which AWS says that a thing that could be written does not exist. */
const ABSENT: ReadonlySet<string> = new Set([
  'NoSuchBucketPolicy',
  'NoSuchEntity',
  'NoSuchPublicAccessBlockConfiguration',
  'NoSuchTagSet',
  'NotFoundException',
  'ServerSideEncryptionConfigurationNotFoundError',
]);

/**
 * The answer to a read; undefined if the endpoint answers that the thing does not exist. Throws AwsError for
 * any other error.
 */
export async function orNone<T extends object>(asked: Promise<T>): Promise<Partial<T>> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AwsError && ABSENT.has(error.code)) return {};
    throw error;
  }
}

/** Removes a thing that may no longer exist. */
export async function gone(removal: Promise<unknown>): Promise<void> {
  await orNone(removal.then(() => ({})));
}
