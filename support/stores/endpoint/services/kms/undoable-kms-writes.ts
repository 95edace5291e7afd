import { kmsPages } from '../../../../aws/kms-pages.ts';
import type { Operation } from '../../../../aws/operations.ts';
import { type Ask, namesIn, type Remember } from '../endpoint-service.ts';
import { gone, orNone } from '../or-none.ts';

/** The state that a write to KMS replaces, with the way to restore it. */
export function undoableKmsWrite(
  operation: Operation,
): readonly [what: string, remember: Remember] | undefined {
  switch (operation) {
    case 'PutKeyPolicy':
      return ['key policy', keyPolicy];
    case 'EnableKey':
    case 'DisableKey':
    case 'ScheduleKeyDeletion':
    case 'CancelKeyDeletion':
      return ['key state', keyState];
    case 'EnableKeyRotation':
    case 'DisableKeyRotation':
      return ['key rotation', keyRotation];
    case 'CreateGrant':
      return ['grants', grants];
    case 'UpdateAlias':
    case 'DeleteAlias':
      return ['alias', alias];
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

/** Source: AWS KMS developer guide, "Key states of AWS KMS keys". */
const keyState: Remember = async (ask, input) => {
  const { KeyId } = namesIn(input, 'KeyId');
  const before = await stateOf(ask, KeyId);
  if (before !== 'Enabled' && before !== 'Disabled')
    throw new TypeError(`a key that is ${before} cannot be put back`);
  return async () => {
    // A key is disabled once its deletion is canceled.
    if ((await stateOf(ask, KeyId)) === 'PendingDeletion') await ask('kms', 'CancelKeyDeletion', { KeyId });
    await ask('kms', before === 'Enabled' ? 'EnableKey' : 'DisableKey', { KeyId });
  };
};

async function stateOf(ask: Ask, KeyId: string): Promise<string | undefined> {
  const { KeyMetadata } = await ask('kms', 'DescribeKey', { KeyId });
  return KeyMetadata?.KeyState;
}

const keyRotation: Remember = async (ask, input) => {
  const { KeyId } = namesIn(input, 'KeyId');
  const before = await ask('kms', 'GetKeyRotationStatus', { KeyId });
  const { KeyRotationEnabled, RotationPeriodInDays } = before;
  return () =>
    KeyRotationEnabled === true
      ? ask('kms', 'EnableKeyRotation', { KeyId, RotationPeriodInDays })
      : ask('kms', 'DisableKeyRotation', { KeyId });
};

/** Grants are only added: a grant that was revoked cannot be made again under its id. */
const grants: Remember = async (ask, input) => {
  const { KeyId } = namesIn(input, 'KeyId');
  const before = new Set(await grantsOf(ask, KeyId));
  return async () => {
    for (const GrantId of await grantsOf(ask, KeyId))
      if (!before.has(GrantId)) await ask('kms', 'RevokeGrant', { KeyId, GrantId });
  };
};

async function grantsOf(ask: Ask, KeyId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { Grants = [] } of kmsPages((Marker) => ask('kms', 'ListGrants', { KeyId, Marker })))
    ids.push(...Grants.flatMap(({ GrantId }) => GrantId ?? []));
  return ids;
}

const alias: Remember = async (ask, input) => {
  const { AliasName } = namesIn(input, 'AliasName');
  const target = async () =>
    (await orNone(ask('kms', 'DescribeKey', { KeyId: AliasName }))).KeyMetadata?.KeyId;
  const before = await target();
  return async () => {
    if (before === undefined) return gone(ask('kms', 'DeleteAlias', { AliasName }));
    const operation = (await target()) === undefined ? 'CreateAlias' : 'UpdateAlias';
    await ask('kms', operation, { AliasName, TargetKeyId: before });
  };
};
