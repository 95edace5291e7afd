import { expect, test } from '@jest/globals';
import { EmbeddedStore } from '../../stores/embedded/embedded-store.ts';
import type { Store } from '../../stores/store.ts';
import { KnownSurroundings } from '../surroundings/surroundings.ts';
import { requireDecided } from './require-decided.ts';

test('an owner that changed is refused once the other owners are known, whose errors are handled too', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  await using embedded = new EmbeddedStore();
  const owners: Store['bucketOwner'] = (bucket) =>
    bucket === 'asked' ? Promise.reject(new TypeError('the endpoint is gone')) : '999999999999';
  const store: Store = Object.assign(Object.create(embedded), { bucketOwner: owners });
  try {
    const surroundings = new KnownSurroundings({});
    const bucketOwners = { asked: '111111111111', known: '222222222222' };
    await expect(async () => requireDecided({ bucketOwners }, { store, surroundings })).rejects.toThrow();
    await new Promise(setImmediate);
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});
