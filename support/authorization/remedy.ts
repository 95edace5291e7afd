import { accountOf, nameOf, type Principal } from '../aws/principal.ts';
import { inNames, type Names, namesNotExcepted, nearestStatement, policyOf, titleOf } from './explain.ts';
import { OF_DELETED } from './layers/considered.ts';
import type { Denied, Layer } from './terms/decision.ts';

/**
 * Says in one sentence, without a full stop, what would allow a denied permission. Each layer has its own remedy. If the
 * caller's own policies lack an allow as well, the remedy names both sides.
 *
 * Source: Amazon S3 user guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3"; AWS Knowledge Center, "How do
 * I troubleshoot Access Denied errors when IAM users from another AWS account try to access my Amazon S3 bucket?".
 *
 * @example `allow kms:Decrypt to the reader user in the key policy of the data key`
 */
export function remedy(denied: Denied, names: Names = () => undefined): string {
  const { action } = denied.permission;
  const sentence =
    denied.principal?.type === 'Anonymous' && !action.startsWith('s3:')
      ? `sign the request: ${action} takes no anonymous callers`
      : denied.statement === undefined
        ? (enablingAbac(denied) ?? REMEDIES[denied.layer](denied, identityOf(denied.principal, names)))
        : withoutDeny(denied, denied.statement);
  return inNames(`${sentence}${afterDeletion(denied)}`, names, denied.permission.resource);
}

/** The remedy if the bucket's tags would be what the nearest Allow tests, and do not count; undefined for another denial. */
function enablingAbac(denied: Denied): string | undefined {
  if (nearestStatement(denied)?.mismatch?.needsAbac !== true) return undefined;
  return 'enable ABAC for the bucket with PutBucketAbac, so that its tags count in policies';
}

/** The name of a caller as policies name it: that of its role for a session. */
function identityOf(principal: Principal | undefined, names: Names): string {
  if (principal === undefined) return 'the caller';
  if (principal.type === 'Anonymous') return 'an anonymous caller';
  if (principal.type === 'FederatedUser') return principal.user.arn;
  return principal.type === 'AssumedRole' ? (names(principal.arn) ?? principal.roleArn) : nameOf(principal);
}

type Remedy = (denied: Denied, caller: string) => string;

const REMEDIES: Readonly<Record<Layer, Remedy>> = {
  identity: (denied, caller) => `allow ${what(denied)} in an identity policy of ${caller}`,
  resource: (denied, caller) => {
    const { principal, permission } = denied;
    const allowed = `allow ${permission.action} to ${caller} in ${resourcePolicyOf(denied)}`;
    return principal?.type === 'Anonymous'
      ? `sign the request as a principal that may do so, or ${allowed}`
      : `${allowed}${ownSide(denied, caller)}`;
  },
  'key policy': (denied, caller) => {
    const allowed = `allow ${denied.permission.action} to ${caller} in ${policyOf(denied)}${ownSide(denied, caller)}`;
    return isThroughService(denied)
      ? `${allowed}; if AWS manages the key, encrypt under a customer managed key, since this policy cannot be changed`
      : allowed;
  },
  'trust policy': (denied, caller) => {
    const { action } = denied.permission;
    if (denied.principal?.type === 'Root') return `call ${action} as a user or a role: a root user cannot`;
    return `allow ${action} to ${caller} in ${policyOf(denied)}${ownSide(denied, caller)}`;
  },
  boundary: (denied) =>
    `allow ${what(denied)} in ${policyOf(denied)} too: a boundary limits all other allows`,
  session: (denied) => `allow ${what(denied)} in ${policyOf(denied)} too, or ask for a session without it`,
  scp: (denied) => `allow ${what(denied)} in a service control policy of ${denied.target ?? 'each level'}`,
  rcp: (denied) => `allow ${what(denied)} in a resource control policy`,
  'endpoint policy': (denied, caller) =>
    `allow ${what(denied)} to ${caller} in the policy of the VPC endpoint, or send the request another way`,
  grant: ({ permission: { action, resource } }) =>
    `ask as the retiring principal of a grant on ${resource}, or as a grantee whose grant allows ${action}`,
  acl: ({ principal, permission: { resource, resourceAccount } }, caller) => {
    const account = principal && accountOf(principal);
    const isOfBucketsOwner = account === resourceAccount;
    const grantee = account === undefined ? caller : `account ${account}`;
    const set = isOfBucketsOwner
      ? 'set the ACL bucket-owner-full-control'
      : `grant it to ${grantee} in its ACL`;
    return `have the owner of ${resource} ${set}, or set the bucket's Object Ownership to BucketOwnerEnforced`;
  },
  'block public access': ({ setting, settingOf, permission: { resource } }) =>
    setting === undefined || setting === 'RestrictPublicBuckets'
      ? `name the accounts or principals in the ${resource.includes(':accesspoint/') ? 'access point' : 'bucket'} policy, so that it is not public, or turn RestrictPublicBuckets off`
      : `name accounts or principals instead of every caller, or turn ${setting} off${settingOf === undefined ? '' : ` for ${settingOf}`}`,
  'cross-account operation': ({ permission: { resourceAccount } }) =>
    `ask as a principal of account ${resourceAccount}`,
};

