import type { Operation } from '../../../aws/operations.ts';
import { type QualifiedOperation, rowOf } from '../../../aws/qualified-operation.ts';
import type { Store } from '../../../stores/store.ts';
import type { DocumentRules } from '../../documents/document-rule.ts';
import { policyToStore, refusedDocument } from '../../documents/store-policy-document.ts';
import { absentPrincipal } from './existing-principals.ts';
import { INLINE_POLICY_RULES, MANAGED_POLICY_RULES } from './identity-policy-rules.ts';
import { INVALID_PRINCIPAL, TRUST_POLICY_RULES } from './trust-policy-rules.ts';

/** A call that may bring a policy document. */
interface DocumentCall {
  readonly store: Store;
  readonly operation: Operation<'iam' | 'sts'>;
  readonly input: object;
}

/** The document that an operation takes: the member it is in, its kind, and why it is refused. */
interface TakenDocument {
  readonly member: string;
  readonly kind: 'identity' | 'trust' | 'session';
  readonly rules: DocumentRules;
}

const inline: TakenDocument = { member: 'PolicyDocument', kind: 'identity', rules: INLINE_POLICY_RULES };
const managed: TakenDocument = { member: 'PolicyDocument', kind: 'identity', rules: MANAGED_POLICY_RULES };
const trust = { kind: 'trust', rules: TRUST_POLICY_RULES } as const;

/** The operations that take a policy document. */
const DOCUMENTS: Readonly<Partial<Record<QualifiedOperation, TakenDocument>>> = {
  'iam:PutUserPolicy': inline,
  'iam:PutRolePolicy': inline,
  'iam:PutGroupPolicy': inline,
  'iam:CreatePolicy': managed,
  'iam:CreatePolicyVersion': managed,
  'iam:CreateRole': { member: 'AssumeRolePolicyDocument', ...trust },
  'iam:UpdateAssumeRolePolicy': { member: 'PolicyDocument', ...trust },
  'sts:AssumeRoleWithWebIdentity': { member: 'Policy', kind: 'session', rules: INLINE_POLICY_RULES },
  'sts:GetFederationToken': { member: 'Policy', kind: 'session', rules: INLINE_POLICY_RULES },
  'sts:AssumeRole': { member: 'Policy', kind: 'session', rules: INLINE_POLICY_RULES },
};

/**
 * Refuses the document of an IAM or STS call if it is no policy of its kind, or trusts a principal that does
 * not exist. Throws MalformedPolicyDocument (IAM and STS API references).
 */
export async function checkDocuments(
  service: 'iam' | 'sts',
  { store, operation, input }: DocumentCall,
): Promise<void> {
  const taken = rowOf(DOCUMENTS, service, operation);
  const text: unknown = taken && Reflect.get(input, taken.member);
  if (taken === undefined || typeof text !== 'string') return;
  const { kind, rules } = taken;
  const policy = policyToStore(text, kind, rules);
  if (kind !== 'trust') return;
  const absent = await absentPrincipal(store, policy);
  if (absent === undefined) return;
  const fault = { ...absent, quoted: `"AWS":"${absent.quoted}"` };
  throw refusedDocument(text, rules, { says: INVALID_PRINCIPAL, fault });
}
