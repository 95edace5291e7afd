import { describe, expect, test } from '@jest/globals';
import { endpointUrl } from './endpoint-url.ts';

describe('the address of an endpoint', () => {
  test.each([
    'http://127.0.0.1:4566',
    'http://127.9.9.9:1',
    'http://localhost:4566',
    'http://[::1]:4566',
    'http://s3.localhost:1',
  ])('may be %s: it is on this machine', (address) => {
    expect(endpointUrl(address, false).origin).toBe(new URL(address).origin);
  });

  test.each([
    'http://10.0.0.1:4566',
    'http://localstack:4566',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://[::ffff:10.0.0.1]:4566',
    'http://0.0.0.0:4566',
  ])('may be %s only if that was allowed', (address) => {
    expect(() => endpointUrl(address, false)).toThrow('--allow-remote');
    expect(endpointUrl(address, true).origin).toBe(new URL(address).origin);
  });

  test.each(['https://s3.eu-west-1.amazonaws.com', 'https://kms.eu-west-1.api.aws', 'https://amazonaws.com'])(
    'is never %s, which is AWS itself',
    (address) => {
      expect(() => endpointUrl(address, true)).toThrow('is AWS itself');
    },
  );

  test.each(['4566', 'ftp://127.0.0.1', 'localhost:4566'])('is not %s', (address) => {
    expect(() => endpointUrl(address, true)).toThrow('is not a URL');
  });

  test.each(['http://127.0.0.1:4566/path', 'http://127.0.0.1:4566/?a', 'http://me@127.0.0.1:4566'])(
    'has nothing but scheme, host and port: %s',
    (address) => {
      expect(() => endpointUrl(address, true)).toThrow('only a scheme, a host and a port');
    },
  );
});