/** The permission that is missing: `s3:GetObject on "report.csv"`. */
function what({ permission: { action, resource } }: Denied): string {
  return resource === '*' ? action : `${action} on ${resource}`;
}

/** The resource policy that has to allow, or the kind of it if the resource has none yet. */
function resourcePolicyOf(denied: Denied): string {
  const exists = denied.considered.some(({ statement }) => statement.layer === 'resource');
  if (exists) return withBucketsArn(policyOf(denied), denied);
  return denied.permission.action.startsWith('s3:') ? 'a bucket policy' : 'a resource policy';
}

/** A policy that is called by its bucket's name, called by the bucket's ARN, for which callers may have a name. */
function withBucketsArn(policy: string, { permission: { resource } }: Denied): string {
  const [arn = ''] = resource.split('/');
  return policy === `the bucket policy of ${arn.split(':').at(-1)}` ? `the bucket policy of ${arn}` : policy;
}

/** The other half of a remedy, if the caller is of another account and its own policies do not allow either. */
function ownSide({ considered, crossAccount, principal }: Denied, caller: string): string {
  if (!crossAccount || principal?.type === 'Root') return '';
  const allows = considered.some(
    ({ statement, mismatch }) =>
      statement.layer === 'identity' && statement.effect === 'Allow' && mismatch === undefined,
  );
  return allows ? '' : `, and in an identity policy of ${caller}`;
}

/** A reminder of an allow that names a deleted role or user; an empty text if there is none. */
function afterDeletion({ considered, explicit }: Denied): string {
  if (explicit) return '';
  const stale = considered.find(
    ({ statement, mismatch }) =>
      statement.effect === 'Allow' && mismatch?.detail.includes(OF_DELETED) === true,
  );
  if (stale === undefined) return '';
  const { statement } = stale;
  return `; ${titleOf(statement)} of ${statement.policy} names a deleted principal: if the caller replaces it, save that policy again with its ARN`;
}

/** True if a statement reads as AWS writes it in the policy of a key that AWS manages. */
function isThroughService({ considered }: Denied): boolean {
  return considered.some(
    ({ statement: { layer, sid } }) => layer === 'key policy' && sid?.startsWith(AWS_MANAGED) === true,
  );
}

const AWS_MANAGED = 'Allow access through ';

/** The remedy for an explicit deny: no allow overrides it. */
function withoutDeny(denied: Denied, statement: NonNullable<Denied['statement']>): string {
  const named = `${titleOf(statement)} of ${withBucketsArn(statement.policy, denied)}`;
  const missing = namesNotExcepted(denied.principal, statement).map(asPrincipal(denied.principal));
  if (missing.length > 0) return `add ${missing.join(' and ')} to NotPrincipal in ${named}`;
  const conditions = statement.conditions ?? [];
  const other =
    conditions.length === 0
      ? ''
      : `, or send a request to which ${conditionsOf(conditions.length)} not apply`;
  return `narrow or remove ${named}, since no allow overrides a Deny${other}`;
}

function conditionsOf(count: number): string {
  return count === 1 ? 'its condition does' : 'its conditions do';
}

/** The account of a principal as policies name it. */
function asPrincipal(principal: Principal | undefined) {
  return (name: string) => (/^\d{12}$/.test(name) ? `arn:${partitionOf(principal)}:iam::${name}:root` : name);
}

function partitionOf(principal: Principal | undefined): string {
  return principal !== undefined && 'arn' in principal ? (principal.arn.split(':')[1] ?? 'aws') : 'aws';
}
