import type { Service } from '../aws/operations.ts';
import type { ServiceDesk } from './desk/service-desk.ts';
import { dynamodbDesk } from './services/dynamodb/dynamodb-desk.ts';
import { iamDesk } from './services/iam/iam-desk.ts';
import { kmsDesk } from './services/kms/kms-desk.ts';
import { organizationsDesk } from './services/organizations/organizations-desk.ts';
import { s3Desk } from './services/s3/s3-desk.ts';
import { s3controlDesk } from './services/s3control/s3control-desk.ts';
import { secretsDesk } from './services/secretsmanager/secrets-desk.ts';
import { stsDesk } from './services/sts/sts-desk.ts';

/** The desk of each service. */
export const desks: { readonly [S in Service]: ServiceDesk<S> } = {
  s3: s3Desk,
  kms: kmsDesk,
  iam: iamDesk,
  sts: stsDesk,
  secretsmanager: secretsDesk,
  dynamodb: dynamodbDesk,
  organizations: organizationsDesk,
  s3control: s3controlDesk,
};
