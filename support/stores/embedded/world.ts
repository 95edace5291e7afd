import { createDynamodbState, type DynamodbState } from './dynamodb/dynamodb-state.ts';
import { createIamState, type IamState } from './iam/iam-state.ts';
import { createKmsState, type KmsState } from './kms/kms-state.ts';
import { createS3State, type S3State } from './s3/s3-state.ts';
import { createSecretsState, type SecretsState } from './secretsmanager/secrets-state.ts';
import { createStsState, type StsState } from './sts/sts-state.ts';

/** Everything that exists in one embedded world, accounts and regions included; a fresh one is a few empty maps. */
export interface World {
  readonly s3: S3State;
  readonly kms: KmsState;
  readonly iam: IamState;
  readonly sts: StsState;
  readonly dynamodb: DynamodbState;
  readonly secretsmanager: SecretsState;
}

/** An empty world. */
export function createWorld(): World {
  return {
    s3: createS3State(),
    kms: createKmsState(),
    iam: createIamState(),
    sts: createStsState(),
    dynamodb: createDynamodbState(),
    secretsmanager: createSecretsState(),
  };
}
