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
const awsManagedKeys: Readonly<Record<string, AwsManagedKey>> = Object.fromEntries([
  managed('alias/aws/dynamodb', { title: 'Amazon DynamoDB', protects: 'DynamoDB data', grants: true }),
  managed('alias/aws/ebs', {
    title: 'EBS',
    protects: 'EBS volumes',
    endpoint: 'ec2',
    policyId: 'auto-ebs-2',
  }),
  managed('alias/aws/lambda', { title: 'Lambda', protects: 'Lambda functions' }),
  managed('alias/aws/rds', { title: 'RDS', protects: 'RDS database volumes' }),
  managed('alias/aws/s3', { title: 'S3', protects: 'S3 objects', policyId: 'auto-s3-2' }),
  managed('alias/aws/secretsmanager', { title: 'AWS Secrets Manager', protects: 'Secrets Manager data' }),
  managed('alias/aws/sns', { title: 'SNS', protects: 'SNS data' }),
  managed('alias/aws/sqs', { title: 'SQS', protects: 'SQS messages' }),
  managed('alias/aws/ssm', { title: 'SSM', protects: 'SSM Parameters' }),
]);

/** The names of the predefined aliases. They are reserved, and ListAliases lists them with or without a key. */
export const predefinedAliases: readonly string[] = Object.keys(awsManagedKeys);

/** The AWS managed key that a predefined alias names; undefined for any other alias. */
export function awsManagedKeyNamed(aliasName: string): AwsManagedKey | undefined {
  return Object.hasOwn(awsManagedKeys, aliasName) ? awsManagedKeys[aliasName] : undefined;
}

/** An alias with its key. The service's name is the last part of the alias, unless `endpoint` names it. */
function managed(
  alias: string,
  key: {
    readonly title: string;
    readonly protects: string;
    readonly endpoint?: string;
    readonly policyId?: string;
    readonly grants?: true;
  },
): readonly [alias: string, key: AwsManagedKey] {
  const { title, protects, grants, endpoint = alias.slice('alias/aws/'.length) } = key;
  const { policyId = `auto-${endpoint}-1` } = key;
  const description = `Default key that protects my ${protects} when no other key is defined`;
  return [alias, { title, endpoint, policyId, description, ...(grants && { grants }) }];
}
