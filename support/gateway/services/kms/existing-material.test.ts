import { expect, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { Store } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkKmsState } from './check-state.ts';

const KeyId = `arn:aws:kms:eu-west-1:${account}:key/7b6d5c4e-1a2b-4c3d-8e9f-0123456789ab`;
const current = 'c'.repeat(64);
const former = 'f'.repeat(64);

/** A store that describes a key with its current material, and lists its material in pages of one if it lists any. */
function storeWith(CurrentKeyMaterialId: string | undefined, listed?: readonly string[]): Store {
  const answers: Partial<Record<Operation<'kms'>, (input: { readonly Marker?: string }) => object>> = {
    DescribeKey: () => ({ KeyMetadata: { CurrentKeyMaterialId } }),
    ListKeyRotations({ Marker = '0' }) {
      if (listed === undefined) throw new AwsError('NotImplemented', 501, 'not emulated');
      const [id, next] = listed.slice(Number(Marker));
      const NextMarker = String(Number(Marker) + 1);
      return { Rotations: [{ KeyMaterialId: id }], Truncated: next !== undefined, NextMarker };
    },
  };
  const read = async ({ operation, input }: { operation: Operation<'kms'>; input: object }) =>
    answers[operation]?.(input);
  return new Proxy<Store>(new EmbeddedStore(), {
    get: (store, member) => (member === 'read' ? read : (Reflect.get(store, member, store) as unknown)),
  });
}

function check(store: Store, KeyMaterialId: string | undefined): Promise<void> {
  const place = { account: account, region: 'eu-west-1' };
  const input = { KeyId, KeyMaterialId };
  const call = { store, operation: 'DeleteImportedKeyMaterial', input, ...place };
  return checkKmsState(call as unknown as CallFacts<'kms'>);
}

test.each<[string, Store, string | undefined]>([
  ['that it does not name', storeWith(undefined), undefined],
  ['that is the current one, in a store that lists none', storeWith(current), current],
  ['on the second page', storeWith(current, [current, former]), former],
])('DeleteImportedKeyMaterial goes on for material %s', async (_, store, id) => {
  await expect(check(store, id)).resolves.toBeUndefined();
});

test.each<[string, Store, string]>([
  ['of a key that never had any', storeWith(undefined), 'NotFoundException'],
  ['that the key never had', storeWith(current, [current]), 'NotFoundException'],
  ['that is not the current one, in a store that lists none', storeWith(current), 'NotImplemented'],
])('DeleteImportedKeyMaterial is refused for material %s', async (_, store, code) => {
  await expect(check(store, former)).rejects.toMatchObject({ code });
});
