import type { ImportedBucket, ImportedKey, ImportedTable, ImportedWorld } from './imported-world.ts';
import { unknownKeyPolicy, unknownResourcePolicy } from './stand-in-policies.ts';

/** Condition keys and variables that stand for tags of a resource. */
const RESOURCE_TAG = /\b(?:aws|secretsmanager):ResourceTag\/|\bs3:BucketTag\//i;

/** The consequence of tags of a resource that may not be read. */
export const UNREAD_TAGS = 'everything on it is denied here if a policy tests tags of resources';

/** The resources whose tags may not be known. */
type Tagged = Pick<ImportedWorld, 'keys' | 'buckets' | 'tables'>;

/**
 * Resources of which those with unknown tags have a policy that denies everything, if a policy of the world tests tags of resources. A Deny
 * may hold for them.
 */
export function withUnreadTags(
  { keys, buckets, tables }: Tagged,
  texts: readonly string[],
  accounts: Readonly<Record<string, string>>,
): Tagged {
  if (!texts.some((text) => RESOURCE_TAG.test(text))) return { keys, buckets, tables };
  const keyPolicy = ({ account }: ImportedKey) => unknownKeyPolicy(accounts[account] ?? '');
  return {
    keys: keys.map((key) => ({
      ...key,
      policy: key.tagsAreUnknown === true ? keyPolicy(key) : key.policy,
      replicas: key.replicas?.map((replica) =>
        replica.tagsAreUnknown === true ? { ...replica, policy: keyPolicy(key) } : replica,
      ),
    })),
    buckets: buckets.map((bucket) => (bucket.tagsAreUnknown === true ? denied(bucket) : bucket)),
    tables: tables.map((table) => (table.tagsAreUnknown === true ? deniedTable(table) : table)),
  };
}

function denied(bucket: ImportedBucket): ImportedBucket {
  return { ...bucket, policy: unknownResourcePolicy('s3', `arn:aws:s3:::${bucket.name}`) };
}

function deniedTable(table: ImportedTable): ImportedTable {
  return { ...table, policy: unknownResourcePolicy('dynamodb', '*') };
}
