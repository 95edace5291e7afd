import type { Denied, Layer } from '../authorization/decision.ts';
import { ALL_BUCKETS } from '../authorization/permissions/s3-resources.ts';
import { AwsError } from '../aws/aws-error.ts';
import { accountOf, nameOf, type Principal } from '../aws/principal.ts';
import type { Surface } from './plan/check.ts';
import { dynamodbRefusal } from './services/dynamodb/dynamodb-refusal.ts';
import { checksumsUndecided } from './services/s3/checksums-undecided.ts';
import { accessToKms } from './services/secretsmanager/secret-key.ts';
import type { KnownSurroundings } from './surroundings/surroundings.ts';

/** Who was refused, and who is related to whom. */
export interface Refused {
  readonly principal: Principal;
  readonly surroundings: KnownSurroundings;
  /** The resource as the request has it, where refusals name it so. */
  readonly said?: string | undefined;
}

/**
 * A refusal as AWS words it: code, status and text by the service asked, by who owns the resource and by which kind
 * of policy refused.
 *
 * Source: Amazon S3 user guide, "Troubleshoot access denied (403 Forbidden) errors"; IAM user guide, "Troubleshoot
 * access denied error messages"; AWS KMS developer guide, "Troubleshooting key access".
 */
export function denialError(denied: Denied, refused: Refused, surface: Surface): AwsError {
  const { principal } = refused;
  switch (surface) {
    case 's3':
      return accessDenied(s3Message(denied, refused));
    case 'kms through s3':
      return accessDenied(`${subject(denied, principal)} ${kmsThroughS3(denied)}`);
    case 'kms undocumented for s3':
      return checksumsUndecided();
    case 'kms':
      return new AwsError(
        'AccessDeniedException',
        400,
        `${subject(denied, principal)} ${kmsMessage(denied)}`,
      );
    case 'iam':
      return accessDenied(
        `${subject(denied, principal)} on resource: ${denied.permission.resource} ${because(denied)}`,
      );
    case 'dynamodb':
    case 'kms through dynamodb':
    case 'kms documented for dynamodb':
      return dynamodbRefusal(surface, `${subject(denied, principal)} ${dynamodbMessage(denied)}`);
    case 'sts':
      return accessDenied(`${subject(denied, principal)} on resource: ${denied.permission.resource}`);
    case 'secretsmanager':
      return new AwsError('AccessDeniedException', 400, secretsMessage(denied, refused));
    case 'kms through secretsmanager':
      return accessToKms();
    case 'kms for older versions':
      return new AwsError(
        'NotImplemented',
        501,
        'keyhole does not implement changing the key of a secret without its versions.',
      );
  }
}

function accessDenied(message: string): AwsError {
  return new AwsError('AccessDenied', 403, message);
}

function subject({ permission }: Denied, principal: Principal): string {
  return `User: ${nameOf(principal)} is not authorized to perform: ${permission.action}`;
}

/** S3 gives its reason within the account and the organisation: to others, and to nobody, no more than the code. */
function s3Message(denied: Denied, { principal, surroundings }: Refused): string {
  if (principal.type === 'Anonymous') return 'Access Denied';
  if (denied.crossAccount) {
    const related = surroundings.related(accountOf(principal), denied.permission.resourceAccount);
    if (!related || denied.layer === 'endpoint policy') return 'Access Denied';
  }
  const { resource } = denied.permission;
  // The refusal of ListBuckets names no resource.
  const on = resource === ALL_BUCKETS ? '' : ` on resource: "${resource}"`;
  return `${subject(denied, principal)}${on} ${because(denied)}`;
}

const foreignKey =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

/** Secrets Manager names a secret as the request does, and nothing where the request names none. */
function secretsMessage(denied: Denied, { principal, said }: Refused): string {
  const resource = said === undefined ? '' : ` on resource: ${said}`;
  return `${subject(denied, principal)}${resource} ${because(denied)}`;
}

function kmsMessage(denied: Denied): string {
  if (hidesKey(denied)) return `on this resource ${foreignKey}`;
  return `on resource: ${denied.permission.resource} ${because(denied)}`;
}

/** S3 does not name the key: it says "this resource", and for reading "the resource associated with this ciphertext". */
function kmsThroughS3(denied: Denied): string {
  const reads = denied.permission.action === 'kms:Decrypt';
  const resource = reads ? 'on the resource associated with this ciphertext' : 'on this resource';
  if (hidesKey(denied)) return `${resource} ${foreignKey}`;
  if (denied.layer === 'key policy' && !denied.explicit) {
    return `on resource: ${denied.permission.resource} ${because(denied)}`;
  }
  return `${resource} ${because(denied)}`;
}

/** To decrypt the table key, DynamoDB gives KMS a ciphertext, as S3 does. */
function dynamodbMessage(denied: Denied): string {
  const { action, resource } = denied.permission;
  if (!action.startsWith('kms:')) return `on resource: ${resource} ${because(denied)}`;
  return action === 'kms:Decrypt' ? kmsThroughS3(denied) : kmsMessage(denied);
}

/**
 * KMS does not tell another account whether a key exists, whatever the key's owner lacks or denies. Once the owner's side
 * allows, the caller is told what its own side lacks: both sides of a request across accounts are judged by themselves.
 *
 * Differs: AWS does not say which side it reports where both fall short; here that is the owner's.
 */
function hidesKey({ crossAccount, layer }: Denied): boolean {
  return crossAccount && ownersLayers.has(layer);
}

/** Policies and grants of whoever owns the key. */
const ownersLayers: ReadonlySet<Layer> = new Set<Layer>([
  'key policy',
  'grant',
  'rcp',
  'cross-account operation',
]);

const policyKinds: Readonly<Record<Layer, string>> = {
  scp: 'a service control policy',
  rcp: 'a resource control policy',
  'endpoint policy': 'a VPC endpoint policy',
  identity: 'an identity-based policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  resource: 'a resource-based policy',
  'key policy': 'a resource-based policy',
  'trust policy': 'a resource-based policy',
  grant: 'a resource-based policy',
  'block public access': 'a resource-based policy',
  'cross-account operation': 'a resource-based policy',
};

function because({ layer, explicit, permission }: Denied): string {
  if (layer === 'block public access' && permission.action === 's3:PutBucketPolicy') {
    return 'because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.';
  }
  const kind = policyKinds[layer];
  if (explicit) return `with an explicit deny in ${kind}`;
  return `because no ${kind.replace(/^an? /, '')} allows the ${permission.action} action`;
}
