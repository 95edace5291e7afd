import { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { valueRules } from './assumed-values.ts';
import type { RequestFacts } from './request-facts.ts';
import { isSession } from './request-keys.ts';
import { isTokenSession } from './token-session.ts';

/** The values of a condition key, absent, or unknowable. */
export type Found = readonly string[] | undefined | typeof UNKNOWABLE;

/** A permission whose condition keys may be assumed. */
export interface AskedOf {
  readonly facts: RequestFacts;
  readonly action: string;
  /** True for a request that a service makes in the caller's name. */
  readonly throughService: boolean;
  /** The stated values of another key, in lower case; unknowable if they do not count. */
  readonly stated: (name: string) => Found;
}

/** A condition key whose values its author may state. */
export interface AssumableKey {
  /** As AWS writes it. */
  readonly name: string;
  readonly kind: keyof typeof valueRules;
  /** A value for messages. */
  readonly example: string;
  /** The value that keyhole takes for granted if none is stated. */
  readonly usual?: string;
  /** Of several values, as AWS documents it. */
  readonly many?: true;
  /** Says whether a permission leaves the key open. If not, `found` is a fact, which no assumption replaces. */
  readonly isOpen: (found: Found, asked: AskedOf) => boolean;
  /** The value of an open key, if it is not simply the stated one. */
  readonly settle?: (stated: readonly string[] | undefined, asked: AskedOf) => Found;
}

/** A request through a VPC endpoint has no aws:SourceIp, and any other request has no aws:VpcSourceIp. */
const isPresent = (found: Found) => found !== undefined;
/** A key of which keyhole knows that it is there, and not its value. */
const isUnknown = (found: Found) => found === UNKNOWABLE;
/** The connection of a request says itself if it is secure, if the listener has a certificate. */
const isConnectionOpen = (_: Found, { facts, throughService }: AskedOf) =>
  !throughService && facts.http.tls === undefined;
const isVersionOpen = (found: Found, { facts }: AskedOf) =>
  found !== undefined && facts.http.tls === undefined;

function row(
  name: string,
  kind: AssumableKey['kind'],
  example: string,
  more: Pick<AssumableKey, 'isOpen'> & Partial<AssumableKey>,
): AssumableKey {
  return { name, kind, example, ...more };
}

/**
 * The condition keys that an author may state, since neither the accounts nor a request to keyhole show them. Requests that
 * services make in a caller's name come from addresses that AWS does not state: nothing is assumed of them.
 *
 * Source: IAM user guide, "AWS global condition context keys"; AWS KMS developer guide, "AWS global condition keys".
 */
export const assumableKeys: readonly AssumableKey[] = [
  row('aws:SourceIp', 'address', '203.0.113.7', { isOpen: isPresent }),
  row('aws:VpcSourceIp', 'address', '10.0.0.7', { isOpen: isPresent }),
  // AWS's clients use TLS unless they are told otherwise.
  row('aws:SecureTransport', 'boolean', 'true', { isOpen: isConnectionOpen, usual: 'true' }),
  row('s3:TlsVersion', 'tlsVersion', '1.3', { isOpen: isVersionOpen, settle: tlsVersion }),
  row('aws:MultiFactorAuthPresent', 'boolean', 'true', { isOpen: mayHaveMfa, settle: mfaPresent }),
  row('aws:MultiFactorAuthAge', 'number', '300', { isOpen: mayHaveMfa, settle: mfaAge }),
  row('aws:SourceVpcArn', 'vpcArn', 'arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-1a2b3c4d', {
    isOpen: isUnknown,
  }),
  row('aws:VpceAccount', 'account', '111111111111', { isOpen: isUnknown }),
  row('aws:VpceOrgID', 'organization', 'o-exampleorgid', { isOpen: isUnknown }),
  row('aws:VpceOrgPaths', 'organizationPath', 'o-exampleorgid/r-ab12/', { isOpen: isUnknown, many: true }),
  row('aws:ViaAWSMCPService', 'boolean', 'false', { isOpen: isUnknown }),
  row('kms:TrailingDaysWithoutKeyUsage', 'number', '90', { isOpen: ofOwnService }),
];

/** A key of a service is in requests to this service only. */
function ofOwnService(this: AssumableKey, found: Found, { action }: AskedOf): boolean {
  return isUnknown(found) && action.startsWith(this.name.slice(0, this.name.indexOf(':') + 1));
}

/** A request without TLS has no version of it. */
function tlsVersion(stated: readonly string[] | undefined, asked: AskedOf): Found {
  if (asked.throughService) return UNKNOWABLE;
  const secure = asked.stated('aws:securetransport');
  if (secure === UNKNOWABLE) return UNKNOWABLE;
  return secure?.[0] === 'false' ? undefined : (stated ?? UNKNOWABLE);
}

/**
 * Temporary credentials, and requests to assume a role, which take the code of an MFA device. A service that assumed a role
 * has no such device.
 */
function mayHaveMfa(_: Found, { facts, action }: AskedOf): boolean {
  const { principal } = facts;
  if (facts.authenticated.withMfa === true) return false;
  if (principal.type === 'User' && isRequestForRole(action)) return true;
  return isSession(facts) && !(principal.type === 'AssumedRole' && hasNoDevice.has(principal.assumedBy));
}

/** Callers that assume roles and have no MFA device. */
const hasNoDevice: ReadonlySet<string | undefined> = new Set(['Service', 'WebIdentity']);

const isRequestForRole = (action: string) =>
  action === 'sts:AssumeRole' || action === 'sts:TagSession' || action === 'sts:SetSourceIdentity';

/**
 * MFA counts for a session of GetSessionToken, and when a user assumes a role. Without MFA, long-term credentials have no
 * such key.
 *
 * Undocumented: whether a session of a role keeps the MFA of the user who assumed it. The guide says that its credentials
 * hold no information on MFA, and CloudTrail shows that they do. Source: IAM user guide, "Secure API access with MFA".
 */
function mfaPresent(stated: readonly string[] | undefined, { facts, throughService }: AskedOf): Found {
  if (stated === undefined) return UNKNOWABLE;
  const isTemporary = isSession(facts);
  if (stated[0] === 'false') return isTemporary ? ['false'] : undefined;
  const isKept = !isTemporary || isTokenSession(facts);
  return isKept && !throughService ? ['true'] : UNKNOWABLE;
}

/** The age of MFA: absent without MFA. */
function mfaAge(stated: readonly string[] | undefined, asked: AskedOf): Found {
  const mfa = asked.stated('aws:multifactorauthpresent');
  const present = mfa === UNKNOWABLE ? UNKNOWABLE : mfaPresent(mfa, asked);
  if (present === UNKNOWABLE) return UNKNOWABLE;
  return present?.[0] === 'true' ? (stated ?? UNKNOWABLE) : undefined;
}

const byName = new Map(assumableKeys.map((key) => [key.name.toLowerCase(), key]));

/** The row of a key, given in lower case; undefined if it cannot be assumed. */
export function assumableKey(name: string): AssumableKey | undefined {
  return byName.get(name);
}
