import type { KeyMetadata } from '@aws-sdk/client-kms';
import { describe, expect, test } from '@jest/globals';
import { refuseOverlookedByKms } from './refuse-overlooked-kms.ts';

const key = 'arn:aws:kms:eu-west-1:111111111111:key/1';
const other = 'arn:aws:kms:eu-west-1:222222222222:key/2';
const described = (about: Partial<KeyMetadata>) => async (Arn: string) => ({ KeyId: Arn, Arn, ...about });
const usable = described({ KeyState: 'Enabled', Origin: 'AWS_KMS' });
const imported = described({ KeyState: 'Enabled', Origin: 'EXTERNAL' });

/** The code and message that a call is refused with; undefined where it goes to the endpoint. */
async function refusal(
  call: { readonly operation: string; readonly input: object },
  keys = usable,
): Promise<string | undefined> {
  try {
    await refuseOverlookedByKms(call, keys);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${String(error.code)}: ${error.message}`;
    throw error;
  }
  return undefined;
}

describe('what an endpoint may overlook of KMS', () => {
  test.each([
    ['AWS_CLOUDHSM', 'cks-1', /^CustomKeyStoreNotFoundException: .*cks-1/],
    ['EXTERNAL_KEY_STORE', 'cks-1', /^CustomKeyStoreNotFoundException: .*cks-1/],
    ['AWS_CLOUDHSM', undefined, /^ValidationException: /],
  ])('a key of origin %s in the custom key store %s', async (Origin, CustomKeyStoreId, refused) => {
    expect(await refusal({ operation: 'CreateKey', input: { Origin, CustomKeyStoreId } })).toMatch(refused);
  });

  test.each(['AWS_KMS', 'EXTERNAL', undefined])('a key of origin %s is left to it', async (Origin) => {
    expect(await refusal({ operation: 'CreateKey', input: { Origin } })).toBeUndefined();
  });

  test.each(['CreateAlias', 'DeleteAlias', 'UpdateAlias'])(
    '%s of an alias that AWS has',
    async (operation) => {
      const asked = (AliasName: string) => refusal({ operation, input: { AliasName, TargetKeyId: key } });
      expect(await asked('alias/aws/s3')).toMatch(/^NotAuthorizedException/);
      expect(await asked('alias/mine')).toBeUndefined();
    },
  );

  test.each(['EnableKeyRotation', 'DisableKeyRotation', 'GetKeyRotationStatus'])(
    '%s of imported material',
    async (operation) => {
      const call = { operation, input: { KeyId: key } };
      expect(await refusal(call, imported)).toBe(
        `UnsupportedOperationException: ${key} origin is EXTERNAL which is not valid for this operation.`,
      );
      expect(await refusal(call)).toBeUndefined();
    },
  );

  test('a dry run is never performed: it ends as one that would have succeeded', async () => {
    const input = { KeyId: key, GranteePrincipal: 'somebody', Operations: ['Decrypt'] };
    expect(await refusal({ operation: 'CreateGrant', input: { ...input, DryRun: true } })).toMatch(
      /^DryRunOperationException: /,
    );
    expect(await refusal({ operation: 'CreateGrant', input: { ...input, DryRun: false } })).toBeUndefined();
  });

  test.each([
    ['Disabled', /^DisabledException: .* is disabled\.$/],
    ['PendingDeletion', /^KMSInvalidStateException: .* is pending deletion\.$/],
    ['PendingImport', /^KMSInvalidStateException: .* is pending import\.$/],
  ] as const)('a dry run with a key that is %s', async (KeyState, refused) => {
    const call = { operation: 'Decrypt', input: { KeyId: key, DryRun: true } };
    expect(await refusal(call, described({ KeyState }))).toMatch(refused);
  });

  test('a dry run of ReEncrypt looks at both keys', async () => {
    const keys = async (Arn: string) => ({
      KeyId: Arn,
      Arn,
      KeyState: Arn === other ? ('Disabled' as const) : ('Enabled' as const),
    });
    const input = { SourceKeyId: key, DestinationKeyId: other, DryRun: true };
    expect(await refusal({ operation: 'ReEncrypt', input }, keys)).toBe(
      `DisabledException: ${other} is disabled.`,
    );
  });
});
