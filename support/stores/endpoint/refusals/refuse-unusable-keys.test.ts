import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../store.ts';
import { EndpointStore } from '../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../testing/fake-endpoint.ts';
import { refuseUnusableKeys } from './refuse-unusable-keys.ts';

const account = '111111111111';
const keyArn = `arn:aws:kms:eu-west-2:${account}:key/1b2c3d4e-0000-4000-8000-000000000000`;
const arn = `arn:aws:iam::${account}:root`;

/** An object of S3, and a KMS that says one state of every key. */
const endpointWhereKeysAre =
  (KeyState: string) =>
  ({ headers }: Seen): Told => {
    const operation = headers['x-amz-target'];
    if (operation === 'TrentService.ListAliases') return { status: 200, body: '{"Aliases":[]}' };
    if (operation === undefined)
      return { status: 200, headers: { ETag: '"e"' }, body: '<CopyObjectResult/>' };
    if (operation === 'DynamoDB_20120810.DescribeTable')
      return {
        status: 200,
        body: JSON.stringify({ Table: { SSEDescription: { KMSMasterKeyArn: keyArn } } }),
      };
    return { status: 200, body: JSON.stringify({ KeyMetadata: { KeyId: 'k', Arn: keyArn, KeyState } }) };
  };

const call = (operation: Call['operation'], input: object): Call => ({
  service: 's3',
  operation,
  input: { Bucket: 'mine', Key: 'k', ...input } as never,
  region: 'eu-west-2',
  account,
  principal: { type: 'Root', accountId: account, arn, userId: account },
  requestId: 'OURS',
  kmsKeys: [keyArn],
});

const calls = [
  ['a read', call('GetObject', {})],
  ['an upload', call('PutObject', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn })],
  ['a copy', call('CopyObject', { CopySource: 'mine/other' })],
] as const;

const reached = ({ target }: Seen) => target.startsWith('/mine');

describe.each(calls)('%s that takes a KMS key', (_, asked) => {
  test.each([
    ['Disabled', 'KMS.DisabledException', 'is disabled.'],
    ['PendingDeletion', 'KMS.KMSInvalidStateException', 'is pending deletion.'],
    ['PendingImport', 'KMS.KMSInvalidStateException', 'is pending import.'],
    ['Unavailable', 'KMS.KMSInvalidStateException', 'is unavailable.'],
  ])('is refused while the key is %s, which endpoints do not look at', async (state, code, message) => {
    await using endpoint = await fakeEndpoint(endpointWhereKeysAre(state));
    await using store = new EndpointStore(endpoint.url);
    const refusal = { code, status: 400, message: `${keyArn} ${message}` };
    await expect(store.send(asked)).rejects.toMatchObject(refusal);
    expect(endpoint.seen.filter(reached)).toEqual([]);
  });

  test('is sent on while the key is Enabled', async () => {
    await using endpoint = await fakeEndpoint(endpointWhereKeysAre('Enabled'));
    await using store = new EndpointStore(endpoint.url);
    await store.send(asked);
    expect(endpoint.seen.filter(reached)).not.toEqual([]);
  });
});

test('where S3 takes no key, none is looked at', async () => {
  await using endpoint = await fakeEndpoint(endpointWhereKeysAre('Disabled'));
  await using store = new EndpointStore(endpoint.url);
  await store.send({ ...call('GetObject', {}), kmsKeys: [] });
  expect(endpoint.seen.filter(reached)).toHaveLength(1);
});

test('DynamoDB says in an exception of its own what KMS says of the key of a table', async () => {
  const described = async () => ({ KeyMetadata: { KeyId: 'k', KeyState: 'Disabled' as const } });
  const asked = { service: 'dynamodb', operation: 'GetItem', kmsKeys: [keyArn] } as const;
  await expect(refuseUnusableKeys(asked, described)).rejects.toMatchObject({
    code: 'ValidationException',
    message: expect.stringMatching(
      `^KMS key disabled error: com.amazonaws.services.kms.model.DisabledException: ${keyArn} is disabled. `,
    ),
  });
});

describe('a table under a KMS key', () => {
  const asked: Call = {
    ...call('GetItem', {}),
    service: 'dynamodb',
    input: { TableName: 'books', Key: { id: { S: 'a' } } } as never,
  };
  const items = ({ headers }: Seen) =>
    /^DynamoDB_\d+\.(?:GetItem|UpdateTable)$/.test(String(headers['x-amz-target']));

  test('is not read while the key is disabled, which endpoints do not look at', async () => {
    await using endpoint = await fakeEndpoint(endpointWhereKeysAre('Disabled'));
    await using store = new EndpointStore(endpoint.url);
    const message = expect.stringMatching(/^KMS key disabled error: .* is disabled\./);
    await expect(store.send(asked)).rejects.toMatchObject({ code: 'ValidationException', message });
    expect(endpoint.seen.filter(items)).toEqual([]);
  });

  test('keeps its key while that is disabled: nothing could be encrypted anew', async () => {
    await using endpoint = await fakeEndpoint(endpointWhereKeysAre('Disabled'));
    await using store = new EndpointStore(endpoint.url);
    const input = { TableName: 'books', SSESpecification: { Enabled: false } } as never;
    const changed = store.send({ ...asked, operation: 'UpdateTable', input, kmsKeys: [] });
    await expect(changed).rejects.toThrow(/^KMS key disabled error: /);
    expect(endpoint.seen.filter(items)).toEqual([]);
  });

  test('is read while the key is Enabled', async () => {
    await using endpoint = await fakeEndpoint(endpointWhereKeysAre('Enabled'));
    await using store = new EndpointStore(endpoint.url);
    await store.send(asked);
    expect(endpoint.seen.filter(items)).not.toEqual([]);
  });
});

test('a table is not made with a policy, which not every endpoint keeps: nobody would be denied by it', async () => {
  await using endpoint = await fakeEndpoint(endpointWhereKeysAre('Enabled'));
  await using store = new EndpointStore(endpoint.url);
  const input = { TableName: 'books', ResourcePolicy: '{}' } as never;
  const made = { ...call('CreateTable', {}), service: 'dynamodb', input, kmsKeys: [] } as const;
  await expect(store.send(made)).rejects.toMatchObject({ code: 'NotImplemented', status: 501 });
  expect(endpoint.seen).toEqual([]);
});
