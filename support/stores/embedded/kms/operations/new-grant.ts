import { type GrantConstraints, GrantOperation } from '@aws-sdk/client-kms';
import { kmsError } from '../../../../aws/kms-error.ts';
import type { Input } from '../../../../aws/operations.ts';
import { check, lengthBetween, matching, oneOf, present } from '../../shared/constraints.ts';
import type { NewGrant } from '../grant.ts';
import type { KmsKey } from '../kms-state.ts';
import { grantOperationsOf } from './grantable-operations.ts';

const operationNames: readonly string[] = Object.values(GrantOperation);

/**
 * Users, roles, sessions of roles, federated users and the root of an account; no groups, no bare account ids. Users and
 * roles come here by the unique ids that grants keep.
 */
const principalArn =
  /^A(IDA|ROA)[A-Z0-9]+$|^arn:aws[a-z-]*:(iam::\d{12}:(root|user\/.+|role\/.+)|sts::\d{12}:(assumed-role\/[^/]+\/.+|federated-user\/.+))$/;

/**
 * The new grant that a request describes, in the form that tells a retry.
 *
 * Throws ValidationException, and InvalidArnException for a principal that cannot be one of a grant. That the
 * principals exist is checked before. Source: AWS KMS API reference, CreateGrant and GrantConstraints.
 */
export function newGrant(input: Input<'kms', 'CreateGrant'>, key: KmsKey, issuingAccount: string): NewGrant {
  const operations = present('operations', input.Operations);
  checkMembers(input, operations);
  checkPrincipals(input);
  const constraints = constraintsOf(input.Constraints);
  const unsupported = operations.filter((operation) => !grantOperationsOf(key).includes(operation));
  if (unsupported.length > 0) {
    throw invalid(
      `The operations ${unsupported.join(', ')} are not supported on a key of the spec ${key.spec}.`,
    );
  }
  if (key.spec !== 'SYMMETRIC_DEFAULT' && onContext(constraints)) {
    throw invalid('Encryption context constraints are supported on symmetric encryption keys only.');
  }
  return {
    keyArn: key.arn,
    name: input.Name,
    granteePrincipal: input.GranteePrincipal,
    granteeServicePrincipal: input.GranteeServicePrincipal,
    retiringPrincipal: input.RetiringPrincipal,
    retiringServicePrincipal: input.RetiringServicePrincipal,
    operations: [...new Set(operations)].sort(),
    constraints,
    issuingAccount,
  };
}

function checkMembers(input: Input<'kms', 'CreateGrant'>, operations: readonly string[]): void {
  const { GranteePrincipal, GranteeServicePrincipal, RetiringPrincipal, RetiringServicePrincipal, Name } =
    input;
  if (GranteePrincipal === undefined && GranteeServicePrincipal === undefined) {
    present('granteePrincipal', GranteePrincipal);
  }
  check(
    ...principalChecks('granteePrincipal', GranteePrincipal),
    ...principalChecks('granteeServicePrincipal', GranteeServicePrincipal),
    ...principalChecks('retiringPrincipal', RetiringPrincipal),
    ...principalChecks('retiringServicePrincipal', RetiringServicePrincipal),
    operations.length === 0
      ? "Value '[]' at 'operations' failed to satisfy constraint: Member must have length greater than or equal to 1"
      : undefined,
    ...operations.map((operation) => oneOf('operations', operation, operationNames)),
    lengthBetween('name', Name, [1, 256]),
    matching('name', Name, /^[a-zA-Z0-9:/_-]+$/),
  );
}

function principalChecks(member: string, value: string | undefined) {
  return [lengthBetween(member, value, [1, 256]), matching(member, value, /^[\w+=,.@:/-]+$/)];
}

function checkPrincipals(input: Input<'kms', 'CreateGrant'>): void {
  const { GranteePrincipal, GranteeServicePrincipal, RetiringPrincipal, RetiringServicePrincipal } = input;
  if (GranteePrincipal !== undefined && GranteeServicePrincipal !== undefined) {
    throw invalid('Specify either GranteePrincipal or GranteeServicePrincipal, but not both.');
  }
  if (RetiringPrincipal !== undefined && RetiringServicePrincipal !== undefined) {
    throw invalid('Specify either RetiringPrincipal or RetiringServicePrincipal, but not both.');
  }
  for (const arn of [GranteePrincipal, RetiringPrincipal]) {
    if (arn !== undefined && !principalArn.test(arn)) {
      throw kmsError('InvalidArnException', `ARN does not refer to a valid principal: ${arn}`);
    }
  }
  if (GranteeServicePrincipal === undefined) return;
  if (
    input.Constraints?.SourceArn === undefined ||
    (RetiringPrincipal ?? RetiringServicePrincipal) === undefined
  ) {
    throw invalid('A GranteeServicePrincipal needs a SourceArn constraint and a retiring principal.');
  }
}

/**
 * Undefined where there is nothing in it. "You can specify only one type of encryption context. An empty map is treated
 * as not specified" (IAM Access Analyzer API reference, KmsGrantConstraints).
 */
function constraintsOf(constraints: GrantConstraints | undefined): GrantConstraints | undefined {
  const { SourceArn } = constraints ?? {};
  const equals = unlessEmpty(constraints?.EncryptionContextEquals);
  const subset = unlessEmpty(constraints?.EncryptionContextSubset);
  if (equals !== undefined && subset !== undefined) {
    throw invalid('Specify either EncryptionContextEquals or EncryptionContextSubset, but not both.');
  }
  const pairs = Object.entries(equals ?? subset ?? {});
  if (pairs.length > 8) throw invalid('An encryption context constraint can have up to 8 pairs.');
  if (pairs.some(([, value]) => value.length > 384)) {
    throw invalid('A value in an encryption context constraint can have up to 384 characters.');
  }
  if (pairs.length === 0 && SourceArn === undefined) return undefined;
  return {
    ...(equals && { EncryptionContextEquals: equals }),
    ...(subset && { EncryptionContextSubset: subset }),
    ...(SourceArn !== undefined && { SourceArn }),
  };
}

function unlessEmpty(pairs: Record<string, string> | undefined): Record<string, string> | undefined {
  return pairs === undefined || Object.keys(pairs).length === 0 ? undefined : pairs;
}

function onContext(constraints: GrantConstraints | undefined): boolean {
  return (
    constraints?.EncryptionContextEquals !== undefined || constraints?.EncryptionContextSubset !== undefined
  );
}

function invalid(message: string): Error {
  return kmsError('ValidationException', message);
}
