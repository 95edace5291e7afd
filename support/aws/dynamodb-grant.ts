import type { GrantOperation } from '@aws-sdk/client-kms';
import { dynamodbEncryptionContext } from './dynamodb-encryption-context.ts';

/**
 * The grant that DynamoDB makes on the KMS key of a table, as the caller who chose the key: for DynamoDB itself, bound to
 * the one table.
 *
 * Source: Amazon DynamoDB developer guide, "DynamoDB encryption at rest usage notes", section "Using grants to
 * authorize DynamoDB".
 */
export function dynamodbGrant(table: {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}) {
  const service = `dynamodb.${table.region}.amazonaws.com`;
  const operations: readonly GrantOperation[] = [
    'Decrypt',
    'DescribeKey',
    'Encrypt',
    'GenerateDataKey',
    'ReEncryptFrom',
    'ReEncryptTo',
    'RetireGrant',
  ];
  return {
    GranteePrincipal: service,
    RetiringPrincipal: service,
    Operations: operations,
    Constraints: { EncryptionContextSubset: dynamodbEncryptionContext(table) },
  };
}
