import { describe, expect, test } from '@jest/globals';
import { otherAccount } from '../../../aws/testing/accounts.ts';
import { bytesOf, type Signed, sign } from './signed-request.ts';
import { unharmedVictim } from './unharmed-victim.ts';

const victim = unharmedVictim();

/** A request after which the connection stays open. */
function keptAlive(signed: Signed): Buffer {
  return Buffer.from(
    Buffer.from(bytesOf(signed)).toString('latin1').replace('connection: close', 'connection: keep-alive'),
    'latin1',
  );
}

/** The statuses of all answers on a connection. */
async function statusesOf(...requests: readonly Uint8Array[]): Promise<string[]> {
  const { raw } = await victim().send(Buffer.concat(requests));
  return [...raw.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status = '']) => status);
}

const forged = (body: Uint8Array | string) =>
  sign({ line: 'PUT /victim/new', body, secretAccessKey: 'guess' });
const good = () => bytesOf(sign({ line: 'GET /victim/k' }));
const megabytes = Buffer.alloc(4 * 1024 * 1024, 'x');

describe('On a connection that is kept, a good request is answered after', () => {
  test.each<[string, () => Signed, string]>([
    ['a refused upload', () => forged('x'), '403'],
    ['a large refused upload', () => forged(megabytes), '403'],
    [
      'an upload that is not what was announced',
      () => ({
        ...sign({ line: 'PUT /victim/new', body: megabytes }),
        body: Buffer.alloc(megabytes.length, 'y'),
      }),
      '400',
    ],
    ['a document that is too large', () => sign({ line: 'PUT /victim?policy', body: megabytes }), '400'],
    [
      'a refused document',
      () => sign({ line: 'PUT /victim?policy', body: '{', accessKeyId: otherAccount }),
      '403',
    ],
    ['a body that is ignored', () => sign({ line: 'GET /victim/k', body: 'x' }), '200'],
    ['a body with a DELETE', () => sign({ line: 'DELETE /victim/none', body: megabytes }), '400'],
    ['an unknown method', () => sign({ line: 'PROPFIND /victim/k', body: 'x' }), '501'],
  ])('%s', async (_name, request, status) => {
    expect(await statusesOf(keptAlive(request()), good())).toEqual([status, '200']);
  });

  test('a hundred others, each with its own answer', async () => {
    const requests = Array.from({ length: 100 }, (_, i) =>
      keptAlive(sign({ line: i % 2 ? 'GET /victim/k' : 'GET /victim/none' })),
    );
    expect(await statusesOf(...requests, good())).toEqual([
      ...requests.map((_, i) => (i % 2 ? '200' : '404')),
      '200',
    ]);
  });
});

test('A request inside the body of a refused one is not a request', async () => {
  const inside = Buffer.from(bytesOf(sign({ line: 'DELETE /victim/k' })));
  expect(await statusesOf(bytesOf(forged(inside)))).toEqual(['403']);
  expect(await statusesOf(keptAlive(forged(inside)), good())).toEqual(['403', '200']);
});
