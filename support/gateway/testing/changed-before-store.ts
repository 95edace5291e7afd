import { jest } from '@jest/globals';
import { EmbeddedStore } from '../../stores/embedded/embedded-store.ts';
import type { Clients } from './lab-under-test.ts';

/** For tests: what an account does meanwhile. */
export type Doing = (root: Clients) => Promise<unknown>;

/** For tests: the next decided call is performed only after something was done in its account. */
export function meanwhile(root: Clients, doing: Doing): void {
  for (const method of ['send', 'perform'] as const) {
    const original = EmbeddedStore.prototype[method] as (this: EmbeddedStore, call: never) => Promise<never>;
    jest.spyOn(EmbeddedStore.prototype, method).mockImplementation(async function (
      this: EmbeddedStore,
      call: object,
    ) {
      jest.restoreAllMocks();
      await doing(root);
      return original.call(this, call as never);
    } as never);
  }
}
