import type { Subject } from '../request.ts';
import { iamIdentities } from './iam-identities.ts';
import { iamPolicies } from './iam-policies.ts';
import { kmsSubjects } from './kms.ts';
import { s3Buckets } from './s3-buckets.ts';
import { s3Objects } from './s3-objects.ts';
import { s3Uploads } from './s3-uploads.ts';
import { secretsSubjects } from './secretsmanager.ts';
import { stsSubjects } from './sts.ts';

/** For tests: how each operation is asked. */
export const allSubjects: readonly Subject[] = [
  ...s3Objects,
  ...s3Buckets,
  ...s3Uploads,
  ...kmsSubjects,
  ...iamIdentities,
  ...iamPolicies,
  ...stsSubjects,
  ...secretsSubjects,
];
