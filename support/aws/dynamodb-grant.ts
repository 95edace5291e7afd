import type { GrantOperation } from '@aws-sdk/client-kms';
import { dynamodbEncryptionContext } from './dynamodb-encryption-context.ts';

/**
 * The grant that DynamoDB makes on the KMS key of a table, in the name of the caller that chose the key. Its grantee is
 * DynamoDB, and it is valid for this table only.
 *
 * Source: Amazon DynamoDB developer guide, "DynamoDB encryption at rest usage notes", section "Using grants to authorize
 * DynamoDB".
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
