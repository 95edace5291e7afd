import { createRequire } from 'node:module';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import type * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import type * as s3control from '@aws-sdk/client-s3-control';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';

const require = createRequire(import.meta.url);

/**
 * The exports of the SDK's clients, with their schemas, by the services that keyhole serves. A new service begins here:
 * the types of operations.ts follow. Few labs are asked for their organization or for S3 Control, so those clients are loaded at
 * their first use.
 */
export const sdkClients = {
  ...{ s3, kms, iam, sts, secretsmanager, dynamodb },
  get organizations(): typeof organizations {
    return require('@aws-sdk/client-organizations');
  },
  get s3control(): typeof s3control {
    return require('@aws-sdk/client-s3-control');
  },
};
