import type { Service } from '../../../aws/operations.ts';
import { dynamodbValues } from './values/dynamodb.ts';
import { iamValues } from './values/iam.ts';
import { kmsValues } from './values/kms.ts';
import type { MemberValues } from './values/member-values.ts';
import { s3Values } from './values/s3.ts';
import { secretsmanagerValues } from './values/secretsmanager.ts';
import { stsValues } from './values/sts.ts';

/** For tests: what members are given, by service and member. */
export const usualValues: Readonly<Record<Service, MemberValues>> = {
  s3: s3Values,
  kms: kmsValues,
  iam: iamValues,
  sts: stsValues,
  secretsmanager: secretsmanagerValues,
  dynamodb: dynamodbValues,
  // The gateway answers for organizations and for S3 Control itself: no store is asked.
  organizations: {},
  s3control: {},
};
