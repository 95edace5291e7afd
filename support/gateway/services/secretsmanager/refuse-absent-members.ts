import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';

/** Members that ask for more than is decided here: replicas in other Regions, rotation, and secrets held elsewhere. */
const ABSENT: { readonly [O in Operation<'secretsmanager'>]?: readonly string[] } = {
  CreateSecret: ['AddReplicaRegions', 'Type'],
  UpdateSecret: ['Type'],
  PutSecretValue: ['RotationToken'],
  RotateSecret: ['RotationLambdaARN', 'ExternalSecretRotationMetadata', 'ExternalSecretRotationRoleArn'],
};

/** Refuses such members by name, before any store sees them. Throws AwsError `NotImplemented`, 501. */
export function refuseAbsentMembers(operation: Operation<'secretsmanager'>, input: object): void {
  for (const member of ABSENT[operation] ?? []) {
    const value: unknown = Reflect.get(input, member);
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    throw new AwsError(
      'NotImplemented',
      501,
      `keyhole does not implement ${member} of secretsmanager:${operation}.`,
    );
  }
}
