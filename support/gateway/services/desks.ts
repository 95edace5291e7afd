import type { Service } from '../../aws/operations.ts';
import { planDynamodb } from './dynamodb/plan-dynamodb.ts';
import { planIdentity } from './iam/plan-identity.ts';
import { planKms } from './kms/plan-kms.ts';
import { checkInput as checkS3Input } from './s3/check-input.ts';
import { checkState as checkS3State } from './s3/check-state.ts';
import { planS3 } from './s3/plan-s3.ts';
import { planSecrets } from './secretsmanager/plan-secrets.ts';
import type { ServiceDesk } from './service-desk.ts';

/** The desk of each service. */
export const desks: { readonly [S in Service]: ServiceDesk<S> } = {
  s3: { checkInput: checkS3Input, plan: planS3, checkState: checkS3State },
  kms: { plan: planKms },
  iam: { plan: (call, rule) => planIdentity(call, 'iam', rule) },
  sts: { plan: (call, rule) => planIdentity(call, 'sts', rule) },
  secretsmanager: { plan: planSecrets },
  dynamodb: { plan: planDynamodb },
};
