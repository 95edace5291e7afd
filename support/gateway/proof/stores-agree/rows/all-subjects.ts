import type { Subject } from '../request.ts';
import { iamGroups } from './iam-groups.ts';
import { iamIdentities } from './iam-identities.ts';
import { iamInstanceProfiles } from './iam-instance-profiles.ts';
import { iamMfaDevices } from './iam-mfa-devices.ts';
import { iamPolicies } from './iam-policies.ts';
import { iamProviders } from './iam-providers.ts';
import { iamSimulation } from './iam-simulation.ts';
import { kmsKeys } from './kms-keys.ts';
import { kmsReplicas } from './kms-replicas.ts';
import { kmsUse } from './kms-use.ts';
import { s3BucketSettings } from './s3-bucket-settings.ts';
import { s3Buckets } from './s3-buckets.ts';
import { s3ObjectReads } from './s3-object-reads.ts';
import { s3ObjectWrites } from './s3-object-writes.ts';
import { s3StoredConfigurations } from './s3-stored-configurations.ts';
import { s3Uploads } from './s3-uploads.ts';
import { secretsSubjects } from './secretsmanager.ts';
import { stsSubjects } from './sts.ts';

/** For tests: how each operation is asked. */
export const allSubjects: readonly Subject[] = [
  ...s3ObjectWrites,
  ...s3ObjectReads,
  ...s3Buckets,
  ...s3BucketSettings,
  ...s3StoredConfigurations,
  ...s3Uploads,
  ...kmsKeys,
  ...kmsReplicas,
  ...kmsUse,
  ...iamIdentities,
  ...iamGroups,
  ...iamPolicies,
  ...iamProviders,
  ...iamInstanceProfiles,
  ...iamMfaDevices,
  ...iamSimulation,
  ...stsSubjects,
  ...secretsSubjects,
];
