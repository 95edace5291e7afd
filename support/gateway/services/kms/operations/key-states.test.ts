import type { KeyState } from '@aws-sdk/client-kms';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Input, Operation } from '../../../../aws/operations.ts';
import { kmsUnderTest } from '../testing/kms-under-test.ts';

type Outcome =
  | 'works'
  | 'disabled'
  | 'pending deletion'
  | 'pending import'
  | 'not pending deletion'
  | 'origin';
type Row = readonly [
  Operation<'kms'>,
  enabled: Outcome,
  disabled: Outcome,
  pendingImport: Outcome,
  pendingDeletion: Outcome,
];

const states = ['Enabled', 'Disabled', 'PendingImport', 'PendingDeletion'] as const satisfies KeyState[];

/** The developer guide's table "Key states of AWS KMS keys", for the operations that are served. */
const table: readonly Row[] = [
  ['CancelKeyDeletion', 'not pending deletion', 'not pending deletion', 'not pending deletion', 'works'],
  ['CreateAlias', 'works', 'works', 'works', 'pending deletion'],
  ['Decrypt', 'works', 'disabled', 'pending import', 'pending deletion'],
  ['DescribeKey', 'works', 'works', 'works', 'works'],
  ['DisableKey', 'works', 'works', 'pending import', 'pending deletion'],
  ['DisableKeyRotation', 'works', 'disabled', 'origin', 'pending deletion'],
  ['EnableKey', 'works', 'works', 'pending import', 'pending deletion'],
  ['EnableKeyRotation', 'works', 'disabled', 'origin', 'pending deletion'],
  ['Encrypt', 'works', 'disabled', 'pending import', 'pending deletion'],
  ['GenerateDataKey', 'works', 'disabled', 'pending import', 'pending deletion'],
  ['GenerateDataKeyPair', 'works', 'disabled', 'pending import', 'pending deletion'],
  ['GenerateDataKeyPairWithoutPlaintext', 'works', 'disabled', 'pending import', 'pending deletion'],
  ['GenerateDataKeyWithoutPlaintext', 'works', 'disabled', 'pending import', 'pending deletion'],
  ['GetKeyPolicy', 'works', 'works', 'works', 'works'],
  ['GetKeyRotationStatus', 'works', 'works', 'origin', 'works'],
  ['ListAliases', 'works', 'works', 'works', 'works'],
  ['ListKeyPolicies', 'works', 'works', 'works', 'works'],
  ['ListResourceTags', 'works', 'works', 'works', 'works'],
  ['PutKeyPolicy', 'works', 'works', 'works', 'works'],
  ['ReEncrypt', 'works', 'disabled', 'pending import', 'pending deletion'],
  ['RotateKeyOnDemand', 'works', 'disabled', 'pending import', 'pending deletion'],
  ['ScheduleKeyDeletion', 'works', 'works', 'works', 'pending deletion'],
  ['TagResource', 'works', 'works', 'works', 'pending deletion'],
  ['UntagResource', 'works', 'works', 'works', 'pending deletion'],
  ['UpdateAlias', 'works', 'works', 'works', 'pending deletion'],
  ['UpdateKeyDescription', 'works', 'works', 'works', 'pending deletion'],
];

const errors: Readonly<Record<Exclude<Outcome, 'works'>, readonly [code: string, text: string]>> = {
  disabled: ['DisabledException', '<arn> is disabled.'],
  'pending deletion': ['KMSInvalidStateException', '<arn> is pending deletion.'],
  'pending import': ['KMSInvalidStateException', '<arn> is pending import.'],
  'not pending deletion': ['KMSInvalidStateException', '<arn> is not pending deletion.'],
  origin: [
    'UnsupportedOperationException',
    '<arn> origin is EXTERNAL which is not valid for this operation.',
  ],
};

const kms = kmsUnderTest();
let other = '';
beforeAll(async () => {
  other = await kms.keyArn();
  await kms.call('CreateAlias', { AliasName: 'alias/moving', TargetKeyId: other });
});

async function keyIn(
  state: KeyState,
): Promise<{ readonly arn: string; readonly ciphertext: Uint8Array | undefined }> {
  const arn = await kms.keyArn(state === 'PendingImport' ? { Origin: 'EXTERNAL' } : {});
  const { CiphertextBlob } =
    state === 'PendingImport' ? {} : await kms.call('Encrypt', { KeyId: arn, Plaintext: Buffer.from('x') });
  if (state === 'Disabled') await kms.call('DisableKey', { KeyId: arn });
  if (state === 'PendingDeletion') await kms.call('ScheduleKeyDeletion', { KeyId: arn });
  return { arn, ciphertext: CiphertextBlob };
}

/** One input with every member that any of the operations needs. */
async function inputFor(operation: Operation<'kms'>, state: KeyState) {
  const { arn, ciphertext } = await keyIn(state);
  const sealed = await kms.call('Encrypt', { KeyId: other, Plaintext: Buffer.from('x') });
  // No ciphertext was ever made under a key that waits for its material: there, ReEncrypt goes into it.
  const intoKey = operation === 'ReEncrypt' && state === 'PendingImport';
  const decrypting = operation === 'Decrypt' && state === 'PendingImport';
  return {
    arn,
    input: {
      KeyId: arn,
      TargetKeyId: arn,
      AliasName: operation === 'CreateAlias' ? `alias/${arn.slice(-12)}` : 'alias/moving',
      Plaintext: Buffer.from('x'),
      CiphertextBlob: intoKey ? sealed.CiphertextBlob : ciphertext,
      DestinationKeyId: intoKey ? arn : other,
      KeySpec: 'AES_256',
      KeyPairSpec: 'ECC_NIST_P256',
      Policy: '{}',
      Tags: [{ TagKey: 'a', TagValue: 'b' }],
      TagKeys: ['a'],
      Description: 'x',
      ...(decrypting ? { DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'] } : {}),
    },
  };
}

describe.each(table)('%s', (operation, ...outcomes) => {
  test.each(states.map((state, index) => [state, outcomes[index] ?? 'works'] as const))(
    'on a key that is %s: %s',
    async (state, answer) => {
      const { arn, input } = await inputFor(operation, state);
      const called = kms.call(operation, input as Input<'kms', typeof operation>);
      if (answer === 'works') {
        await expect(called).resolves.toBeDefined();
        return;
      }
      const [code, text] = errors[answer];
      await expect(called).rejects.toMatchObject({ code, status: 400, message: text.replace('<arn>', arn) });
    },
  );
});
