import { AwsError } from '../../../aws/aws-error.ts';
import { throughDynamodb } from '../../../aws/dynamodb-kms-errors.ts';

/** What refused: DynamoDB's own permission, one of KMS's, or one that only the documentation asks for. */
export type DynamodbSurface = 'dynamodb' | 'kms through dynamodb' | 'kms documented for dynamodb';

/**
 * A refusal as DynamoDB sends it, of a text in IAM's or KMS's words. Source: IAM user guide, "Troubleshoot access denied
 * error messages"; AWS's answers to CreateTable and GetItem.
 */
export function dynamodbRefusal(surface: DynamodbSurface, text: string): AwsError {
  const refusal = new AwsError('AccessDeniedException', 400, text);
  switch (surface) {
    case 'dynamodb':
      return refusal;
    case 'kms through dynamodb':
      return throughDynamodb(refusal);
    case 'kms documented for dynamodb':
      return new AwsError(
        'NotImplemented',
        501,
        `keyhole cannot decide this request: DynamoDB documents a permission as needed to choose the key of a table, and not whether it refuses without. ${text}`,
      );
  }
}
