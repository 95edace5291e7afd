import { EmbeddedStore } from '../stores/embedded/embedded-store.ts';
import { Gateway, type GatewayOptions } from './gateway.ts';
import { startListener } from './listener.ts';
import type { Trail } from './trail.ts';

/** A gateway that is up, with a world of its own behind it. */
export interface Lab extends AsyncDisposable {
  /** Where any AWS client can be pointed: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  readonly trail: Trail;
}

/**
 * Starts a gateway on loopback with an empty embedded store; port 0, the default, takes a free one.
 *
 * @example
 * await using lab = await startLab();
 * const s3 = new S3Client({ endpoint: lab.endpoint, region: 'eu-west-1', forcePathStyle: true,
 *   credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' } });
 */
export async function startLab(options: GatewayOptions & { readonly port?: number } = {}): Promise<Lab> {
  const store = new EmbeddedStore();
  const gateway = new Gateway(store, options);
  const listener = await startListener((request) => gateway.handle(request), options);
  return {
    endpoint: listener.endpoint,
    trail: gateway.trail,
    async [Symbol.asyncDispose]() {
      await listener.stop();
      await store[Symbol.asyncDispose]();
    },
  };
}
