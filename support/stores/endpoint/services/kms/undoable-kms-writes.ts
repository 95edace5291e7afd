import type { Operation } from '../../../../aws/operations.ts';
import { namesIn, type Remember } from '../endpoint-service.ts';

/** The documents that a write to KMS replaces whole, each with the way to restore it. */
export function undoableKmsWrite(
  operation: Operation,
): readonly [what: string, remember: Remember] | undefined {
  switch (operation) {
    case 'PutKeyPolicy':
      return ['key policy', keyPolicy];
    case 'EnableKey':
    case 'DisableKey':
      return ['key state', keyState];
    default:
      return undefined;
  }
}

const keyPolicy: Remember = async (ask, input) => {
  const { KeyId } = namesIn(input, 'KeyId');
  const { Policy } = await ask('kms', 'GetKeyPolicy', { KeyId, PolicyName: 'default' });
  return () =>
    ask('kms', 'PutKeyPolicy', {
      KeyId,
      PolicyName: 'default',
      Policy,
      BypassPolicyLockoutSafetyCheck: true,
    });
};

const keyState: Remember = async (ask, input) => {
  const { KeyId } = namesIn(input, 'KeyId');
  const { KeyMetadata } = await ask('kms', 'DescribeKey', { KeyId });
  return () => ask('kms', KeyMetadata?.Enabled === false ? 'DisableKey' : 'EnableKey', { KeyId });
};
