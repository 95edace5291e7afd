import { parseArn } from '../../aws/arn.ts';
import { AwsError } from '../../aws/aws-error.ts';
import type { Store } from '../../stores/store.ts';

/** Where a bare id or alias is looked up: the caller's account, and the region of the endpoint or bucket. */
export interface KeyScope {
  readonly account: string;
  readonly region: string;
}

/** What a key reference stands for. */
export type ResolvedKey =
  | { readonly kind: 'key'; readonly arn: string; readonly alias: string | undefined }
  /** A key of another account that does not exist, which AWS does not tell from one that gives no access. */
  | { readonly kind: 'undisclosed'; readonly arn: string }
  /** The reference names nothing in the caller's account; KMS's own error. */
  | { readonly kind: 'missing'; readonly reference: string; readonly error: AwsError };

/**
 * Resolves a key id, key ARN, alias or alias ARN to a key ARN, as KMS does: what carries no account is looked up in
 * the *caller's* account, at each request.
 *
 * Source: AWS KMS developer guide, "Find the key ID and key ARN" and "Allowing users in other accounts to use a KMS
 * key"; Amazon S3 user guide, "Setting default server-side encryption behavior", cross-account operations.
 */
export async function resolveKeyReference(
  store: Store,
  reference: string,
  scope: KeyScope,
): Promise<ResolvedKey> {
  const arn = parseArn(reference);
  const foreign = arn !== undefined && arn.account !== scope.account;
  // Looking another account's aws/s3 up would create it there; its policy serves nobody from outside.
  if (foreign && arn.resource.startsWith('alias/aws/')) return { kind: 'undisclosed', arn: reference };
  const account = arn?.account && /^\d{12}$/.test(arn.account) ? arn.account : scope.account;
  try {
    const { KeyMetadata } = await store.read({
      service: 'kms',
      operation: 'DescribeKey',
      input: { KeyId: reference },
      region: scope.region,
      account,
    });
    if (!KeyMetadata?.Arn) throw new TypeError(`DescribeKey of ${reference} gave no ARN`);
    return { kind: 'key', arn: KeyMetadata.Arn, alias: aliasOf(reference) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const disclosed = !foreign || (arn !== undefined && arn.region !== scope.region);
    return disclosed ? { kind: 'missing', reference, error } : { kind: 'undisclosed', arn: reference };
  }
}

/** `alias/name` where a reference is an alias or an alias ARN. */
function aliasOf(reference: string): string | undefined {
  const name = parseArn(reference)?.resource ?? reference;
  return name.startsWith('alias/') ? name : undefined;
}
