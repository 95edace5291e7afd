import type { Layer } from '../authorization/terms/decision.ts';
import type { Service } from '../aws/operations.ts';
import type { ExpectedDenial } from './denial.ts';

/** The answer to a denied request, as its client sees it. */
export interface DenialOnTheWire {
  readonly code: string;
  readonly status: number;
  readonly message: RegExp;
}

/** The circumstances that determine the answer to a denied request. */
export interface DenialCircumstances {
  readonly denial: ExpectedDenial;
  /** The service that was called; S3 passes KMS's denials on. */
  readonly service: Service;
  /** The ARN of the caller in messages; undefined for anonymous callers and services. */
  readonly callerArn?: string | undefined;
  /** True if the caller belongs to another account than the resource. */
  readonly crossAccount: boolean;
  /** True if both belong to the same organization. */
  readonly sameOrganization?: boolean;
  readonly resource: string;
}

/**
 * AWS's words about a key of another account. They are the same for every cause, so that a caller does not learn
 * whether the key exists.
 */
const FOREIGN_KEY =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

/** The services whose protocol answers a denial with 400. */
const IN_JSON: ReadonlySet<Service> = new Set<Service>([
  'kms',
  'secretsmanager',
  'dynamodb',
  'organizations',
]);

/** S3's words for an operation that it performs for the bucket's own account alone. */
const NOT_ALLOWED = /^The specified method is not allowed against this resource\.$/;

/** The names of policies in messages, by layer. */
const POLICY_KINDS: Readonly<Record<Layer, string>> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  'key policy': 'resource-based policy',
  'trust policy': 'resource-based policy',
  grant: 'resource-based policy',
  acl: 'resource-based policy',
  'cross-account operation': 'resource-based policy',
  'block public access': 'resource-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'endpoint policy': 'VPC endpoint policy',
};

/**
 * AWS's answer to a denied request: code, HTTP status and the whole message.
 *
 * It is written from AWS's pages "Troubleshoot access denied (403 Forbidden) errors in Amazon S3" and "Troubleshoot
 * access denied error messages" (IAM). It does not come from the gateway, so that the two check each other.
 */
export function denialOnTheWire(circumstances: DenialCircumstances): DenialOnTheWire {
  const { service } = circumstances;
  const message = new RegExp(`^${messagePattern(circumstances)}$`);
  if (IN_JSON.has(service)) return { code: 'AccessDeniedException', status: 400, message };
  const { layer, action } = circumstances.denial;
  if (layer === 'cross-account operation' && action.startsWith('s3:'))
    return { code: 'MethodNotAllowed', status: 405, message: NOT_ALLOWED };
  return { code: 'AccessDenied', status: 403, message };
}

function messagePattern(circumstances: DenialCircumstances): string {
  const { denial, service, callerArn, resource } = circumstances;
  const outside = circumstances.crossAccount && !circumstances.sameOrganization;
  const subject = `User: ${literal(callerArn ?? '')} is not authorized to perform: ${literal(denial.action)} on `;
  if (service === 'sts') return callerArn === undefined ? '.*' : `${subject}resource: ${literal(resource)}`;
  // Secrets Manager's message is the same for every denial of KMS.
  if (service === 'secretsmanager' && denial.action.startsWith('kms:')) return 'Access to KMS is not allowed';
  if (denial.action.startsWith('kms:')) {
    const message = subject + kmsReason(circumstances);
    return service === 'dynamodb' ? withinDynamodb('KMS key access denied error', message) : message;
  }
  // S3 gives the reason only to callers of the bucket owner's account or organization.
  if (service === 's3' && (callerArn === undefined || outside)) return 'Access Denied';
  const quoted = service === 's3' ? `"${literal(resource)}"` : literal(resource);
  return `${subject}resource: ${quoted} ${reason(denial)}`;
}

/** A pattern for DynamoDB's message about a denial of KMS; KMS's client has no exception of its own for it. */
function withinDynamodb(words: string, reason: string): string {
  const details =
    '\\(Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: [0-9a-f-]{36}; Proxy: null\\)';
  return `${words}: com\\.amazonaws\\.services\\.kms\\.model\\.AWSKMSException: ${reason} ${details}`;
}

/** True for layers on the side of the key's owner, which other accounts learn nothing about. */
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
  acl: false,
  scp: false,
  'endpoint policy': false,
  'block public access': false,
};

function kmsReason({ denial, service, crossAccount, resource }: DenialCircumstances): string {
  // A request to Decrypt need not name a key. The message may name it to callers of the owner's account.
  const unnamed =
    denial.action === 'kms:Decrypt'
      ? '(?:the resource associated with this ciphertext|this resource)'
      : 'this resource';
  const foreign = crossAccount && OF_THE_OWNER[denial.layer];
  const named = `(?:resource: ${literal(resource)}|${unnamed})`;
  const neverNamed = foreign || (service === 's3' && !namedThroughS3(denial));
  return `${neverNamed ? unnamed : named} ${foreign ? literal(FOREIGN_KEY) : reason(denial)}`;
}

/**
 * True if S3 passes on the key's name. Reports of 2025 and 2026 show it if no identity-based policy allows
 * GenerateDataKey.
 */
function namedThroughS3({ layer, explicit, action }: ExpectedDenial): boolean {
  if (layer === 'key policy') return true;
  return layer === 'identity' && !explicit && action === 'kms:GenerateDataKey';
}

/** A policy that denies may be named by its ARN, if it has one: managed policies and those of organizations do. */
function reason(denial: ExpectedDenial): string {
  const words = literal(suffix(denial));
  const named = denial.layer === 'scp' || denial.layer === 'rcp' ? 'organizations' : 'iam';
  const canBeNamed = named === 'organizations' || denial.layer === 'identity' || denial.layer === 'boundary';
  return denial.explicit && canBeNamed ? `${words}(?:: arn:aws[a-z-]*:${named}::\\S+:policy/\\S+)?` : words;
}

function suffix({ layer, explicit, action }: ExpectedDenial): string {
  if (layer === 'block public access' && action === 's3:PutBucketPolicy') {
    return 'because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.';
  }
  if (layer === 'block public access' && /^s3:Put(?:Object|Bucket)Acl$/.test(action))
    return 'because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.';
  const kind = POLICY_KINDS[layer];
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  return explicit
    ? `with an explicit deny in ${article} ${kind}`
    : `because no ${kind} allows the ${action} action`;
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
