import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Operation } from '../../../../aws/operations.ts';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import type { Call } from '../../../store.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../../testing/fake-endpoint.ts';

const region = 'eu-west-1';
const ARN = `arn:aws:secretsmanager:${region}:${account}:secret:db-abcdef`;
const keyArn = (letter: string) =>
  `arn:aws:kms:${region}:${account}:key/${letter.repeat(8)}-0000-4000-8000-000000000000`;

/** The contents of the endpoint: one secret, with its versions and their labels, and the key of an alias. */
let versions: { VersionId: string; VersionStages: string[]; KmsKeyIds: string[] }[];
let KmsKeyId: string | undefined;
let target: string;
/** True if KMS fails to answer. */
let silent: boolean;
/** True if versions are listed one a page. */
let isPaged: boolean;

function pageOf(at: number): object {
  return {
    Versions: versions.slice(at, at + 1),
    ...(at + 1 < versions.length && { NextToken: `${at + 1}` }),
  };
}

beforeEach(() => {
  versions = [];
  KmsKeyId = undefined;
  target = keyArn('a');
  silent = false;
  isPaged = false;
});

function answered({ headers, body }: Seen): Told {
  const input = JSON.parse(body);
  const named = (more: object) => ({ status: 200, body: JSON.stringify({ ARN, Name: 'db', ...more }) });
  switch (String(headers['x-amz-target']).split('.')[1]) {
    case 'ListAliases':
      return named({ Aliases: [] });
    case 'DescribeKey': {
      if (silent) return { status: 500 };
      const Arn = String(input.KeyId).startsWith('alias/') ? target : input.KeyId;
      return named({ KeyMetadata: { KeyId: 'k', Arn, KeyState: 'Enabled' } });
    }
    case 'DescribeSecret':
      return named({ KmsKeyId });
    case 'ListSecretVersionIds':
      return named(isPaged ? pageOf(Number(input.NextToken ?? 0)) : { Versions: versions });
    case 'GetSecretValue':
      return named({ SecretString: 'x' });
    default: {
      KmsKeyId = input.KmsKeyId ?? KmsKeyId;
      if (input.SecretString === undefined) return named({});
      const VersionId = input.ClientRequestToken;
      // LocalStack calls every key the default one.
      versions.push({ VersionId, VersionStages: ['AWSCURRENT'], KmsKeyIds: ['DefaultEncryptionKey'] });
      return named({ VersionId });
    }
  }
}

const call = (operation: Operation<'secretsmanager'>, input: object): Call => ({
  service: 'secretsmanager',
  operation,
  input: input as never,
  region,
  account,
  principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
  requestId: 'OURS',
});

async function keysOf(store: EndpointStore) {
  const at = { service: 'secretsmanager', account: otherAccount, region } as const;
  const { Versions } = await store.read({
    ...at,
    operation: 'ListSecretVersionIds',
    input: { SecretId: ARN },
  });
  return Object.fromEntries(Versions?.map(({ VersionId = '', KmsKeyIds }) => [VersionId, KmsKeyIds]) ?? []);
}

const create = { Name: 'db', SecretString: 'x', ClientRequestToken: 'one', KmsKeyId: 'alias/mine' };
const put = { SecretId: ARN, SecretString: 'y', ClientRequestToken: 'two' };

