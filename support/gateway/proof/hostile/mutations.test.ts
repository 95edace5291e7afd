import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, sign } from './signed-request.ts';
import { startVictim, type Victim } from './victim.ts';

let victim: Victim;

beforeAll(async () => {
  victim = await startVictim();
});
afterAll(async () => {
  await victim[Symbol.asyncDispose]();
});

/** Harmful requests, signed with a guessed secret. */
const forged = [
  () => sign({ line: 'PUT /victim/k', body: 'x', secretAccessKey: 'guess' }),
  () => sign({ line: 'DELETE /victim/k?versionId=null', secretAccessKey: 'guess' }),
  () =>
    sign({
      line: 'POST /victim?delete',
      body: '<Delete><Object><Key>k</Key></Object></Delete>',
      secretAccessKey: 'guess',
    }),
  () =>
    sign({
      service: 'iam',
      line: 'POST /',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=DeleteUser&UserName=ana&Version=2010-05-08',
      secretAccessKey: 'guess',
    }),
];

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  remove: fc.nat(8),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(
      '\r\n',
      '\0',
      ': ',
      '&',
      '?',
      '/',
      '%',
      '%00',
      '//',
      ';',
      ',',
      ' HTTP/1.1',
      'x-amz-acl: private\r\n',
    ),
  ),
});

test('No change of its bytes makes a forged request pass, break anything, or hang', async () => {
  const before = await victim.state();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...forged),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (request, changes) => {
        let bytes = Buffer.from(bytesOf(request()));
        for (const { at, remove, insert } of changes) {
          const from = Math.floor(at * bytes.length);
          bytes = Buffer.concat([
            bytes.subarray(0, from),
            Buffer.from(insert),
            bytes.subarray(from + remove),
          ]);
        }
        const { raw } = await victim.send(bytes, { halfClose: true });
        for (const [, status] of raw.matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
          expect(Number(status)).toBeGreaterThanOrEqual(400);
          expect(status).not.toBe('500');
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(await victim.state()).toEqual(before);
  expect(victim.internalErrors).toEqual([]);
});
