import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { body, bytesOf } from '../testing/s3-under-test.ts';
import { openContent } from './open-content.ts';
import { sealContent } from './seal-content.ts';
import { SealedContent } from './sealed-content.ts';
import { SEGMENT_SIZE } from './segment-cipher.ts';
import { SpillFile } from './spill-file.ts';

const MIB = 1024 * 1024;

async function sealed(bytes: Uint8Array, spillFile = new SpillFile()) {
  const dataKey = createSecretKey(randomBytes(32));
  const { content } = await sealContent(body(bytes), { dataKey, spillFile, md5: false });
  return { content, dataKey, spillFile };
}

function atRest(content: SealedContent): Buffer {
  if (content.segments.kind !== 'memory') throw new Error('not in memory');
  return Buffer.concat(content.segments.sealed);
}

describe('content at rest', () => {
  test('holds nothing of the plaintext', async () => {
    const secret = Buffer.from('attack at dawn '.repeat(100));
    const { content } = await sealed(secret);
    expect(atRest(content).includes('attack')).toBe(false);
    expect(atRest(content).length).toBe(secret.length + 16);
  });

  test('is another each time, though bytes and key be the same', async () => {
    const dataKey = createSecretKey(randomBytes(32));
    const options = { dataKey, spillFile: new SpillFile(), md5: false };
    const one = await sealContent(body('same'), options);
    const other = await sealContent(body('same'), options);
    expect(atRest(one.content).equals(atRest(other.content))).toBe(false);
  });

  test('cannot be read with another data key', async () => {
    const { content } = await sealed(Buffer.from('secret'));
    const other = createSecretKey(randomBytes(32));
    expect(() => openContent([content], other, { start: 0, end: 6 })).toThrow('internal error');
  });

  test('cannot be changed unnoticed', async () => {
    const { content, dataKey } = await sealed(Buffer.from('secret'));
    if (content.segments.kind === 'memory') content.segments.sealed[0]?.writeUInt8(0x5a, 3);
    expect(() => openContent([content], dataKey, { start: 0, end: 6 })).toThrow('internal error');
  });
});

describe('segments', () => {
  test('cannot change places, and do not show that they are equal', async () => {
    const { content, dataKey } = await sealed(Buffer.alloc(2 * SEGMENT_SIZE, 'x'));
    if (content.segments.kind !== 'memory') throw new Error('not in memory');
    const [first, second] = content.segments.sealed;
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
    const segments = { kind: 'memory', sealed: [...content.segments.sealed].reverse() } as const;
    const swapped = new SealedContent(content.size, content.nonce, segments);
    const read = bytesOf(openContent([swapped], dataKey, { start: 0, end: content.size }));
    await expect(read).rejects.toMatchObject({ code: 'InternalError' });
  });
});

describe('ranges', () => {
  const big = randomBytes(3 * SEGMENT_SIZE + 17);
  const small = randomBytes(1000);

  test('of several contents give just their bytes, across segments', async () => {
    const dataKey = createSecretKey(randomBytes(32));
    const options = { dataKey, spillFile: new SpillFile(), md5: false };
    const contents = [
      (await sealContent(body(big), options)).content,
      (await sealContent(body(small), options)).content,
    ];
    const whole = Buffer.concat([big, small]);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(whole.length), async (a, b) => {
        const range = { start: Math.min(a, b), end: Math.max(a, b) };
        const read = await bytesOf(openContent(contents, dataKey, range));
        expect(read.equals(whole.subarray(range.start, range.end))).toBe(true);
      }),
      {
        numRuns: 40,
        examples: [
          [0, whole.length],
          [SEGMENT_SIZE, SEGMENT_SIZE + 1],
          [0, 0],
        ],
      },
    );
  });

  test('do not depend on how the body was cut up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 6 }), async (sizes) => {
        const chunks = sizes.map((size) => randomBytes(size));
        const dataKey = createSecretKey(randomBytes(32));
        const { content } = await sealContent(body(...chunks), {
          dataKey,
          spillFile: new SpillFile(),
          md5: false,
        });
        const whole = Buffer.concat(chunks);
        expect(content.size).toBe(whole.length);
        const read = await bytesOf(openContent([content], dataKey, { start: 0, end: whole.length }));
        expect(read.equals(whole)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('large content', () => {
  // `npm run bench` measures that memory stays flat; unit tests do not measure a process.
  test('goes to the disk whole, and comes back', async () => {
    const chunk = randomBytes(MIB);
    async function* large() {
      for (let n = 0; n < 64; n++) yield chunk;
    }
    const spillFile = new SpillFile();
    const dataKey = createSecretKey(randomBytes(32));
    const { content } = await sealContent(large(), { dataKey, spillFile, md5: false });
    expect(content.segments.kind).toBe('spilled');
    expect(spillFile.used).toBe(64);
    let size = 0;
    for await (const piece of openContent([content], dataKey, { start: 0, end: 64 * MIB }))
      size += piece.length;
    expect(size).toBe(64 * MIB);
    content.release();
    expect(spillFile.used).toBe(0);
  });

  test('stays readable to the end for who has begun, and is gone then', async () => {
    const bytes = randomBytes(6 * MIB);
    const { content, dataKey, spillFile } = await sealed(bytes);
    const reading = openContent([content], dataKey, { start: 0, end: bytes.length });
    content.release();
    expect(spillFile.used).toBe(6);
    expect((await bytesOf(reading)).equals(bytes)).toBe(true);
    expect(spillFile.used).toBe(0);
  });

  test('leaves nothing on the disk when the body breaks off', async () => {
    const spillFile = new SpillFile();
    async function* broken() {
      for (let n = 0; n < 7; n++) yield randomBytes(MIB);
      throw new Error('the client went away');
    }
    const dataKey = createSecretKey(randomBytes(32));
    await expect(sealContent(broken(), { dataKey, spillFile, md5: false })).rejects.toThrow('went away');
    expect(spillFile.used).toBe(0);
  });

  test('takes the place of what was freed', async () => {
    const spillFile = new SpillFile();
    const first = await sealed(randomBytes(5 * MIB), spillFile);
    const bytes = randomBytes(6 * MIB);
    const second = await sealed(bytes, spillFile);
    first.content.release();
    const third = await sealed(bytes, spillFile);
    for (const { content, dataKey } of [second, third]) {
      expect((await bytesOf(openContent([content], dataKey, { start: 0, end: 6 * MIB }))).equals(bytes)).toBe(
        true,
      );
    }
  });
});
