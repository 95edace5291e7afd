import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Input, Operation, Output, Service } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { Store } from '../../../stores/store.ts';
import { keyGrants } from './key-grants.ts';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
});

let store: EmbeddedStore;
let key: string;

/** Embedded operations answer any caller. */
async function ask<S extends Service, O extends Operation<S>>(
  service: S,
  operation: O,
  input: Input<S, O>,
): Promise<Output<S, O>> {
  return store.read({ service, operation, input, region: 'eu-west-1', account });
}

const role = (RoleName: string) =>
  ask('iam', 'CreateRole', { RoleName, AssumeRolePolicyDocument: trust, Path: '/app/' });

async function grantTo(
  GranteePrincipal: string | undefined,
  more: Partial<Input<'kms', 'CreateGrant'>> = {},
): Promise<string> {
  const input = { KeyId: key, GranteePrincipal, Operations: ['Decrypt' as const], ...more };
  return (await ask('kms', 'CreateGrant', input)).GrantId ?? '';
}

beforeEach(async () => {
  store = new EmbeddedStore();
  key = (await ask('kms', 'CreateKey', {})).KeyMetadata?.Arn ?? '';
  await role('reader');
});

/** Until the clock has moved on, well within a second: a date at its very beginning counts for the whole of it. */
function laterWithinASecond(): void {
  const before = Date.now();
  for (let now = before; now === before || now % 1000 === 0 || now % 1000 > 900; now = Date.now());
}

const reader = `arn:aws:iam::${account}:role/app/reader`;
const session = `arn:aws:sts::${account}:assumed-role/reader/work`;
const root = `arn:aws:iam::${account}:root`;

describe('the grants of a key', () => {
  test('are as they were made, an empty constraint left out', async () => {
    const Constraints = { EncryptionContextEquals: { a: '1' }, EncryptionContextSubset: {} };
    const id = await grantTo(reader, { Name: 'n', RetiringPrincipal: root, Constraints });
    expect(await keyGrants(store, key)).toEqual([
      {
        id,
        keyArn: key,
        name: 'n',
        granteePrincipal: reader,
        retiringPrincipal: root,
        operations: ['Decrypt'],
        constraints: { encryptionContextEquals: { a: '1' } },
      },
    ]);
  });

  test('are all of them, however many pages it takes', async () => {
    const made = new Set<string>();
    for (let n = 0; n < 203; n += 1) made.add(await grantTo(reader));
    const grants = await keyGrants(store, key);
    expect(new Set(grants.map(({ id }) => id))).toEqual(made);
  });

  test('are to a role that was made just before', async () => {
    await role('another');
    await grantTo(`arn:aws:iam::${account}:role/app/another`);
    const [grant] = await keyGrants(store, key);
    expect(grant?.granteePrincipal).toBe(`arn:aws:iam::${account}:role/app/another`);
  });

  test('are to services as well', async () => {
    const SourceArn = `arn:aws:sns:eu-west-1:${account}:topic`;
    await grantTo(undefined, {
      GranteeServicePrincipal: 'sns.amazonaws.com',
      RetiringServicePrincipal: 'sqs.amazonaws.com',
      Constraints: { SourceArn },
    });
    expect(await keyGrants(store, key)).toMatchObject([
      {
        granteePrincipal: 'sns.amazonaws.com',
        retiringPrincipal: 'sqs.amazonaws.com',
        constraints: { sourceArn: SourceArn },
      },
    ]);
  });

  test('of no key, or none of KMS, are none', async () => {
    expect(await keyGrants(store, `${key.slice(0, -12)}000000000000`)).toEqual([]);
    expect(await keyGrants(store, 'no ARN')).toEqual([]);
  });

  test.each([reader, session])(
    'to %s are no principal’s once the role is deleted, and created again',
    async (name) => {
      await grantTo(name, { RetiringPrincipal: name });
      expect(await keyGrants(store, key)).toMatchObject([
        { granteePrincipal: name, retiringPrincipal: name },
      ]);
      await ask('iam', 'DeleteRole', { RoleName: 'reader' });
      const named = async () =>
        (await keyGrants(store, key)).filter(
          ({ granteePrincipal, retiringPrincipal }) =>
            granteePrincipal === name || retiringPrincipal === name,
        );
      expect(await named()).toEqual([]);
      laterWithinASecond();
      await role('reader');
      expect(await named()).toEqual([]);
      await grantTo(name);
      expect(await named()).toHaveLength(1);
    },
  );

  test('to an account stay', async () => {
    await grantTo(root);
    expect(await keyGrants(store, key)).toMatchObject([{ granteePrincipal: root }]);
  });
});

test.each([undefined, 'again'])(
  'a page of grants that is not the last, with the marker %s, does not count as the last',
  async (NextMarker) => {
    const store = new EmbeddedStore();
    const read = async () => ({ Grants: [], Truncated: true, NextMarker });
    const broken = new Proxy<Store>(store, {
      get: (whole, member) => (member === 'read' ? read : (Reflect.get(whole, member, whole) as unknown)),
    });
    await expect(keyGrants(broken, key)).rejects.toMatchObject({ code: 'ServiceUnavailable', status: 503 });
  },
);
