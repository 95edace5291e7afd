import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';

/**
 * Refuses grant tokens that do not stand for a grant on one of the keys of a call. A valid token changes
 * nothing here, since every grant takes effect at once.
 *
 * Source: AWS KMS developer guide, "Using a grant token"; AWS KMS API reference, InvalidGrantTokenException.
 */
export async function checkGrantTokens(
  store: Store,
  input: object,
  keyArns: ReadonlySet<string>,
): Promise<void> {
  const tokens: unknown = Reflect.get(input, 'GrantTokens');
  if (!Array.isArray(tokens)) return;
  for (const token of tokens) {
    const grant = typeof token === 'string' ? await store.grantOfToken(token) : undefined;
    if (grant === undefined || !keyArns.has(grant.keyArn)) throw invalidGrantToken();
  }
}

/**
 * The input of RetireGrant with key and grant id in the place of a token, so that decision and store cannot read it
 * differently. Throws InvalidGrantTokenException.
 */
export async function withoutGrantToken(store: Store, input: object): Promise<object> {
  const { GrantToken: token, ...rest }: { readonly GrantToken?: unknown } = input;
  if (typeof token !== 'string') return input;
  const grant = await store.grantOfToken(token);
  if (grant === undefined) throw invalidGrantToken();
  return { ...rest, KeyId: grant.keyArn, GrantId: grant.grantId };
}

function invalidGrantToken(): AwsError {
  return new AwsError('InvalidGrantTokenException', 400, '');
}
