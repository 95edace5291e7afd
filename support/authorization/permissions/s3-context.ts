import { AwsError } from '../../aws/aws-error.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import type { RequiredPermission } from './rule.ts';

/** The values of condition keys that an input determines. */
export type Context = NonNullable<RequiredPermission['context']>;

/** The headers that set an access control list. */
export interface AclHeaders {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

/** True if a request sets an access control list by header. */
export function hasAcl(input: AclHeaders): boolean {
  return input.ACL !== undefined || hasGrants(input);
}

/** True if a request has a grant header. */
export function hasGrants(input: AclHeaders): boolean {
  return (
    (input.GrantFullControl ?? input.GrantRead ?? input.GrantReadACP) !== undefined ||
    (input.GrantWrite ?? input.GrantWriteACP) !== undefined
  );
}

/** The condition keys `s3:x-amz-acl` and `s3:x-amz-grant-…`. */
export function aclContext(input: AclHeaders): Context {
  if (!hasAcl(input)) return {};
  return {
    's3:x-amz-acl': input.ACL,
    's3:x-amz-grant-full-control': input.GrantFullControl,
    's3:x-amz-grant-read': input.GrantRead,
    's3:x-amz-grant-read-acp': input.GrantReadACP,
    's3:x-amz-grant-write': input.GrantWrite,
    's3:x-amz-grant-write-acp': input.GrantWriteACP,
  };
}

/** The condition keys `s3:RequestObjectTag/<key>` and `s3:RequestObjectTagKeys`; no key without tags. */
export function objectTagContext(tags: readonly (readonly [key: string, value: string])[]): Context {
  if (tags.length === 0) return {};
  const context: Record<string, string | readonly string[]> = {
    's3:RequestObjectTagKeys': tags.map(([key]) => key),
  };
  for (const [key, value] of tags) context[`s3:RequestObjectTag/${key}`] = value;
  return context;
}

/**
 * The condition keys of tags that CopyObject copies.
 * Undocumented: whether they count among the tags of the request.
 */
export function copiedTagContext(keys: readonly string[]): Context {
  const context: Record<string, typeof UNKNOWABLE> = { 's3:RequestObjectTagKeys': UNKNOWABLE };
  for (const key of keys) context[`s3:RequestObjectTag/${key}`] = UNKNOWABLE;
  return context;
}

/** The tags of the header x-amz-tagging, which has the form of a query. Throws InvalidArgument for a repeated key. */
export function taggingHeader(header: string | undefined): readonly (readonly [string, string])[] {
  if (header === undefined || header === '') return [];
  const tags = [...new URLSearchParams(header)];
  if (new Set(tags.map(([key]) => key)).size !== tags.length) {
    const message =
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.";
    throw new AwsError('InvalidArgument', 400, message, {
      ArgumentName: 'x-amz-tagging',
      ArgumentValue: header,
    });
  }
  return tags;
}

/** The headers of Object Lock. */
export interface ObjectLockHeaders {
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
}

const DAY = 86_400_000;

/**
 * The condition keys `s3:object-lock-mode`, `-retain-until-date` and `-remaining-retention-days`, which is rounded up.
 */
export function retentionContext(mode: string | undefined, until: Date | undefined): Context {
  if (mode === undefined && until === undefined) return {};
  return {
    's3:object-lock-mode': mode,
    's3:object-lock-retain-until-date': until?.toISOString(),
    's3:object-lock-remaining-retention-days':
      until && String(Math.ceil((until.getTime() - Date.now()) / DAY)),
  };
}
