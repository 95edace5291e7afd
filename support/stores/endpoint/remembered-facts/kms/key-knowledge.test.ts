import { describe, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../../testing/fake-endpoint.ts';

const region = 'eu-west-1';
const arnOf = (id: string) => `arn:aws:kms:${region}:${account}:key/${id}`;
const at = { service: 'kms', account, region } as const;

/** A KMS that makes the key behind a predefined alias when it is first asked for, as LocalStack does. */
class MakingKeys {
  readonly aliases: { AliasName: string; TargetKeyId: string }[] = [];

  answer({ headers, body }: Seen): Told {
    const { KeyId = '' }: { KeyId?: string } = JSON.parse(body);
    const operation = String(headers['x-amz-target']).replace('TrentService.', '');
    if (operation === 'ListAliases') return { status: 200, body: JSON.stringify({ Aliases: this.aliases }) };
    if (operation === 'GetKeyPolicy') return { status: 200, body: JSON.stringify({ Policy: '{}' }) };
    const id = KeyId.startsWith('alias/') ? 'managed' : KeyId.slice(KeyId.lastIndexOf('/') + 1);
    if (KeyId.startsWith('alias/')) this.aliases.push({ AliasName: KeyId, TargetKeyId: id });
    return {
      status: 200,
      body: JSON.stringify({ KeyMetadata: { KeyId: id, Arn: arnOf(id), KeyManager: 'CUSTOMER' } }),
    };
  }
}

test('a key that AWS manages is known for one from the moment that it is made', async () => {
  const kms = new MakingKeys();
  await using endpoint = await fakeEndpoint((seen) => kms.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  const managerOf = async (KeyId: string) =>
    (await store.read({ ...at, operation: 'DescribeKey', input: { KeyId } })).KeyMetadata?.KeyManager;
  expect(await managerOf(arnOf('own'))).toBe('CUSTOMER');
  expect(await managerOf('alias/aws/s3')).toBe('AWS');
  expect(await managerOf(arnOf('managed'))).toBe('AWS');
  const { Policy } = await store.read({
    ...at,
    operation: 'GetKeyPolicy',
    input: { KeyId: arnOf('managed'), PolicyName: 'default' },
  });
  expect(Policy).toContain('kms:ViaService');
  expect(await managerOf(arnOf('own'))).toBe('CUSTOMER');
});

describe('the grant of a token', () => {
  const grants = Array.from({ length: 51 }, (_, at) => ({ GrantId: `grant-${at}` }));

  async function grantIn(list: (marker: string | undefined) => Told) {
    await using endpoint = await fakeEndpoint(({ headers, body }) =>
      String(headers['x-amz-target']).endsWith('CreateGrant')
        ? { status: 200, body: JSON.stringify({ GrantId: 'grant-50', GrantToken: 'token' }) }
        : list(JSON.parse(body).Marker),
    );
    await using store = new EndpointStore(endpoint.url);
    const input = { KeyId: arnOf('own'), GranteePrincipal: account, Operations: [] };
    const principal = { type: 'Service', service: 'test.amazonaws.com' } as const;
    await store.perform({ ...at, operation: 'CreateGrant', input, principal, requestId: 'r' });
    return await store.grantOfToken('token');
  }

  test('is found on whichever page it is listed', async () => {
    const pages = (marker: string | undefined) => ({
      status: 200,
      body: JSON.stringify(
        marker === undefined
          ? { Grants: grants.slice(0, 50), Truncated: true, NextMarker: 'next' }
          : { Grants: grants.slice(50), Truncated: false },
      ),
    });
    expect(await grantIn(pages)).toEqual({ keyArn: arnOf('own'), grantId: 'grant-50' });
  });

  test('is gone with its key', async () => {
    const body = JSON.stringify({ __type: 'NotFoundException', message: 'gone' });
    expect(await grantIn(() => ({ status: 400, body }))).toBeUndefined();
  });

  test('is not gone where the endpoint fails to tell', async () => {
    const body = JSON.stringify({ __type: 'ThrottlingException', message: 'slower' });
    await expect(grantIn(() => ({ status: 400, body }))).rejects.toThrow('slower');
  });
});

test('a ciphertext of a key that was never described is not one of no key', async () => {
  const id = '1b2c3d4e-0000-4000-8000-000000000000';
  const KeyMetadata = { KeyId: id, Arn: arnOf(id) };
  await using endpoint = await fakeEndpoint(({ headers }) => {
    const lists = String(headers['x-amz-target']).endsWith('ListAliases');
    return { status: 200, body: JSON.stringify(lists ? { Aliases: [] } : { KeyMetadata }) };
  });
  await using store = new EndpointStore(endpoint.url);
  const ciphertext = Buffer.from(`${id} and more`);
  await expect(store.keyOfCiphertext(ciphertext)).rejects.toMatchObject({ status: 501 });
  expect(await store.keyOfCiphertext(Buffer.from('nothing of the kind'))).toBeUndefined();
  await store.read({ ...at, operation: 'DescribeKey', input: { KeyId: arnOf(id) } });
  expect(await store.keyOfCiphertext(ciphertext)).toBe(arnOf(id));
});
