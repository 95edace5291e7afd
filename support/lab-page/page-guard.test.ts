import { describe, expect, test } from '@jest/globals';
import { refusedChange } from './page-guard.ts';
import { newIdentity } from './page-identity.ts';

const { token } = newIdentity();
const guard = { token, hostNames: ['gateway'] };

function refusal(headers: Readonly<Record<string, string>>, shown: string | undefined = token) {
  return refusedChange({ headers, duplicated: [] }, shown, guard);
}

describe('a change', () => {
  test.each<Record<'host', string> & Record<string, string>>([
    { host: '127.0.0.1:4566', origin: 'http://127.0.0.1:4566', 'sec-fetch-site': 'same-origin' },
    { host: '127.0.0.1:4566', origin: 'https://127.0.0.1:4566' },
    { host: 'localhost:4566', origin: 'http://localhost:4566' },
    { host: '[::1]:4566', origin: 'http://[::1]:4566' },
    { host: 'GATEWAY:4566', origin: 'http://gateway:4566' },
  ])('is taken from a page of the lab: %j', ({ host, ...headers }) => {
    expect(refusal({ host: host.toLowerCase(), ...headers })).toBeUndefined();
  });

  const own = { host: '127.0.0.1:4566', origin: 'http://127.0.0.1:4566' };
  test.each<[string, Record<string, string>]>([
    ['without an origin', { host: own.host }],
    ['of a sandboxed page', { ...own, origin: 'null' }],
    ['of another origin', { ...own, origin: 'http://evil.example' }],
    ['of another port of this machine', { ...own, origin: 'http://127.0.0.1:3000' }],
    ['of an origin that begins as the own', { ...own, origin: 'http://127.0.0.1:4566.evil.example' }],
    ['of another site', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['of another page of this machine', { ...own, 'sec-fetch-site': 'same-site' }],
    ['of a name that DNS may lead here', { host: 'evil.example:4566', origin: 'http://evil.example:4566' }],
    [
      'of a name of AWS that DNS may lead here',
      { host: 'x.s3.amazonaws.com:4566', origin: 'http://x.s3.amazonaws.com:4566' },
    ],
    ['without a host', { origin: own.origin }],
  ])('is refused %s', (_, headers) => {
    expect(refusal(headers)).toMatch(/^Only the lab’s own pages/);
  });

  test.each(['', 'x', token.slice(1), `${token}x`, newIdentity().token])(
    'is refused with the token %p',
    (shown) => {
      expect(refusal(own, shown)).toMatch(/of an earlier lab/);
      expect(refusedChange({ headers: own, duplicated: [] }, undefined, guard)).toMatch(/of an earlier lab/);
    },
  );

  test.each(['host', 'origin', 'sec-fetch-site', 'x-keyhole-page'])(
    'is refused with two headers %s',
    (name) => {
      expect(refusedChange({ headers: own, duplicated: [name] }, token, guard)).toMatch(/^Only/);
    },
  );
});
