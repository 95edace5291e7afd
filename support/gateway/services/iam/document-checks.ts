import { parsePolicy } from '../../../authorization/parse-policy.ts';
import { PolicyError } from '../../../authorization/terms/policy-error.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation, Service } from '../../../aws/operations.ts';

type DocumentKind = 'identity' | 'trust' | 'session';

/** The operations that take a policy document as such, the member it is in, and what kind it must be. */
const documents: Readonly<Record<string, { readonly member: string; readonly kind: DocumentKind }>> = {
  'iam:PutUserPolicy': { member: 'PolicyDocument', kind: 'identity' },
  'iam:PutRolePolicy': { member: 'PolicyDocument', kind: 'identity' },
  'iam:PutGroupPolicy': { member: 'PolicyDocument', kind: 'identity' },
  'iam:CreatePolicy': { member: 'PolicyDocument', kind: 'identity' },
  'iam:CreatePolicyVersion': { member: 'PolicyDocument', kind: 'identity' },
  'iam:CreateRole': { member: 'AssumeRolePolicyDocument', kind: 'trust' },
  'iam:UpdateAssumeRolePolicy': { member: 'PolicyDocument', kind: 'trust' },
  'sts:AssumeRole': { member: 'Policy', kind: 'session' },
};

/** The policy document that an IAM or STS call brings, with its kind; undefined where it brings none. */
export function documentOf(
  service: Service,
  operation: Operation,
  input: object,
): { text: string; kind: DocumentKind } | undefined {
  const entry = documents[`${service}:${operation}`];
  const text: unknown = entry && Reflect.get(input, entry.member);
  return entry && typeof text === 'string' ? { text, kind: entry.kind } : undefined;
}

/** Refuses a document that is no policy of its kind: MalformedPolicyDocument (IAM and STS API references). */
export function checkDocument({ text, kind }: { readonly text: string; readonly kind: DocumentKind }): void {
  try {
    parsePolicy(text, { kind });
  } catch (error) {
    if (error instanceof PolicyError) throw new AwsError('MalformedPolicyDocument', 400, error.message);
    throw error;
  }
}
