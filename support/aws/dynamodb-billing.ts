import type { BillingMode, ProvisionedThroughput } from '@aws-sdk/client-dynamodb';
import { invalidParameters, validation } from './dynamodb-errors.ts';

/** The billing mode of a table; capacity units are zero on demand. */
export interface Billing {
  readonly mode: BillingMode;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** The members of a request that set the billing mode. */
export interface WantedBilling {
  readonly BillingMode?: string | undefined;
  readonly ProvisionedThroughput?: ProvisionedThroughput | undefined;
}

/**
 * The billing mode of a table: on demand, or by capacity units, of which there must be at least one.
 * Throws ValidationException. Source: Amazon DynamoDB API reference, CreateTable; the texts as AWS sends them.
 */
export function billingOf({
  BillingMode: mode = 'PROVISIONED',
  ProvisionedThroughput: units,
}: WantedBilling): Billing {
  const { ReadCapacityUnits: readUnits, WriteCapacityUnits: writeUnits } = units ?? {};
  if (mode === 'PAY_PER_REQUEST') {
    if (units !== undefined) {
      throw invalidParameters(
        'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
      );
    }
    return { mode, readUnits: 0, writeUnits: 0 };
  }
  if (mode !== 'PROVISIONED') {
    throw validation(
      `1 validation error detected: Value '${mode}' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]`,
    );
  }
  if (readUnits === undefined || writeUnits === undefined) {
    throw invalidParameters(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  }
  checkUnits('readCapacityUnits', readUnits);
  checkUnits('writeCapacityUnits', writeUnits);
  return { mode, readUnits, writeUnits };
}

function checkUnits(member: string, units: number): void {
  if (units >= 1) return;
  throw validation(
    `1 validation error detected: Value '${units}' at 'provisionedThroughput.${member}' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  );
}
