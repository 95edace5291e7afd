import { markedForDeletion, noSuchValue } from '../../../aws/secrets-error.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import { membersOf } from './kms-members.ts';
import type { KnownSecret } from './known-secret.ts';
import type { KeyedVersion } from './version-keys.ts';

/** The operations that take a value, for which KMS is asked. */
const ON_VALUES: ReadonlySet<string> = new Set(['GetSecretValue', 'PutSecretValue', 'UpdateSecret']);

/**
 * The error of a request for a value that is not there, or of a secret that is to be deleted: KMS is not asked for it,
 * so that it ends here, lest the value be there by the time the store is asked. `read` is the version that is to be
 * read.
 */
export function notUsable(
  call: CallFacts<'secretsmanager'>,
  { found }: KnownSecret,
  read: KeyedVersion | undefined,
): readonly Check[] {
  if (found === undefined || !ON_VALUES.has(call.operation)) return [];
  if (found.deleted) return [{ kind: 'error', error: markedForDeletion() }];
  if (call.operation !== 'GetSecretValue' || read !== undefined) return [];
  const { VersionId, VersionStage } = membersOf(call.input);
  return [{ kind: 'error', error: noSuchValue(VersionId, VersionStage) }];
}
