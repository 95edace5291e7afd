import type { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import { markedForDeletion, noSuchValue, secretsError } from '../../../aws/secrets-error.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import { membersOf } from './kms-members.ts';
import type { KnownSecret } from './known-secret.ts';
import type { KeyedVersion } from './version-keys.ts';

/** Operations on a secret that is not marked for deletion. */
const ON_KEPT_SECRETS: ReadonlySet<string> = new Set<Operation<'secretsmanager'>>([
  'DeleteResourcePolicy',
  'GetSecretValue',
  'PutResourcePolicy',
  'PutSecretValue',
  'TagResource',
  'UntagResource',
  'UpdateSecret',
  'UpdateSecretVersionStage',
]);

function notAttached(): AwsError {
  return secretsError(
    'InvalidRequestException',
    'You provided a VersionStage that is not associated to the provided VersionId.',
  );
}

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
  if (found === undefined || !ON_KEPT_SECRETS.has(call.operation)) return [];
  if (found.deleted) return [{ kind: 'error', error: markedForDeletion() }];
  if (call.operation !== 'GetSecretValue') return [];
  const { VersionId, VersionStage } = membersOf(call.input);
  if (read !== undefined) {
    const attached = VersionStage === undefined || read.stages.includes(VersionStage);
    return attached ? [] : [{ kind: 'error', error: notAttached() }];
  }
  return [{ kind: 'error', error: noSuchValue(VersionId, VersionStage) }];
}
