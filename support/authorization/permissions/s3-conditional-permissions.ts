import type { RequiredPermission } from './rule.ts';
import { type OnObject, objectArn } from './s3-resources.ts';

/**
 * What a write or delete takes that goes ahead only if the current object has a certain ETag, which tells its caller
 * something of the object: reading it. `*` asks only whether there is one.
 *
 * Source: Amazon S3 user guide, "Enforce conditional writes on Amazon S3 buckets" and "Enforce conditional deletes on
 * Amazon S3 buckets".
 */
export function comparing(
  input: OnObject & { readonly IfMatch?: string | undefined },
): readonly RequiredPermission[] {
  if (input.IfMatch === undefined || input.IfMatch === '*') return [];
  return [{ action: 's3:GetObject', resource: objectArn(input) }];
}
