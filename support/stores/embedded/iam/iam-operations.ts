import type { OperationTable } from '../shared/operation-table.ts';
import { absentOperations } from './absent-operations.ts';
import { accessKeyOperations } from './access-key-operations.ts';
import { accountOperations } from './account-operations.ts';
import { attachmentOperations } from './attachment-operations.ts';
import { authorizationDetails } from './authorization-details.ts';
import { groupOperations } from './group-operations.ts';
import type { IamState } from './iam-state.ts';
import { inlinePolicyOperations } from './inline-policy-operations.ts';
import { instanceProfileOperations } from './instance-profile-operations.ts';
import { managedPolicyOperations } from './managed-policy-operations.ts';
import { mfaDeviceOperations } from './mfa-device-operations.ts';
import { oidcProviderOperations } from './oidc-provider-operations.ts';
import { boundaryOperations } from './permissions-boundaries.ts';
import { policyVersionOperations } from './policy-version-operations.ts';
import { roleOperations } from './role-operations.ts';
import { tagOperations } from './tag-operations.ts';
import { userOperations } from './user-operations.ts';

/** The operations that the embedded IAM has. Policy documents are kept and answered verbatim, never evaluated. */
export const iamOperations = {
  ...userOperations,
  ...accessKeyOperations,
  ...roleOperations,
  ...groupOperations,
  ...inlinePolicyOperations,
  ...managedPolicyOperations,
  ...policyVersionOperations,
  ...attachmentOperations,
  ...boundaryOperations,
  ...tagOperations,
  ...oidcProviderOperations,
  ...instanceProfileOperations,
  ...mfaDeviceOperations,
  ...accountOperations,
  ...authorizationDetails,
  ...absentOperations,
} satisfies OperationTable<'iam', IamState>;
