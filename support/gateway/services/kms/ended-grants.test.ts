import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { Store } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkKmsState } from './check-state.ts';

const KeyId = 'arn:aws:kms:eu-west-1:222222222222:key/7b6d5c4e-1a2b-4c3d-8e9f-0123456789ab';
const GrantId = 'f'.repeat(64);
const NOT_FOUND = { code: 'NotFoundException', message: `Grant ID ${GrantId} not found` };

/** A store that answers a list of grants in a given way, to the key's own account only. */
function storeThatLists(answer: () => unknown): Store {
  const read = async ({ account }: { readonly account: string }) => {
    if (account !== '222222222222') throw new Error(`asked in ${account}`);
    return answer();
  };
  return new Proxy<Store>(new EmbeddedStore(), {
    get: (store, member) => (member === 'read' ? read : (Reflect.get(store, member, store) as unknown)),
  });
}

function end(operation: 'RetireGrant' | 'RevokeGrant', store: Store): Promise<void> {
  const place = { account: '111111111111', region: 'eu-west-1' };
  const call = { store, operation, input: { KeyId, GrantId }, ...place };
  return checkKmsState(call as unknown as CallFacts<'kms'>);
}

describe.each(['RetireGrant', 'RevokeGrant'] as const)('%s', (operation) => {
  test.each<[string, () => unknown]>([
    ['an empty list', () => ({ Grants: [] })],
    ['other grants', () => ({ Grants: [{ GrantId: 'e'.repeat(64), KeyId }] })],
    ['the grant of another key', () => ({ Grants: [{ GrantId, KeyId: 'another' }] })],
    [
      'an error of its own',
      () => {
        throw new AwsError('InvalidGrantIdException', 400, '');
      },
    ],
  ])('of a grant that the key does not have ends before a store that tells it by %s', async (_, answer) => {
    await expect(end(operation, storeThatLists(answer))).rejects.toMatchObject(NOT_FOUND);
  });

  test.each([KeyId, KeyId.slice(KeyId.indexOf('/') + 1)])(
    'of a grant that the key has goes on, if the store tells the key as %s',
    async (key) => {
      await expect(
        end(
          operation,
          storeThatLists(() => ({ Grants: [{ GrantId, KeyId: key }] })),
        ),
      ).resolves.toBeUndefined();
    },
  );
});
