import { AwsError } from '../../../aws/aws-error.ts';
import { wholeIamList } from '../../../aws/iam-pages.ts';
import type { Input, Operation, Output } from '../../../aws/operations.ts';
import type { Store } from '../../../stores/store.ts';

/** The Region in which IAM, which has none, is read. */
export const IAM_REGION = 'us-east-1';

/** Reads from the IAM of one account. */
export type IamReader = <O extends Operation<'iam'>>(
  operation: O,
  input: Input<'iam', O>,
) => Promise<Output<'iam', O>>;

/**
 * A reader of an account's IAM. If it is `fresh`, it reads past the answers that the store keeps.
 * NoSuchEntity and NotImplemented are thrown on; every other error is a failed read. Throws
 * ServiceUnavailable.
 */
export function iamReader(store: Store, account: string, { fresh = false } = {}): IamReader {
  return async (operation, input) => {
    try {
      return await store.read({ service: 'iam', operation, input, region: IAM_REGION, account, fresh });
    } catch (error) {
      if (!(error instanceof AwsError) || isAbsence(error) || error.status === 501) throw error;
      throw unreadable(`iam:${operation} was answered with ${error.code}: ${error.message}`);
    }
  };
}

/** True if IAM says that an entity does not exist. */
export function isAbsence(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'NoSuchEntity';
}

/** The answer, or undefined if the entity does not exist: only for entities that a request or principal names itself. */
export async function unlessAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** The error of a failed read; asking again may help. */
export function unreadable(message: string): AwsError {
  return new AwsError('ServiceUnavailable', 503, `keyhole: ${message}`);
}

/** The most times that policies are read if a listed one no longer exists when it is read. */
const ATTEMPTS = 8;

/**
 * Reads something that consists of many parts. If a listed part does not exist when it is read, it was deleted in between:
 * then all is read again, past kept answers. Throws ServiceUnavailable if parts stay absent: a missing policy is not "no
 * policy".
 */
export async function readWhole<T>(what: string, read: (fresh: boolean) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read(attempt > 1);
    } catch (error) {
      if (!isAbsence(error)) throw error;
      if (attempt === ATTEMPTS) throw unreadable(`${what} cannot be read: ${String(error)}`);
    }
  }
}

interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** All items of a listing that IAM gives in pages. Throws ServiceUnavailable if a page does not lead to the next. */
export async function pages<
  K extends string,
  T,
  P extends Page & { readonly [key in K]?: readonly T[] | undefined },
>(
  read: (marker: string | undefined) => Promise<P>,
  member: K,
): Promise<readonly NonNullable<P[K]>[number][]> {
  return wholeIamList<P, NonNullable<P[K]>[number]>(read, (page) => page[member]);
}
