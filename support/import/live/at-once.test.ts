import { expect, test } from '@jest/globals';
import { atOnce } from './at-once.ts';

/** Work that ends when it is told to, and counts how much of it goes on. */
class Work {
  readonly ends: (() => void)[] = [];
  going = 0;
  most = 0;

  readonly run = async (item: number) => {
    this.going++;
    this.most = Math.max(this.most, this.going);
    await new Promise<void>((resolve) => this.ends.push(resolve));
    this.going--;
    return item * 10;
  };
}

test('does so many things at a time, and keeps their order', async () => {
  const work = new Work();
  const done = atOnce(3, [1, 2, 3, 4, 5], work.run);
  while (work.ends.length > 0) {
    work.ends.pop()?.();
    await new Promise(setImmediate);
  }
  expect(await done).toEqual([10, 20, 30, 40, 50]);
  expect(work.most).toBe(3);
});

test('begins nothing more after an error', async () => {
  const begun: number[] = [];
  const failing = atOnce(2, [1, 2, 3, 4], async (item) => {
    begun.push(item);
    throw new Error(`no ${item}`);
  });
  await expect(failing).rejects.toThrow('no 1');
  await new Promise(setImmediate);
  expect(begun).toEqual([1, 2]);
});
