import { jest } from '@jest/globals';
import { EmbeddedStore } from '../../stores/embedded/embedded-store.ts';

/** For tests: something is changed right after the gateway's next read of one kind. */
export function changedAfter(operation: string, change: () => Promise<unknown>): void {
  const { read } = EmbeddedStore.prototype;
  let isChanged = false;
  jest.spyOn(EmbeddedStore.prototype, 'read').mockImplementation(async function (
    this: EmbeddedStore,
    lookup: Parameters<typeof read>[0],
  ) {
    try {
      return await read.call(this, lookup);
    } finally {
      if (!isChanged && lookup.operation === operation) {
        isChanged = true;
        await change();
      }
    }
  } as unknown as typeof read);
}
