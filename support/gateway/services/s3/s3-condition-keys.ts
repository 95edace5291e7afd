import { ACTIONS, type Action } from '../../../aws/actions/action-catalogue.ts';

/**
 * Condition keys that every request to S3 has, or has if it comes through an access point. They are in lower case.
 * Source: Amazon S3 user guide, "Configuring IAM policies for using access points", with policies on actions of objects.
 */
const OF_EVERY_REQUEST: ReadonlySet<string> = new Set([
  's3:accesspointnetworkorigin',
  's3:authtype',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:resourceaccount',
  's3:signatureage',
  's3:signatureversion',
  's3:tlsversion',
  's3:x-amz-content-sha256',
]);

const ALL: readonly string[] = [...new Set(ACTIONS.s3.actions.flatMap(({ conditionKeys }) => conditionKeys))];

/** Names without a family, and families: in lower case, each with the name that actions list. */
const NAMES = new Map(ALL.filter((name) => !name.endsWith('/')).map((name) => [name.toLowerCase(), name]));
const FAMILIES = new Map(ALL.filter((name) => name.endsWith('/')).map((name) => [name.toLowerCase(), name]));

/**
 * The name under which the actions of S3 list a key, `every request` for those of every request, undefined for what S3 does
 * not have. Names compare without regard to letter case.
 */
export function listedKey(key: string): string | undefined {
  const lower = key.toLowerCase();
  if (OF_EVERY_REQUEST.has(lower)) return 'every request';
  return NAMES.get(lower) ?? FAMILIES.get(lower.slice(0, lower.indexOf('/') + 1));
}

/** True if requests for an action can have a key, by its listed name. */
export function hasKey({ conditionKeys }: Action, listed: string): boolean {
  return listed === 'every request' || conditionKeys.includes(listed);
}
