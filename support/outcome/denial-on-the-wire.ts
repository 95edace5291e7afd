import type { Layer } from '../authorization/terms/decision.ts';
import type { Service } from '../aws/operations.ts';
import type { ExpectedDenial } from './denial.ts';

/** What a refused request looks like to its client. */
export interface DenialOnTheWire {
  readonly code: string;
  readonly status: number;
  readonly message: RegExp;
}

/** What shapes the answer besides the reason. */
export interface DenialCircumstances {
  readonly denial: ExpectedDenial;
  /** The service that was called; S3 passes KMS's refusals on. */
  readonly service: Service;
  /** As messages name the caller; undefined for anonymous callers and services. */
  readonly callerArn?: string | undefined;
  /** The caller belongs to another account than the resource. */
  readonly crossAccount: boolean;
  /** Both belong to the same organization. */
  readonly sameOrganization?: boolean;
  readonly resource: string;
}

/** What AWS says of a key of another account, whatever is wrong with it, so that nobody learns whether it exists. */
const FOREIGN_KEY =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

/** How messages name a kind of policy. */
const POLICY_KINDS: Readonly<Record<Layer, string>> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  'key policy': 'resource-based policy',
  'trust policy': 'resource-based policy',
  grant: 'resource-based policy',
  'cross-account operation': 'resource-based policy',
  'block public access': 'resource-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'endpoint policy': 'VPC endpoint policy',
};

/**
 * The answer that AWS gives for a refusal: code, HTTP status and the whole message.
 *
 * Written from AWS's pages "Troubleshoot access denied (403 Forbidden) errors in Amazon S3" and "Troubleshoot access denied
 * error messages" (IAM), not from what the gateway says, so that the two check each other.
 */
export function denialOnTheWire(circumstances: DenialCircumstances): DenialOnTheWire {
  const { service } = circumstances;
  const message = new RegExp(`^${messagePattern(circumstances)}$`);
  if (service === 'kms' || service === 'secretsmanager' || service === 'dynamodb')
    return { code: 'AccessDeniedException', status: 400, message };
  return { code: 'AccessDenied', status: 403, message };
}

function messagePattern(circumstances: DenialCircumstances): string {
  const { denial, service, callerArn, resource } = circumstances;
  const outside = circumstances.crossAccount && !circumstances.sameOrganization;
  const subject = `User: ${literal(callerArn ?? '')} is not authorized to perform: ${literal(denial.action)} on `;
  if (service === 'sts') return callerArn === undefined ? '.*' : `${subject}resource: ${literal(resource)}`;
  // Secrets Manager says the same whatever KMS refuses.
  if (service === 'secretsmanager' && denial.action.startsWith('kms:')) return 'Access to KMS is not allowed';
  if (denial.action.startsWith('kms:')) {
    const reason = subject + kmsReason(circumstances);
    return service === 'dynamodb' ? withinDynamodb('KMS key access denied error', reason) : reason;
  }
  // S3 tells only callers of the bucket owner's own account, or organization, why.
  if (service === 's3' && (callerArn === undefined || outside)) return 'Access Denied';
  const quoted = service === 's3' ? `"${literal(resource)}"` : literal(resource);
  return `${subject}resource: ${quoted} ${literal(suffix(denial))}`;
}

/** A pattern of what DynamoDB makes of KMS's refusal of access: KMS's client has no exception of its own for it. */
function withinDynamodb(words: string, reason: string): string {
  const details =
    '\\(Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: [0-9a-f-]{36}; Proxy: null\\)';
  return `${words}: com\\.amazonaws\\.services\\.kms\\.model\\.AWSKMSException: ${reason} ${details}`;
}

/** What stands on the side of a key's owner: other accounts learn nothing of it. */
const OF_THE_OWNER: Readonly<Record<Layer, boolean>> = {
  'key policy': true,
  grant: true,
  rcp: true,
  'cross-account operation': true,
  identity: false,
  boundary: false,
  session: false,
  resource: false,
  'trust policy': false,
  scp: false,
  'endpoint policy': false,
  'block public access': false,
};

function kmsReason({ denial, service, crossAccount, resource }: DenialCircumstances): string {
  // Decrypt is asked of a ciphertext, so that no key need be named; the owner of the key may be told which it is.
  const unnamed =
    denial.action === 'kms:Decrypt'
      ? '(?:the resource associated with this ciphertext|this resource)'
      : 'this resource';
  const foreign = crossAccount && OF_THE_OWNER[denial.layer];
  const named = `(?:resource: ${literal(resource)}|${unnamed})`;
  const neverNamed = foreign || (service === 's3' && !namedThroughS3(denial));
  return `${neverNamed ? unnamed : named} ${literal(foreign ? FOREIGN_KEY : suffix(denial))}`;
}

/** Reports of 2025 and 2026 show the key where no identity-based policy allows GenerateDataKey. */
function namedThroughS3({ layer, explicit, action }: ExpectedDenial): boolean {
  if (layer === 'key policy') return true;
  return layer === 'identity' && !explicit && action === 'kms:GenerateDataKey';
}

function suffix({ layer, explicit, action }: ExpectedDenial): string {
  if (layer === 'block public access' && action === 's3:PutBucketPolicy') {
    return 'because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.';
  }
  const kind = POLICY_KINDS[layer];
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  return explicit
    ? `with an explicit deny in ${article} ${kind}`
    : `because no ${kind} allows the ${action} action`;
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
