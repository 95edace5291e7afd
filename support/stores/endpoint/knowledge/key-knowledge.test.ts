import { expect, test } from '@jest/globals';
import { EndpointStore } from '../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../testing/fake-endpoint.ts';

const account = '111111111111';
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
