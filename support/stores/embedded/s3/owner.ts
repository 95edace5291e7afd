import { createHash } from 'node:crypto';
import type { Owner } from '@aws-sdk/client-s3';
import { BoundedMap } from '../../../aws/bounded-map.ts';
import type { Principal } from '../../../aws/principal.ts';
import { ANONYMOUS_USER } from '../../../aws/s3-acl.ts';

/** The owners of the accounts that were seen last. */
const canonicalIds = new BoundedMap<string>(1000);

/**
 * The canonical user id of an account: 64 hexadecimal digits that say nothing about the account id.
 *
 * Differs: it is not the id that AWS gave the account. An id that is copied from a policy on AWS names no account here, in an Allow as
 * in a Deny. S3 refuses an id that no account has; here every id is taken.
 */
export function canonicalUserId(account: string): string {
  if (account === ANONYMOUS) return ANONYMOUS_USER;
  return canonicalIds.getOrMake(account, () =>
    createHash('sha256').update(`canonical user of ${account}`).digest('hex'),
  );
}

/** The owner of what anonymous callers write, in place of an account. */
const ANONYMOUS = 'anonymous';

/** The account that owns what a caller writes, if objects are left to their writers. */
export function writerOf({
  principal,
  account,
}: {
  readonly principal: Principal;
  readonly account: string;
}): string {
  return principal.type === 'Anonymous' ? ANONYMOUS : account;
}

/** An account as S3 names owners: without DisplayName, which S3 stopped sending in November 2025. */
export function ownerOf(account: string): Owner & { ID: string } {
  return { ID: canonicalUserId(account) };
}

/**
 * The initiator of an upload: an identity by its ARN, a root user as the account. For initiators, S3 does
 * send DisplayName.
 */
export function initiatorOf(principal: Principal, account: string): Owner {
  return 'arn' in principal && principal.type !== 'Root'
    ? { ID: principal.arn, DisplayName: principal.arn.slice(principal.arn.lastIndexOf('/') + 1) }
    : { ...ownerOf(account), DisplayName: account };
}
