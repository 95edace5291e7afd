import type { GrantConstraints } from '@aws-sdk/client-kms';
import type { Input } from '../../../../aws/operations.ts';
import { present } from '../../shared/constraints.ts';
import type { NewGrant } from '../grant.ts';
import type { KmsKey } from '../kms-state.ts';

/** The new grant that a request describes, in a form by which a retry is recognized. */
export function newGrant(input: Input<'kms', 'CreateGrant'>, key: KmsKey, issuingAccount: string): NewGrant {
  return {
    keyArn: key.arn,
    name: input.Name,
    granteePrincipal: input.GranteePrincipal,
    granteeServicePrincipal: input.GranteeServicePrincipal,
    retiringPrincipal: input.RetiringPrincipal,
    retiringServicePrincipal: input.RetiringServicePrincipal,
    operations: [...new Set(present('operations', input.Operations))].sort(),
    constraints: constraintsOf(input.Constraints),
    issuingAccount,
  };
}

/**
 * The constraints of a grant; undefined if they are empty. "An empty map is treated as not specified" (IAM
 * Access Analyzer API reference, KmsGrantConstraints).
 */
function constraintsOf(constraints: GrantConstraints | undefined): GrantConstraints | undefined {
  const { SourceArn } = constraints ?? {};
  const equals = unlessEmpty(constraints?.EncryptionContextEquals);
  const subset = unlessEmpty(constraints?.EncryptionContextSubset);
  if (equals === undefined && subset === undefined && SourceArn === undefined) return undefined;
  return {
    ...(equals && { EncryptionContextEquals: equals }),
    ...(subset && { EncryptionContextSubset: subset }),
    ...(SourceArn !== undefined && { SourceArn }),
  };
}

function unlessEmpty(pairs: Record<string, string> | undefined): Record<string, string> | undefined {
  return pairs === undefined || Object.keys(pairs).length === 0 ? undefined : pairs;
}
