import { EmbeddedStore } from '../../stores/embedded/embedded-store.ts';
import type { WriteCondition } from '../../stores/store.ts';

/** For tests: runs something while the embedded store says that it cannot hold a write to these conditions. */
export async function storeCannotHold<T>(
  conditions: readonly WriteCondition[],
  run: () => Promise<T>,
): Promise<T> {
  Object.defineProperty(EmbeddedStore.prototype, 'cannotHold', { value: conditions, configurable: true });
  try {
    return await run();
  } finally {
    Reflect.deleteProperty(EmbeddedStore.prototype, 'cannotHold');
  }
}
