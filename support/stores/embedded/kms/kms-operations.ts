import type { OperationTable } from '../shared/operation-table.ts';
import type { KmsState } from './kms-state.ts';
import { aliasOperations } from './operations/aliases.ts';
import { dataKeyOperations } from './operations/data-keys.ts';
import { encryptionOperations } from './operations/encryption.ts';
import { grantOperations } from './operations/grants.ts';
import { importOperations } from './operations/imports.ts';
import { agreementOperations } from './operations/key-agreement.ts';
import { keyOperations } from './operations/keys.ts';
import { macOperations } from './operations/macs.ts';
import { policyOperations } from './operations/policies.ts';
import { replicaOperations } from './operations/replicas.ts';
import { rotationOperations } from './operations/rotation.ts';
import { signingOperations } from './operations/signing.ts';
import { tagOperations } from './operations/tagging.ts';

/**
 * The operations of the embedded KMS. It knows no policies: the gateway has decided each call.
 *
 * Differs: keyhole has no custom key stores.
 */
export const kmsOperations = {
  ...keyOperations,
  ...aliasOperations,
  ...policyOperations,
  ...encryptionOperations,
  ...dataKeyOperations,
  ...rotationOperations,
  ...tagOperations,
  ...signingOperations,
  ...macOperations,
  ...importOperations,
  ...agreementOperations,
  ...grantOperations,
  ...replicaOperations,
} satisfies OperationTable<'kms', KmsState>;
