import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { KmsKey, KmsState } from '../kms-state.ts';
import { createKmsState } from '../kms-state.ts';
import { newImportParameters } from './import-parameters.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { arn: 'arn:aws:kms:eu-west-1:111111111111:key/1' } as KmsKey;
const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' };

/** A KMS that has given out import tokens, each of which was valid for so many milliseconds from now on. */
function withTokens(...valid: readonly number[]): KmsState {
  const state = createKmsState();
  const present = state.now().getTime();
  valid.forEach((milliseconds, i) => {
    const validTo = new Date(present + milliseconds);
    state.imports.set(String(i), { keyArn: key.arn, algorithm: 'RSAES_OAEP_SHA_256', privateKey, validTo });
  });
  return state;
}

test('import tokens that have expired are dropped once there is a new one', async () => {
  const state = withTokens(-2000, -1000, 60_000);
  const { token } = await newImportParameters(state, key, wrapping);
  expect([...state.imports.keys()]).toEqual(['2', token.toString('base64')]);
});

test('a thousand import tokens are valid at once: the oldest make room', async () => {
  const state = withTokens(...Array.from({ length: 1000 }, () => 60_000));
  const { token } = await newImportParameters(state, key, wrapping);
  expect(state.imports.size).toBe(1000);
  expect(state.imports.has('0')).toBe(false);
  expect(state.imports.has('1')).toBe(true);
  expect(state.imports.has(token.toString('base64'))).toBe(true);
});
