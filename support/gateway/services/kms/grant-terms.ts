import type { GrantConstraints as KmsGrantConstraints } from '@aws-sdk/client-kms';
import type { EncryptionContext, GrantConstraints, GrantTerms } from '../../../authorization/terms/grant.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { Input, Operation } from '../../../aws/operations.ts';

/** The subject of a KMS permission besides its key and condition keys. */
type Matter = Pick<Permission, 'encryptionContext' | 'newGrant' | 'retiredGrant'>;

/**
 * The members of a direct call that matter to grants. They are the encryption context (ReEncrypt has two) and
 * the grant to be created or retired.
 */
export function grantMatter(operation: Operation<'kms'>, input: object, action: string): Matter {
  // The operation says which of KMS's inputs this is.
  switch (operation) {
    case 'CreateGrant':
      return { newGrant: termsOf(input as Input<'kms', 'CreateGrant'>) };
    case 'RetireGrant':
      return { retiredGrant: (input as Input<'kms', 'RetireGrant'>).GrantId };
    case 'ReEncrypt': {
      const { SourceEncryptionContext, DestinationEncryptionContext } = input as Input<'kms', 'ReEncrypt'>;
      const from = action === 'kms:ReEncryptFrom';
      return { encryptionContext: from ? SourceEncryptionContext : DestinationEncryptionContext };
    }
    default:
      return 'EncryptionContext' in input
        ? { encryptionContext: (input as Input<'kms', 'Encrypt'>).EncryptionContext }
        : {};
  }
}

/**
 * Grant constraints as the engine takes them: "An empty map is treated as not specified" (IAM Access Analyzer API
 * reference, KmsGrantConstraints).
 */
export function grantConstraints(constraints: KmsGrantConstraints | undefined): GrantConstraints {
  return {
    encryptionContextEquals: unlessEmpty(constraints?.EncryptionContextEquals),
    encryptionContextSubset: unlessEmpty(constraints?.EncryptionContextSubset),
    sourceArn: constraints?.SourceArn,
  };
}

function unlessEmpty(pairs: EncryptionContext | undefined): EncryptionContext | undefined {
  return pairs === undefined || Object.keys(pairs).length === 0 ? undefined : pairs;
}

function termsOf({ Operations = [], Constraints }: Input<'kms', 'CreateGrant'>): GrantTerms {
  return { operations: Operations, constraints: grantConstraints(Constraints) };
}
