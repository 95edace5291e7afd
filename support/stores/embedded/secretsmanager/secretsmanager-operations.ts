import type { OperationTable } from '../shared/operation-table.ts';
import { deletionOperations } from './operations/deletion.ts';
import { listOperations } from './operations/listing.ts';
import { policyOperations } from './operations/policies.ts';
import { secretOperations } from './operations/secrets.ts';
import { valueOperations } from './operations/values.ts';
import type { SecretsState } from './secrets-state.ts';

/**
 * Secrets Manager as the embedded store has it. It knows no policies: who may do what is decided before.
 *
 * Differs: rotation, replicas in other Regions and secrets that other services manage are not there.
 */
export const secretsmanagerOperations = {
  ...secretOperations,
  ...valueOperations,
  ...deletionOperations,
  ...policyOperations,
  ...listOperations,
} satisfies OperationTable<'secretsmanager', SecretsState>;
