import type { OperationTable } from '../shared/operation-table.ts';
import { deletionOperations } from './operations/deletion.ts';
import { listOperations } from './operations/listing.ts';
import { policyOperations } from './operations/policies.ts';
import { secretOperations } from './operations/secrets.ts';
import { valueOperations } from './operations/values.ts';
import type { SecretsState } from './secrets-state.ts';

/**
 * The operations of the embedded Secrets Manager. It knows no policies: the gateway has decided each call.
 *
 * Differs: keyhole has no rotation, no replicas in other Regions and no secrets that other services manage.
 */
export const secretsmanagerOperations = {
  ...secretOperations,
  ...valueOperations,
  ...deletionOperations,
  ...policyOperations,
  ...listOperations,
} satisfies OperationTable<'secretsmanager', SecretsState>;
