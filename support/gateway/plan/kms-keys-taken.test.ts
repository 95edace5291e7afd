import { expect, test } from '@jest/globals';
import { AwsError } from '../../aws/aws-error.ts';
import { account } from '../../aws/testing/accounts.ts';
import { dynamodbSurfaces } from '../services/dynamodb/dynamodb-surfaces.ts';
import { kmsSurfaces } from '../services/kms/kms-surfaces.ts';
import { s3Surfaces } from '../services/s3/s3-surfaces.ts';
import { secretsSurfaces } from '../services/secretsmanager/secrets-surfaces.ts';
import type { Check } from './check.ts';
import { kmsKeysTaken } from './kms-keys-taken.ts';

const permission = (resource: string) => ({
  action: 'kms:Decrypt',
  resource,
  resourceAccount: account,
  context: { get: () => undefined },
});
const key = { kind: 'key', arn: 'of S3', alias: undefined } as const;
const kmsCall = {
  action: 'kms:Decrypt',
  key,
  encryptionContext: {},
  bucketKey: false,
  through: 's3',
} as const;

test.each<[string, Check, readonly string[]]>([
  [
    'of S3',
    { kind: 'permission', permission: permission('x'), surface: s3Surfaces['kms through s3'], kmsCall },
    ['of S3'],
  ],
  [
    'of Secrets Manager',
    {
      kind: 'permission',
      permission: permission('one'),
      surface: secretsSurfaces['kms through secretsmanager'],
    },
    ['one'],
  ],
  [
    'of DynamoDB',
    { kind: 'permission', permission: permission('one'), surface: dynamodbSurfaces['kms through dynamodb'] },
    ['one'],
  ],
  [
    'of which any serves',
    {
      kind: 'permission',
      permission: permission('one'),
      otherwise: [permission('two')],
      surface: secretsSurfaces['kms through secretsmanager'],
    },
    [],
  ],
  [
    'of a request to KMS itself',
    { kind: 'permission', permission: permission('x'), surface: kmsSurfaces.kms },
    [],
  ],
  ['that there is none of', { kind: 'error', error: new AwsError('X', 400, 'x') }, []],
])('the key %s', (_, check, taken) => {
  expect(kmsKeysTaken([check])).toEqual(taken);
});
