import { describe, expect, test } from '@jest/globals';
import { newAccessKeyId, newSecretAccessKey, newSessionToken, newUniqueId } from './new-identifiers.ts';

describe('new identifiers', () => {
  test.each([
    ['unique ids', () => newUniqueId('AROA'), /^AROA[A-Z2-7]{17}$/],
    ['access key ids', () => newAccessKeyId('ASIA'), /^ASIA[A-Z2-7]{16}$/],
    ['secrets', newSecretAccessKey, /^[\w+/]{40}$/],
    ['session tokens', newSessionToken, /^FwoGZXIvYXdz[\w+/]{256}$/],
  ])('%s are well-formed and never come twice', (_what, make, form) => {
    const made = Array.from({ length: 1000 }, make);
    expect(made.filter((identifier) => !form.test(identifier))).toEqual([]);
    expect(new Set(made).size).toBe(made.length);
  });
});
