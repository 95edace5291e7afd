import { isPublic } from '../../authorization/layers/is-public.ts';
import { parsedPolicy } from '../../authorization/parse-policy.ts';
import type { EmbeddedState } from '../../stores/embedded/embedded-state.ts';
import { EmbeddedStore } from '../../stores/embedded/embedded-store.ts';
import { type FrozenStore, thawState } from '../../stores/embedded/frozen-store.ts';
import type { CallInProcess } from '../call-in-process.ts';
import { Gateway } from '../gateway.ts';
import { type FrozenSurroundings, freezableSurroundings } from '../surroundings/frozen-surroundings.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { GatewayServer, GatewayServerOptions } from './gateway-server.ts';
import { serveGateway, surroundingsNow } from './start-gateway-server.ts';

/** A gateway that listens, in front of an embedded store of its own. */
export interface Lab extends GatewayServer {
  /** Begins again with an empty state and the surroundings of the start, at the same endpoint. */
  clear(): void;
  /**
   * Remembers the state and its surroundings as they are now. Each call of the returned function restores
   * them, in well under a millisecond. Throws TypeError once there are objects: contents are not remembered.
   */
  checkpoint(): () => void;
  /**
   * Goes on with a copy of the state, in which something is tried. The returned function puts back what was there. Throws
   * TypeError once there are objects.
   */
  tryOut(): () => void;
  /** Performs a call of this process whatever policies say. It is refused for its form, and for the state that it meets. */
  arrange(asked: CallInProcess): Promise<object>;
  /** Everything that it holds, with its surroundings, as JSON holds it. */
  freeze(): Promise<FrozenLab>;
  /**
   * Replaces everything by what was frozen. The returned function puts back what was there. Throws if the frozen state is
   * broken, and then nothing has changed.
   */
  thaw(frozen: FrozenLab): Promise<() => void>;
  /** True if it holds objects or unfinished uploads, which {@link checkpoint} does not remember. */
  holdsObjects(): boolean;
  /** The bytes of all objects and unfinished uploads. */
  bytesStored(): number;
  /** Begins again as {@link clear} does. The returned function puts back what was there, objects included. */
  setAside(): () => void;
}

/** A lab's state and surroundings, as JSON holds them. The issuers of tokens are left out: their keys are those of a process. */
export interface FrozenLab {
  readonly store: FrozenStore;
  readonly surroundings: FrozenSurroundings;
}

/**
 * Starts a gateway with an empty embedded store, on a free port of loopback unless told otherwise.
 *
 * @example
 * await using lab = await startLab();
 * const s3 = new S3Client({ endpoint: lab.endpoint, region: 'eu-west-1', forcePathStyle: true,
 *   credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' } });
 */
export async function startLab(options: GatewayServerOptions = {}): Promise<Lab> {
  // A gateway keeps policies of its store, so another store needs another gateway.
  const playedOn = (store: EmbeddedStore, surroundings: Surroundings) => ({
    store,
    surroundings,
    gateway: new Gateway(store, { ...options, ...surroundings }),
  });
  const present = playedOn(emptyStore(), options);
  const replacedBy = (other: typeof present) => {
    const aside = { ...present };
    Object.assign(present, other);
    return () => {
      Object.assign(present, aside);
    };
  };
  const running = await serveGateway(present, options);
  return Object.assign(running, {
    clear: () => {
      Object.assign(present, playedOn(emptyStore(), options));
    },
    checkpoint: () => {
      const kept = present.store.copy();
      const surroundings = surroundingsNow(present);
      return () => {
        Object.assign(present, playedOn(kept.copy(), surroundings));
      };
    },
    tryOut: () => replacedBy(playedOn(present.store.copy(), surroundingsNow(present))),
    arrange: async (asked: CallInProcess) => {
      const output = await new Gateway(present.store, { mode: 'soft' }).call(asked);
      Object.assign(present, playedOn(present.store, surroundingsNow(present)));
      return output;
    },
    setAside: () => replacedBy(playedOn(emptyStore(), options)),
    freeze: async () => {
      const surroundings = freezableSurroundings(surroundingsNow(present));
      return { store: await present.store.freeze(), surroundings };
    },
    thaw: async ({ store, surroundings }: FrozenLab) => {
      const { tokenIssuers } = present.surroundings;
      return replacedBy(playedOn(storeOf(await thawState(store)), { ...surroundings, tokenIssuers }));
    },
    holdsObjects: () => present.store.holdsObjects,
    bytesStored: () => present.store.bytesStored,
  });
}

/** An embedded store with nothing in it. */
export function emptyStore(): EmbeddedStore {
  return storeOf(undefined);
}

/** An embedded store with a state; an empty one without it. */
function storeOf(state: EmbeddedState | undefined): EmbeddedStore {
  return new EmbeddedStore({ state, isPublic: (text) => isPublic(parsedPolicy(text, 'bucket')) });
}
