import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Operation } from '../../../../aws/operations.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import type { Call } from '../../../store.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { type FakeEndpoint, fakeEndpoint, type Seen, type Told } from '../../testing/fake-endpoint.ts';

const region = 'eu-west-1';
const arnOf = (id: string) => `arn:aws:kms:${region}:${account}:key/${id}`;
const day = 86_400;

let endpoint: FakeEndpoint;
let store: EndpointStore;
let validFor: number;
let unwraps: boolean;
beforeEach(async () => {
  validFor = day;
  unwraps = true;
  endpoint = await fakeEndpoint(answer);
  store = new EndpointStore(endpoint.url);
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await endpoint[Symbol.asyncDispose]();
});

/** A KMS that takes any import token for any key, and fails on material that it cannot unwrap. */
function answer({ headers, body }: Seen): Told {
  if (!String(headers['x-amz-target']).endsWith('GetParametersForImport')) {
    const message = 'exception while calling kms.ImportKeyMaterial: Decryption failed';
    return unwraps
      ? { status: 200, body: '{}' }
      : { status: 500, body: JSON.stringify({ __type: 'InternalError', message }) };
  }
  const { KeyId }: { KeyId: string } = JSON.parse(body);
  const ImportToken = Buffer.from(`token of ${KeyId}`).toString('base64');
  const ParametersValidTo = Date.now() / 1000 + validFor;
  return { status: 200, body: JSON.stringify({ KeyId, ImportToken, ParametersValidTo }) };
}

function ask(operation: Operation<'kms'>, input: object): Promise<object> {
  const principal = { type: 'Service', service: 'test.amazonaws.com' } as const;
  const call = { service: 'kms', operation, input, account, region, principal, requestId: 'r' };
  return store.perform(call as unknown as Call);
}

const parametersOf = (KeyId: string) =>
  ask('GetParametersForImport', {
    KeyId,
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    WrappingKeySpec: 'RSA_2048',
  });

const importInto = (KeyId: string, of = KeyId) =>
  ask('ImportKeyMaterial', {
    KeyId,
    ImportToken: Buffer.from(`token of ${of}`),
    EncryptedKeyMaterial: Buffer.alloc(256),
    ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
  });

test('key material is imported by the token of its key', async () => {
  await parametersOf(arnOf('a'));
  await expect(importInto(arnOf('a'))).resolves.toBeDefined();
});

test('the token of another key, and one that never passed, do not reach the endpoint', async () => {
  await parametersOf(arnOf('a'));
  const invalid = { code: 'InvalidImportTokenException', status: 400 };
  await expect(importInto(arnOf('b'), arnOf('a'))).rejects.toMatchObject(invalid);
  await expect(importInto(arnOf('b'))).rejects.toMatchObject(invalid);
  expect(endpoint.seen).toHaveLength(1);
});

test('a token that is valid no more does not reach the endpoint', async () => {
  validFor = 0;
  await parametersOf(arnOf('a'));
  await expect(importInto(arnOf('a'))).rejects.toMatchObject({ code: 'ExpiredImportTokenException' });
  expect(endpoint.seen).toHaveLength(1);
});

test('material that the endpoint fails to unwrap is refused as KMS refuses it', async () => {
  unwraps = false;
  await parametersOf(arnOf('a'));
  const refusal = { code: 'InvalidCiphertextException', status: 400 };
  await expect(importInto(arnOf('a'))).rejects.toMatchObject(refusal);
});
