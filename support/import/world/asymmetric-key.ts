/** The specification and usage of a key, in KMS's words. */
export interface KeyPurpose {
  readonly spec: string;
  readonly usage: string;
}

/** The Sid of the statement that stands for what a key cannot do: a denial by it names its cause. */
const SID = 'KeyOfAnotherKindThanKeyholeHas';

/** Operations of symmetric keys alone, and all that encrypt. */
const SYMMETRIC = ['kms:GenerateDataKey*'];
const ENCRYPTING = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', ...SYMMETRIC];

/**
 * The policy of a key that is asymmetric, of HMAC or for signatures, which is a symmetric one here. A statement denies what AWS
 * refuses for such a key. A text that is not JSON is left as it is.
 */
export function policyOfKind(
  policy: string,
  { spec, usage }: KeyPurpose = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
): string {
  const isEncrypting = usage === 'ENCRYPT_DECRYPT';
  if (isEncrypting && spec === 'SYMMETRIC_DEFAULT') return policy;
  try {
    const document = JSON.parse(policy);
    const statements: unknown = document.Statement;
    const Action = isEncrypting ? SYMMETRIC : ENCRYPTING;
    const denial = { Sid: SID, Effect: 'Deny', Principal: '*', Action, Resource: '*' };
    const Statement = [...(Array.isArray(statements) ? statements : [statements]), denial];
    return JSON.stringify({ ...document, Statement }, undefined, 2);
  } catch {
    return policy;
  }
}
