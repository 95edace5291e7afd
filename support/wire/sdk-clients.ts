import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import type { Service } from '../aws/operations.ts';

/** The exports of the SDK's clients, their schemas among them. */
export const sdkClients: { readonly [S in Service]: Readonly<Record<string, unknown>> } = {
  s3,
  kms,
  iam,
  sts,
  secretsmanager,
  dynamodb,
};
