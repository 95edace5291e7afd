import { describe, expect, test } from '@jest/globals';
import { allKnown } from './awaitable.ts';

describe('several reads', () => {
  test('are answered at once if each is known', () => {
    expect(allKnown([() => 1, () => 2])).toEqual([1, 2]);
    expect(allKnown([])).toEqual([]);
  });

  test('are answered together if one comes later', async () => {
    await expect(allKnown([async () => 1, () => 2])).resolves.toEqual([1, 2]);
  });

  test('throw at once the first error of those that are known', () => {
    const reads = [
      () => 1,
      (): number => {
        throw new TypeError('known');
      },
    ];
    expect(() => allKnown(reads)).toThrow('known');
  });

  test('leave no error unhandled, if one throws at once and another later', async () => {
    let fail: (error: Error) => void = () => {};
    const later = new Promise<number>((_, reject) => {
      fail = reject;
    });
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const all = allKnown([
        () => later,
        () => {
          throw new TypeError('known');
        },
      ]);
      fail(new TypeError('later'));
      await expect(all).rejects.toThrow('later');
      await new Promise(setImmediate);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});
