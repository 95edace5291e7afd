import type { RequiredPermission } from './rule.ts';
import { type OnObject, objectArn } from './s3-resources.ts';

/**
 * The permission to read, needed by a write or delete that requires a certain ETag: its outcome reveals the ETag. The
 * value `*` only requires that the object exists, and needs no permission.
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
