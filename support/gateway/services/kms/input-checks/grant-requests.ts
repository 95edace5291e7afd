import type { GrantConstraints } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import type { Input } from '../../../../aws/operations.ts';
import type { InputChecks } from './input-check.ts';

type CreateGrantInput = Input<'kms', 'CreateGrant'>;

/**
 * The checks of requests about grants.
 * Source: AWS KMS API reference, CreateGrant, GrantConstraints, ListRetirableGrants and RetireGrant.
 */
export const grantChecks = {
  CreateGrant(input) {
    if (input.Operations?.length === 0)
      throw invalid(
        "1 validation error detected: Value '[]' at 'operations' failed to satisfy constraint: Member must have length greater than or equal to 1",
      );
    checkPrincipals(input);
    checkConstraints(input.Constraints);
  },
  ListRetirableGrants({ RetiringPrincipal, RetiringServicePrincipal }) {
    if (RetiringPrincipal === undefined && RetiringServicePrincipal === undefined)
      throw missing('retiringPrincipal');
  },
  RetireGrant({ GrantToken, KeyId, GrantId }) {
    if (GrantToken !== undefined) {
      if (KeyId === undefined && GrantId === undefined) return;
      throw invalid('Specify either a grant token, or a key and a grant ID, but not both.');
    }
    if (GrantId === undefined) throw missing('grantId');
    if (KeyId === undefined) throw missing('keyId');
  },
} satisfies InputChecks;

/**
 * Users, roles, sessions of roles, federated users and the root of an account; no groups, no bare account ids. Grants keep
 * the unique ids of deleted users and roles.
 */
const principalArn =
  /^A(IDA|ROA)[A-Z0-9]+$|^arn:aws[a-z-]*:(iam::\d{12}:(root|user\/.+|role\/.+)|sts::\d{12}:(assumed-role\/[^/]+\/.+|federated-user\/.+))$/;

function checkPrincipals(input: CreateGrantInput): void {
  const { GranteePrincipal, GranteeServicePrincipal, RetiringPrincipal, RetiringServicePrincipal } = input;
  if (GranteePrincipal === undefined && GranteeServicePrincipal === undefined)
    throw missing('granteePrincipal');
  if (GranteePrincipal !== undefined && GranteeServicePrincipal !== undefined)
    throw invalid('Specify either GranteePrincipal or GranteeServicePrincipal, but not both.');
  if (RetiringPrincipal !== undefined && RetiringServicePrincipal !== undefined)
    throw invalid('Specify either RetiringPrincipal or RetiringServicePrincipal, but not both.');
  for (const arn of [GranteePrincipal, RetiringPrincipal]) {
    if (arn !== undefined && !principalArn.test(arn))
      throw kmsError('InvalidArnException', `ARN does not refer to a valid principal: ${arn}`);
  }
  const retires = (RetiringPrincipal ?? RetiringServicePrincipal) !== undefined;
  if (GranteeServicePrincipal === undefined || (input.Constraints?.SourceArn !== undefined && retires))
    return;
  throw invalid('A GranteeServicePrincipal needs a SourceArn constraint and a retiring principal.');
}

/**
 * "You can specify only one type of encryption context. An empty map is treated as not specified" (IAM Access Analyzer
 * API reference, KmsGrantConstraints).
 */
function checkConstraints(constraints: GrantConstraints = {}): void {
  const equals = Object.entries(constraints.EncryptionContextEquals ?? {});
  const subset = Object.entries(constraints.EncryptionContextSubset ?? {});
  if (equals.length > 0 && subset.length > 0)
    throw invalid('Specify either EncryptionContextEquals or EncryptionContextSubset, but not both.');
  const pairs = [...equals, ...subset];
  if (pairs.length > 8) throw invalid('An encryption context constraint can have up to 8 pairs.');
  if (pairs.some(([, value]) => value.length > 384))
    throw invalid('A value in an encryption context constraint can have up to 384 characters.');
}

function invalid(message: string): Error {
  return kmsError('ValidationException', message);
}

function missing(member: string): Error {
  return invalid(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}
