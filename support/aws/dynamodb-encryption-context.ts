/**
 * The encryption context that DynamoDB gives KMS in every request for a table: its name, and the account that owns it.
 *
 * Source: Amazon DynamoDB developer guide, "DynamoDB encryption at rest usage notes", section "DynamoDB encryption
 * context".
 */
export function dynamodbEncryptionContext(table: {
  readonly name: string;
  readonly account: string;
}): Record<string, string> {
  return { 'aws:dynamodb:tableName': table.name, 'aws:dynamodb:subscriberId': table.account };
}
