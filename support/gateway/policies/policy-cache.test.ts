import { describe, expect, test } from '@jest/globals';
import { PolicyCache } from './policy-cache.ts';

describe('PolicyCache', () => {
  test('loads a value once', async () => {
    const cache = new PolicyCache<string>();
    let loads = 0;
    const load = async () => `load ${++loads}`;
    expect(await cache.get('a', load)).toBe('load 1');
    expect(await cache.get('a', load)).toBe('load 1');
  });

  test('loads again after a write', async () => {
    const cache = new PolicyCache<string>();
    await cache.get('a', async () => 'before');
    cache.clear();
    expect(await cache.get('a', async () => 'after')).toBe('after');
  });

  test('reads a value again whose reading a write disturbed', async () => {
    const cache = new PolicyCache<string>();
    let loads = 0;
    const load = async () => {
      if (++loads === 1) cache.clear();
      return `load ${loads}`;
    };
    expect(await cache.get('a', load)).toBe('load 2');
    expect(await cache.get('a', load)).toBe('load 2');
  });

  test('does not keep a value whose every reading a write disturbed', async () => {
    const cache = new PolicyCache<string>();
    const load = async () => {
      cache.clear();
      return 'before the last write';
    };
    expect(await cache.get('a', load)).toBe('before the last write');
    expect(await cache.get('a', async () => 'after the write')).toBe('after the write');
  });

  test('does not keep a failure', async () => {
    const cache = new PolicyCache<string>();
    await expect(
      cache.get('a', async () => {
        throw new Error('no answer');
      }),
    ).rejects.toThrow('no answer');
    expect(await cache.get('a', async () => 'answer')).toBe('answer');
  });

  test('stays within its capacity', async () => {
    const cache = new PolicyCache<number>(2);
    let loads = 0;
    for (const key of ['a', 'b', 'c', 'a']) await cache.get(key, async () => ++loads);
    expect(loads).toBe(4);
  });
});
