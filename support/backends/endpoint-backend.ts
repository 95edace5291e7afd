import type { GatewayServerOptions } from '../gateway/serving/gateway-server.ts';
import { startGatewayServer } from '../gateway/serving/start-gateway-server.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { EndpointStore } from '../stores/endpoint/endpoint-store.ts';
import type { StartedBackend } from './backend.ts';
import { endpointUrl } from './endpoint-url.ts';
import { firstRequests, presenceOf } from './store-presence.ts';

/** Which endpoint to use, and how. */
export interface EndpointBackendOptions {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  /** Use an endpoint that is not on this machine: everything is created and removed there. */
  readonly allowRemote?: boolean;
  /** Milliseconds that it may keep silent. */
  readonly patience?: number | undefined;
  /** Empties the endpoint where something could not be removed, or is not known to be there, as the last resort. */
  readonly empty?: () => Promise<void>;
  /** How to start the gateway. */
  readonly starting?: GatewayServerOptions;
}

/**
 * Opens a gateway before a running emulator. Throws SpecError `unusable-backend` for an address that is refused, or is
 * silent; rejects with node's error where the gateway cannot listen.
 */
export async function startEndpointBackend(options: EndpointBackendOptions): Promise<StartedBackend> {
  const url = endpointUrl(options.endpoint, options.allowRemote === true);
  await firstRequests(url, options);
  const store = new EndpointStore(url, options);
  const gateway = await startGatewayServer(store, {
    ...options.starting,
    onInternalError: (error) =>
      process.stderr.write(`keyhole: ${error instanceof Error ? error.stack : error}\n`),
  });
  let disturbed = false;
  const removeAll = async () => {
    const left = await store.removeAll();
    if (options.empty && (disturbed || left.length > 0)) {
      disturbed = false;
      return options.empty();
    }
    if (left.length === 0) return;
    throw new SpecError(
      'unusable-backend',
      `not everything could be removed from ${url.origin}:\n  ${left.join('\n  ')}`,
    );
  };
  const check = presenceOf(url, options);
  return {
    gateway,
    storeEndpoint: url.origin,
    check,
    mark: () => store.mark(),
    rewind: () => store.rewind(),
    removeAll,
    disturbed() {
      disturbed = true;
    },
    async [Symbol.asyncDispose]() {
      // Nobody makes anything any more once the gateway is gone.
      await gateway[Symbol.asyncDispose]();
      // From a store that is lost nothing can be removed, and whoever ran into that has said so.
      if (await holds(check())) await removeAll();
      await store[Symbol.asyncDispose]();
    },
  };
}

function holds(check: Promise<unknown>): Promise<boolean> {
  return check.then(
    () => true,
    () => false,
  );
}
