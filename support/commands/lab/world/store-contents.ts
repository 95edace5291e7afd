import type { StartedBackend } from '../../../backends/backend.ts';
import type { Lab } from '../../../gateway/serving/lab.ts';

/** The contents of a lab's store, as a whole. */
export interface StoreContents {
  /**
   * Remembers the current contents. The returned function puts them back; it resolves with false if the store cannot, and
   * then nothing has changed.
   */
  keep(): Promise<() => Promise<boolean>>;
  /** The contents as JSON holds them; undefined for a store that does not give out all that it holds. */
  readonly frozen?: FreezableContents | undefined;
  /**
   * Removes everything that was made in the lab. The returned function takes that back; it resolves with false if the
   * store cannot.
   */
  clear(): Promise<() => Promise<boolean>>;
}

/** Contents that can be frozen as a whole, objects and keys included. */
export type FreezableContents = Pick<Lab, 'freeze' | 'thaw' | 'bytesStored'>;

/** The contents of an embedded store: they are put back in a millisecond. */
export function contentsOfLab(lab: Lab): StoreContents {
  return {
    frozen: lab,
    async keep() {
      const frozen = lab.holdsObjects() ? await lab.freeze() : undefined;
      const restore = frozen === undefined ? lab.checkpoint() : () => lab.thaw(frozen);
      return async () => {
        await restore();
        return true;
      };
    },
    async clear() {
      const putBack = lab.setAside();
      return async () => {
        putBack();
        return true;
      };
    },
  };
}

/**
 * The contents of a store with an address of its own: they are put back request by request, as far as it can. The
 * surroundings are the gateway's own, and are put back with them.
 */
export function contentsOfBackend(
  backend: Pick<StartedBackend, 'gateway' | 'mark' | 'rewind' | 'removeAll'>,
): StoreContents {
  const { gateway } = backend;
  let kept = gateway.surroundings;
  return {
    async keep() {
      backend.mark();
      const surroundings = gateway.surroundings;
      kept = surroundings;
      return async () => {
        const isDone = await backend.rewind().catch(() => false);
        if (isDone) gateway.surround(surroundings);
        return isDone;
      };
    },
    async clear() {
      await backend.removeAll();
      gateway.surround(kept);
      return async () => false;
    },
  };
}
