import type { Service } from '../../aws/operations.ts';
import { dynamodbDesk } from './dynamodb/dynamodb-desk.ts';
import { iamDesk } from './iam/iam-desk.ts';
import { kmsDesk } from './kms/kms-desk.ts';
import { s3Desk } from './s3/s3-desk.ts';
import { secretsDesk } from './secretsmanager/secrets-desk.ts';
import type { ServiceDesk } from './service-desk.ts';
import { stsDesk } from './sts/sts-desk.ts';

/** The desk of each service. */
export const desks: { readonly [S in Service]: ServiceDesk<S> } = {
  s3: s3Desk,
  kms: kmsDesk,
  iam: iamDesk,
  sts: stsDesk,
  secretsmanager: secretsDesk,
  dynamodb: dynamodbDesk,
};
