import { describe, expect, test } from '@jest/globals';
import { startFailure } from './start-failure.ts';

const circumstances = { image: 'localstack/localstack:4.14.0', imageIsHere: true, hasToken: false, log: '' };

describe('a LocalStack that does not start', () => {
  test.each([
    ['Could not find a working container runtime strategy', {}, 'no Docker answers'],
    [
      '(HTTP code 404) no such container - No such image: a:b',
      { imageIsHere: false },
      'is not here and cannot be pulled',
    ],
    [
      'Get "https://somewhere.invalid/v2/": dial tcp: lookup somewhere.invalid: i/o error',
      { imageIsHere: false },
      'is not here and cannot be pulled',
    ],
    [
      'Get "http://127.0.0.1:1/v2/": connection refused',
      { imageIsHere: false },
      'is not here and cannot be pulled',
    ],
    [
      'Get "https://registry-1.docker.io/v2/": no such host',
      { imageIsHere: true },
      'TESTCONTAINERS_RYUK_DISABLED=true',
    ],
    ['Bind for 127.0.0.1:4566 failed: port is already allocated', {}, 'is taken'],
    [
      'Log stream ended and message "Ready" was not received',
      { log: 'one\nboom' },
      'It last wrote:\n  one\n  boom',
    ],
    [
      'Log stream ended and message "Ready" was not received',
      { log: 'License activation failed!' },
      'set LOCALSTACK_AUTH_TOKEN',
    ],
    [
      'Log stream ended and message "Ready" was not received',
      { log: 'License activation failed!', hasToken: true },
      'was not accepted',
    ],
    ['something else', {}, 'LocalStack could not be started: something else'],
  ])('because of "%s" says what to do', (message, special, told) => {
    const failure = startFailure(new Error(message), { ...circumstances, ...special });
    expect(failure.message).toContain(told);
  });

  test('is explained by what lies behind an error', () => {
    const cause = new Error('outer', {
      cause: new Error('Could not find a working container runtime strategy'),
    });
    expect(startFailure(cause, circumstances).message).toContain('no Docker answers');
  });
});
