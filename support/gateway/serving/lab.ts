import { isPublic } from '../../authorization/layers/is-public.ts';
import { parsedPolicy } from '../../authorization/parse-policy.ts';
import { EmbeddedStore } from '../../stores/embedded/embedded-store.ts';
import { Gateway } from '../gateway.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { GatewayServer, GatewayServerOptions } from './gateway-server.ts';
import { serveGateway } from './start-gateway-server.ts';

/** A gateway that listens, in front of an embedded store of its own. */
export interface Lab extends GatewayServer {
  /** Begins again with an empty state and the surroundings of the start, at the same endpoint. */
  clear(): void;
  /**
   * Remembers the state and its surroundings as they are now. Each call of the returned function restores
   * them, in well under a millisecond. Throws TypeError once there are objects: contents are not remembered.
   */
  checkpoint(): () => void;
  /** Begins again as {@link clear} does. The returned function puts back what was there, objects included. */
  setAside(): () => void;
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
  const running = await serveGateway(present, options);
  return Object.assign(running, {
    clear: () => {
      Object.assign(present, playedOn(emptyStore(), options));
    },
    checkpoint: () => {
      const kept = present.store.copy();
      const { surroundings } = present;
      return () => {
        Object.assign(present, playedOn(kept.copy(), surroundings));
      };
    },
    setAside: () => {
      const aside = { ...present };
      Object.assign(present, playedOn(emptyStore(), options));
      return () => {
        Object.assign(present, aside);
      };
    },
  });
}

/** An embedded store with nothing in it. */
export function emptyStore(): EmbeddedStore {
  return new EmbeddedStore({ isPublic: (text) => isPublic(parsedPolicy(text, 'bucket')) });
}
