import { ACTIONS, type Action } from '../../../aws/actions/action-catalogue.ts';

/** Condition keys that every request to S3 has, in lower case. */
const OF_EVERY_REQUEST: ReadonlySet<string> = new Set([
  's3:authtype',
  's3:resourceaccount',
  's3:signatureage',
  's3:signatureversion',
  's3:tlsversion',
  's3:x-amz-content-sha256',
]);

const ALL: readonly string[] = [...new Set(ACTIONS.s3.actions.flatMap(({ conditionKeys }) => conditionKeys))];

/** The condition keys of S3's actions; names compare without regard to letter case. */
export const s3ConditionKeys = {
  /** Whether S3 has a key for any of its actions. */
  known(key: string): boolean {
    return OF_EVERY_REQUEST.has(key.toLowerCase()) || ALL.some(names(key));
  },
  /** Whether requests for an action can have a key. */
  has({ conditionKeys }: Action, key: string): boolean {
    return OF_EVERY_REQUEST.has(key.toLowerCase()) || conditionKeys.some(names(key));
  },
};

/** A key that ends in `/` opens a family. */
function names(key: string): (one: string) => boolean {
  const lower = key.toLowerCase();
  return (one) => (one.endsWith('/') ? lower.startsWith(one.toLowerCase()) : lower === one.toLowerCase());
}
