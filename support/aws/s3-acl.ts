import type { Grant, Permission } from '@aws-sdk/client-s3';
import { AwsError } from './aws-error.ts';
import { invalidArgument } from './s3-errors.ts';

/** The members by which a request sets an ACL in headers: a canned ACL, or grants. */
export interface AclRequest {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

/** The groups of S3 by their URIs. */
export const GROUPS = {
  allUsers: 'http://acs.amazonaws.com/groups/global/AllUsers',
  authenticatedUsers: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  logDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
} as const;

/**
 * The canonical user id that owns objects of anonymous callers.
 *
 * Source: Amazon S3 user guide, "Access control list (ACL) overview". Public reports show the id.
 */
export const ANONYMOUS_USER = '65a011a29cdf8ec533ec3d1ccaae921c';

const GROUP_URIS: ReadonlySet<string> = new Set(Object.values(GROUPS));
const PUBLIC_GROUPS: ReadonlySet<string> = new Set([GROUPS.allUsers, GROUPS.authenticatedUsers]);
const PUBLIC_ACLS: ReadonlySet<string> = new Set(['public-read', 'public-read-write', 'authenticated-read']);

/** The canned ACLs. Source: Amazon S3 user guide, "Access control list (ACL) overview", section "Canned ACL". */
export const CANNED_ACLS: ReadonlySet<string> = new Set([
  ...['private', 'bucket-owner-read', 'bucket-owner-full-control', 'aws-exec-read', 'log-delivery-write'],
  ...PUBLIC_ACLS,
]);

/** Each header of grants: its input member, the permission that it grants, and its name. */
const GRANT_HEADERS = [
  ['GrantFullControl', 'FULL_CONTROL', 'x-amz-grant-full-control'],
  ['GrantRead', 'READ', 'x-amz-grant-read'],
  ['GrantReadACP', 'READ_ACP', 'x-amz-grant-read-acp'],
  ['GrantWrite', 'WRITE', 'x-amz-grant-write'],
  ['GrantWriteACP', 'WRITE_ACP', 'x-amz-grant-write-acp'],
] as const;

/** True if a request asks for an ACL in its headers. */
export function asksForAcl(request: AclRequest): boolean {
  return request.ACL !== undefined || asksForGrants(request);
}

/** True if a request gives grants in its headers. */
export function asksForGrants(request: AclRequest): boolean {
  return GRANT_HEADERS.some(([member]) => request[member] !== undefined);
}

/**
 * The grants in the headers of a request. Throws AwsError `InvalidArgument` for a header that breaks the grammar
 * `id="…", uri="…"`, and `MethodNotAllowed` for a grantee given by e-mail address.
 *
 * Source: Amazon S3 API reference, PutObjectAcl; Amazon S3 user guide, "Access control list (ACL) overview", section
 * "Who is a grantee?".
 */
export function grantsInHeaders(request: AclRequest): readonly Grant[] {
  if (!asksForGrants(request)) return [];
  return GRANT_HEADERS.flatMap(([member, permission, header]) => {
    const grantees = request[member]?.split(',') ?? [];
    return grantees.map((grantee) => grantTo(grantee.trim(), permission, header));
  });
}

function grantTo(grantee: string, permission: Permission, header: string): Grant {
  const [, type, quoted, bare] = /^(id|uri|emailAddress)\s*=\s*(?:"([^"]*)"|([^"\s]*))$/i.exec(grantee) ?? [];
  const value = quoted ?? bare ?? '';
  switch (type?.toLowerCase()) {
    case 'id':
      requireCanonicalId(value, 'id');
      return { Grantee: { Type: 'CanonicalUser', ID: value }, Permission: permission };
    case 'uri':
      requireGroup(value, 'uri');
      return { Grantee: { Type: 'Group', URI: value }, Permission: permission };
    case 'emailaddress':
      throw emailGrantee();
    default:
      throw invalidArgument('Argument format not recognized', header, grantee);
  }
}

/** Throws AwsError `InvalidArgument` unless an id is a canonical user id: 64 hexadecimal digits. */
export function requireCanonicalId(id: string | undefined, argument: string): void {
  if (id === undefined || !/^[0-9a-f]{64}$/.test(id)) throw invalidArgument('Invalid id', argument, id);
}

/** Throws AwsError `InvalidArgument` for a group that S3 does not have. */
export function requireGroup(uri: string | undefined, argument: string): void {
  if (uri === undefined || !GROUP_URIS.has(uri)) throw invalidArgument('Invalid group uri', argument, uri);
}

/** 405: since October 2025 S3 accepts no grantees by e-mail address. Source: Amazon S3 API reference, Grantee. */
export function emailGrantee(): AwsError {
  return new AwsError('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.');
}

/**
 * True if an ACL is public: it grants something to the group AllUsers or AuthenticatedUsers.
 *
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage", section "The meaning of public".
 */
export function isPublicAcl(canned: string | undefined, grants: readonly Grant[]): boolean {
  if (canned !== undefined && PUBLIC_ACLS.has(canned)) return true;
  return grants.some(({ Grantee }) => Grantee?.URI !== undefined && PUBLIC_GROUPS.has(Grantee.URI));
}
