import { limitExceeded } from '../../../../aws/iam-errors.ts';
import { policySize } from '../policy-size.ts';

interface Quota {
  readonly member: string;
  readonly name: string;
  readonly characters: number;
}

const managed = { member: 'PolicyDocument', name: 'PolicySize', characters: 6144 };

/** Characters of a document, white space aside. Source: IAM user guide, "IAM and AWS STS quotas", defaults. */
const quotas: Readonly<Record<string, Quota>> = {
  CreatePolicy: managed,
  CreatePolicyVersion: managed,
  CreateRole: { member: 'AssumeRolePolicyDocument', name: 'ACLSizePerRole', characters: 2048 },
  UpdateAssumeRolePolicy: { member: 'PolicyDocument', name: 'ACLSizePerRole', characters: 2048 },
};

/** Refuses a managed policy or trust policy that is too long. Throws LimitExceeded. */
export function checkDocumentSize(operation: string, input: object): void {
  const quota = quotas[operation];
  const document: unknown = quota && Reflect.get(input, quota.member);
  if (quota === undefined || typeof document !== 'string') return;
  if (policySize(document) > quota.characters)
    throw limitExceeded(`Cannot exceed quota for ${quota.name}: ${quota.characters}`);
}
