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
  'RotateSecret',
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
 * The error of a request for a missing value, or for a secret marked for deletion. KMS is not asked, so the request
 * ends here: a value created in the meantime is not read without a decision. `read` is the version to be read.
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
