import type { KeyMetadata } from '@aws-sdk/client-kms';
import { parseArn } from '../../aws/arn.ts';
import { AwsError, type RefusalReason } from '../../aws/aws-error.ts';
import { kmsError } from '../../aws/kms-error.ts';
import { type Awaitable, whenKnown } from '../../stores/awaitable.ts';
import type { Store } from '../../stores/store.ts';
import { orAbsence } from '../refusal/or-absence.ts';

/** The place in which a bare id or alias is looked up: the caller's account, and the Region of the endpoint or bucket. */
export interface KeyScope {
  readonly account: string;
  readonly region: string;
}

/** The key that a reference stands for. */
export type ResolvedKey =
  | {
      readonly kind: 'key';
      readonly arn: string;
      readonly alias: string | undefined;
      /** As DescribeKey showed it. */
      readonly metadata?: KeyMetadata;
    }
  /** A key of another account that does not exist. AWS's answer is the same as for a key without access. */
  | { readonly kind: 'undisclosed'; readonly arn: string }
  /** The reference names nothing in the caller's account; KMS's own error. */
  | { readonly kind: 'missing'; readonly reference: string; readonly error: AwsError };

/**
 * The codes with which DescribeKey refuses a reference that names no key. The last two are for a malformed
 * reference.
 */
const NAMES_NOTHING = ['NotFoundException', 'InvalidArnException', 'ValidationException'] as const;

/**
 * Resolves a key id, key ARN, alias or alias ARN to a key ARN, as KMS does. A reference without an account is
 * looked up in the *caller's* account, at each request.
 *
 * Source: AWS KMS developer guide, "Find the key ID and key ARN" and "Allowing users in other accounts to use
 * a KMS key"; Amazon S3 user guide, "Setting default server-side encryption behavior for Amazon S3 buckets",
 * cross-account operations. An ARN of another Region or partition names no key here, even if the store finds
 * a key by the ARN's last part.
 *
 * Undocumented: AWS does not state the text for an ARN of another partition. Throws ServiceUnavailable if the
 * store cannot answer.
 */
export function resolveKeyReference(
  store: Store,
  reference: string,
  scope: KeyScope,
): Awaitable<ResolvedKey> {
  const error = arnFault(reference, scope.region);
  if (error !== undefined)
    return { kind: 'missing', reference, error: error.because(absentKey(reference, scope)) };
  const arn = parseArn(reference);
  const foreign = arn !== undefined && arn.account !== scope.account;
  // A lookup of another account's aws/s3 would create it there, and its policy gives no access to other
  // accounts.
  if (foreign && arn.resource.startsWith('alias/aws/')) return { kind: 'undisclosed', arn: reference };
  const account = arn?.account ?? scope.account;
  const { region } = scope;
  const lookup = { service: 'kms', operation: 'DescribeKey', input: { KeyId: reference } } as const;
  const describing = orAbsence(() => store.read({ ...lookup, region, account }), ...NAMES_NOTHING);
  return whenKnown(describing, (described) => {
    if (!(described instanceof AwsError)) return keyOf(reference, described.KeyMetadata);
    return foreign
      ? { kind: 'undisclosed', arn: reference }
      : { kind: 'missing', reference, error: described.because(absentKey(reference, { account, region })) };
  });
}

function keyOf(reference: string, metadata: KeyMetadata | undefined): ResolvedKey {
  if (!metadata?.Arn) throw new TypeError(`DescribeKey of ${reference} gave no ARN`);
  return { kind: 'key', arn: metadata.Arn, alias: aliasOf(reference), metadata };
}

/** The place in which a reference was looked up and named nothing. */
function absentKey(reference: string, { account, region }: KeyScope): RefusalReason {
  const isWhole = reference.startsWith('arn:');
  return {
    why: isWhole
      ? `"${reference}" names no key of ${region}`
      : `"${reference}" was looked up in account ${account} and ${region}: a key id or alias without an account is one of the caller's account`,
    remedy: isWhole
      ? 'check the account, the region and the key id or alias in the ARN'
      : `name the key by its whole ARN, or create the key or alias in account ${account}`,
  };
}

const KEY_ARN = /^arn:aws:kms:([a-z0-9-]+):\d{12}:(key|alias)\/./;

/** KMS's error for an ARN that cannot name a key of the Region; undefined for other ARNs and other text. */
function arnFault(reference: string, region: string): AwsError | undefined {
  if (!reference.startsWith('arn:')) return undefined;
  const named = KEY_ARN.exec(reference)?.[1];
  if (named === region) return undefined;
  return kmsError('NotFoundException', named === undefined ? 'Invalid arn' : `Invalid arn ${named}`);
}

/** `alias/name` if a reference is an alias or an alias ARN. */
function aliasOf(reference: string): string | undefined {
  const name = parseArn(reference)?.resource ?? reference;
  return name.startsWith('alias/') ? name : undefined;
}
