import { AwsError } from '../../../aws/aws-error.ts';
import type { Output } from '../../../aws/operations.ts';
import { DEFAULT_ENCRYPTION_KEY, SECRETS_MANAGED_KEY } from '../../../aws/secrets-encryption-context.ts';
import { tokenPages } from '../../../aws/token-pages.ts';
import { type Awaitable, allKnown, whenKnown } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import { type KeyScope, type ResolvedKey, resolveKeyReference } from '../../kms-use/resolve-key-reference.ts';
import { orAbsence } from '../../refusal/or-absence.ts';
import type { KnownSecret } from './known-secret.ts';

/** A version of a secret, and the KMS keys each of which opens it. */
export interface KeyedVersion {
  readonly id: string;
  readonly stages: readonly string[];
  readonly keys: readonly ResolvedKey[];
}

type Page = Output<'secretsmanager', 'ListSecretVersionIds'>;

/**
 * Every version of a secret; an empty list if it was deleted in the meantime. Throws ServiceUnavailable if the store
 * does not tell.
 *
 * Source: Secrets Manager API reference, ListSecretVersionIds, KmsKeyIds.
 */
export async function keyedVersions(
  store: Store,
  { arn: SecretId, account }: KnownSecret,
  region: string,
): Promise<readonly KeyedVersion[]> {
  const place = { account, region };
  const versions: KeyedVersion[] = [];
  let isGone = false;
  const lookup = { service: 'secretsmanager', operation: 'ListSecretVersionIds', ...place } as const;
  const read = (NextToken: string | undefined): Awaitable<Partial<Page>> => {
    const input = { SecretId, IncludeDeprecated: true, NextToken };
    const reading = orAbsence(() => store.read({ ...lookup, input }), 'ResourceNotFoundException');
    return whenKnown(reading, (page) => {
      if (!(page instanceof AwsError)) return page;
      isGone = true;
      return {};
    });
  };
  for await (const { Versions = [] } of tokenPages(read)) {
    for (const { VersionId: id = '', VersionStages: stages = [], KmsKeyIds = [] } of Versions) {
      const keys = await allKnown(KmsKeyIds.map((key) => () => keyOf(store, key, place)));
      versions.push({ id, stages, keys });
    }
  }
  return isGone ? [] : versions;
}

/** The key of a version is the same for every caller: a bare id is looked up in the owner's account. */
function keyOf(store: Store, key: string, place: KeyScope): Awaitable<ResolvedKey> {
  return resolveKeyReference(store, key === DEFAULT_ENCRYPTION_KEY ? SECRETS_MANAGED_KEY : key, place);
}
