import type { ManagingService } from './aws-managed-key-policy.ts';

/** An AWS managed key that exists in every account and region from its first use on. */
export interface AwsManagedKey extends ManagingService {
  readonly description: string;
}

/**
 * The predefined aliases of AWS managed keys, by name.
 *
 * Source: AWS KMS developer guide, "AWS managed keys"; DescribeKey of an aws/s3 key.
 */
const awsManagedKeys: Readonly<Record<string, AwsManagedKey>> = {
  'alias/aws/dynamodb': { ...managed('Amazon DynamoDB', 'dynamodb', 'DynamoDB data'), grants: true },
  'alias/aws/ebs': managed('EBS', 'ec2', 'EBS volumes', 'auto-ebs-2'),
  'alias/aws/lambda': managed('Lambda', 'lambda', 'Lambda functions'),
  'alias/aws/rds': managed('RDS', 'rds', 'RDS database volumes'),
  'alias/aws/s3': managed('S3', 's3', 'S3 objects', 'auto-s3-2'),
  'alias/aws/secretsmanager': managed('AWS Secrets Manager', 'secretsmanager', 'Secrets Manager data'),
  'alias/aws/sns': managed('SNS', 'sns', 'SNS data'),
  'alias/aws/sqs': managed('SQS', 'sqs', 'SQS messages'),
  'alias/aws/ssm': managed('SSM', 'ssm', 'SSM Parameters'),
};

/** The names of the predefined aliases: they are reserved, and ListAliases shows them with or without a key. */
export const predefinedAliases: readonly string[] = Object.keys(awsManagedKeys);

/** The AWS managed key that a predefined alias names; undefined for any other alias. */
export function awsManagedKeyNamed(aliasName: string): AwsManagedKey | undefined {
  return Object.hasOwn(awsManagedKeys, aliasName) ? awsManagedKeys[aliasName] : undefined;
}

function managed(
  title: string,
  endpoint: string,
  protects: string,
  policyId = `auto-${endpoint}-1`,
): AwsManagedKey {
  const description = `Default key that protects my ${protects} when no other key is defined`;
  return { title, endpoint, policyId, description };
}
