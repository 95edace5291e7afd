import {
  DeleteBucketReplicationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketReplicationCommand,
  RestoreObjectCommand,
} from '@aws-sdk/client-s3';
import {
  CancelRotateSecretCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  StopReplicationToReplicaCommand,
} from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import { operationsByTreatment } from '../served/served-page.ts';
import { newBucket } from './testing/buckets.ts';
import { labOfEachTest } from './testing/lab-of-each-test.ts';
import { answerOf } from './testing/lab-under-test.ts';

const subject = labOfEachTest();
const Bucket = 'reports';
const SecretId = 'api-key';

beforeEach(async () => {
  await newBucket(subject.as(account), Bucket);
});

const replication = {
  Role: 'arn:aws:iam::111111111111:role/replicates',
  Rules: [{ Status: 'Enabled' as const, Prefix: '', Destination: { Bucket: 'arn:aws:s3:::copies' } }],
};

describe('copies, messages and rotations that keyhole does not make are refused by name, and never stored', () => {
  test.each([
    new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration: replication }),
    new DeleteBucketReplicationCommand({ Bucket }),
    new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} }),
    new RestoreObjectCommand({ Bucket, Key: 'a', RestoreRequest: { Days: 1 } }),
  ])('S3: %#', async (command) => {
    const name = command.constructor.name.replace(/Command$/, '');
    // A union of commands is one command to the compiler only after this.
    const sent = subject.as(account).s3.send(command as RestoreObjectCommand);
    expect(await answerOf(sent)).toBe(`501 NotImplemented: keyhole does not implement s3:${name}.`);
    expect(operationsByTreatment('s3')['refused by name']).toContain(name);
  });

  test.each([
    new ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions: [{ Region: 'eu-west-2' }] }),
    new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: ['eu-west-2'] }),
    new StopReplicationToReplicaCommand({ SecretId }),
    new CancelRotateSecretCommand({ SecretId }),
  ])('Secrets Manager: %#', async (command) => {
    const name = command.constructor.name.replace(/Command$/, '');
    const sent = subject.as(account).secretsmanager.send(command as CancelRotateSecretCommand);
    expect(await answerOf(sent)).toBe(
      `501 NotImplemented: keyhole does not implement secretsmanager:${name}.`,
    );
    expect(operationsByTreatment('secretsmanager')['refused by name']).toContain(name);
  });
});