describe('the keys of versions', () => {
  test('are those that were meant when the versions were made', async () => {
    await using endpoint = await fakeEndpoint(answered);
    await using store = new EndpointStore(endpoint.url);
    await store.perform(call('CreateSecret', create));
    target = keyArn('b');
    await store.perform(call('PutSecretValue', put));
    expect(await keysOf(store)).toEqual({ one: [keyArn('a')], two: [keyArn('b')] });
  });

  test('are the old and the new one where the key of the secret was changed, for versions with labels', async () => {
    await using endpoint = await fakeEndpoint(answered);
    await using store = new EndpointStore(endpoint.url);
    await store.perform(call('CreateSecret', create));
    await store.perform(call('PutSecretValue', put));
    for (const version of versions) version.VersionStages = version.VersionId === 'one' ? [] : ['AWSCURRENT'];
    await store.perform(call('UpdateSecret', { SecretId: ARN, KmsKeyId: keyArn('c') }));
    expect(await keysOf(store)).toEqual({ one: [keyArn('a')], two: [keyArn('c'), keyArn('a')] });
  });

  test('change with the key of the secret, also for a version on a later page', async () => {
    await using endpoint = await fakeEndpoint(answered);
    await using store = new EndpointStore(endpoint.url);
    await store.perform(call('CreateSecret', create));
    await store.perform(call('PutSecretValue', put));
    for (const version of versions) version.VersionStages = version.VersionId === 'one' ? [] : ['AWSCURRENT'];
    isPaged = true;
    await store.perform(call('UpdateSecret', { SecretId: ARN, KmsKeyId: keyArn('c') }));
    isPaged = false;
    expect(await keysOf(store)).toMatchObject({ two: [keyArn('c'), keyArn('a')] });
  });

  test('are what the secret names now, for versions that were not made through the gateway', async () => {
    await using endpoint = await fakeEndpoint(answered);
    await using store = new EndpointStore(endpoint.url);
    versions = [{ VersionId: 'old', VersionStages: ['AWSCURRENT'], KmsKeyIds: ['DefaultEncryptionKey'] }];
    expect(await keysOf(store)).toEqual({ old: ['DefaultEncryptionKey'] });
  });
});

test('a secret whose key cannot be looked up is not changed', async () => {
  await using endpoint = await fakeEndpoint(answered);
  await using store = new EndpointStore(endpoint.url);
  await store.perform(call('CreateSecret', create));
  silent = true;
  await expect(store.perform(call('PutSecretValue', put))).rejects.toThrow();
  silent = false;
  target = keyArn('b');
  expect(await keysOf(store)).toEqual({ one: [keyArn('a')] });
});

test('creating a secret again under another key changes the key of no version', async () => {
  await using endpoint = await fakeEndpoint(answered);
  await using store = new EndpointStore(endpoint.url);
  await store.perform(call('CreateSecret', create));
  await store.perform(call('CreateSecret', { ...create, KmsKeyId: keyArn('b') }));
  expect(await keysOf(store)).toEqual({ one: [keyArn('a')] });
});

test('a secret is looked for in the account of its ARN, not in the caller’s', async () => {
  await using endpoint = await fakeEndpoint(answered);
  await using store = new EndpointStore(endpoint.url);
  await keysOf(store);
  expect(
    endpoint.seen.every(({ headers }) => headers.authorization?.includes(`Credential=${account}/`)),
  ).toBe(true);
});

test('what was made is removed again, without a window to restore it in', async () => {
  await using endpoint = await fakeEndpoint(answered);
  await using store = new EndpointStore(endpoint.url);
  await store.perform(call('CreateSecret', create));
  expect(await store.removeAll()).toEqual([]);
  const last = endpoint.seen.at(-1);
  expect(last?.headers['x-amz-target']).toBe('secretsmanager.DeleteSecret');
  expect(JSON.parse(last?.body ?? '')).toEqual({ SecretId: ARN, ForceDeleteWithoutRecovery: true });
});

describe('the id of a version that the endpoint has dropped with its last label', () => {
  const value = { SecretId: ARN, SecretString: 'x', ClientRequestToken: 'first' };

  beforeEach(() => {
    KmsKeyId = keyArn('a');
  });

  test.each(['PutSecretValue', 'UpdateSecret'] as const)('is refused by name for %s', async (operation) => {
    await using endpoint = await fakeEndpoint(answered);
    await using store = new EndpointStore(endpoint.url);
    await store.perform(call('PutSecretValue', value));
    versions = [];
    const again = store.perform(call(operation, { ...value, SecretId: 'db' }));
    await expect(again).rejects.toMatchObject({ code: 'NotImplemented', status: 501 });
    expect(versions).toEqual([]);
  });

  test('is taken while the endpoint still has the version', async () => {
    await using endpoint = await fakeEndpoint(answered);
    await using store = new EndpointStore(endpoint.url);
    await store.perform(call('PutSecretValue', value));
    await store.perform(call('PutSecretValue', value));
    expect(versions).toHaveLength(2);
  });
});
