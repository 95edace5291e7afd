import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { Store } from '../../../stores/store.ts';
import type { PermissionInContext } from '../../desk/service-desk.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkKmsState } from './check-state.ts';
import { lookUpKey } from './key-lookups.ts';

const place = { account: account, region: 'eu-west-1' };
const KeyId = `arn:aws:kms:eu-west-1:${account}:key/7b6d5c4e-1a2b-4c3d-8e9f-0123456789ab`;

/** A store that gives each list of KMS in pages of one entry. */
function storeWith(entries: readonly object[], member: 'Grants' | 'Tags'): Store {
  const read = async ({ input }: { readonly input: { readonly Marker?: string } }) => {
    const at = Number(input.Marker ?? 0);
    const Truncated = at + 1 < entries.length;
    return { [member]: entries.slice(at, at + 1), Truncated, NextMarker: String(at + 1) };
  };
  return new Proxy<Store>(new EmbeddedStore(), {
    get: (store, name) => (name === 'read' ? read : (Reflect.get(store, name, store) as unknown)),
  });
}

test('tags of a key on a later page are known to policies', async () => {
  const tags = [
    { TagKey: 'team', TagValue: 'data' },
    { TagKey: 'sealed', TagValue: 'yes' },
  ];
  const supplied = new Map<string, unknown>();
  const context = { supplyTags: (prefix: string, values: object) => supplied.set(prefix, values) };
  const permission = { resource: KeyId, context } as unknown as PermissionInContext;
  await lookUpKey(storeWith(tags, 'Tags'), permission, (prefix) => prefix === 'aws:resourcetag/');
  expect(supplied.get('aws:resourcetag/')).toEqual({ team: 'data', sealed: 'yes' });
});

test.each([
  ['b', undefined],
  ['c', 'NotFoundException'],
])('a grant is looked for on every page: %s', async (GrantId, code) => {
  const store = storeWith(
    [
      { GrantId: 'a', KeyId },
      { GrantId: 'b', KeyId },
    ],
    'Grants',
  );
  const call = { store, operation: 'RevokeGrant', input: { KeyId, GrantId }, ...place };
  const answer = checkKmsState(call as unknown as CallFacts<'kms'>).catch((error: unknown) => error);
  expect(await answer).toEqual(code === undefined ? undefined : expect.objectContaining({ code }));
});
