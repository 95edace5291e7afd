import { addKey } from './add-key.ts';
import {
  type AwsManagedKeyScope,
  awsManagedKeyPolicy,
  type ManagingService,
} from './aws-managed-key-policy.ts';
import { newMaterialVersion } from './key-material.ts';
import type { Alias, KmsState } from './kms-state.ts';

/** An AWS managed key that exists in every account and region from its first use on. */
interface AwsManagedKey extends ManagingService {
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

/**
 * Creates the AWS managed key behind a predefined alias, as DescribeKey and the first use by its service do.
 * Answers the alias, or undefined where the name is none of the predefined ones.
 */
export function createAwsManagedKey(
  state: KmsState,
  aliasName: string,
  scope: AwsManagedKeyScope,
): Alias | undefined {
  const service = Object.hasOwn(awsManagedKeys, aliasName) ? awsManagedKeys[aliasName] : undefined;
  if (service === undefined) return undefined;
  const now = state.now();
  const key = addKey(state, {
    ...scope,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    manager: 'AWS',
    description: service.description,
    policy: awsManagedKeyPolicy(service, scope),
    // AWS rotates its managed keys every year, and nobody can change that.
    rotation: { periodInDays: 365, since: now },
    material: { kind: 'symmetric', versions: [newMaterialVersion(now)] },
  });
  const arn = `arn:aws:kms:${scope.region}:${scope.account}:${aliasName}`;
  const alias: Alias = { arn, name: aliasName, targetArn: key.arn, created: now, updated: now };
  state.aliases.set(arn, alias);
  return alias;
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

/** The service whose AWS managed key a predefined alias names; undefined for any other alias. */
export function managingService(aliasName: string): ManagingService | undefined {
  return Object.hasOwn(awsManagedKeys, aliasName) ? awsManagedKeys[aliasName] : undefined;
}
