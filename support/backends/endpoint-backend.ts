import type { GatewayServerOptions } from '../gateway/serving/gateway-server.ts';
import { startGatewayServer } from '../gateway/serving/start-gateway-server.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { EndpointStore } from '../stores/endpoint/endpoint-store.ts';
import type { StartedBackend } from './backend.ts';
import { endpointUrl } from './endpoint-url.ts';
import { firstRequests, presenceOf } from './store-presence.ts';

/** The endpoint to use, and how. */
export interface EndpointBackendOptions {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  /** Allows an endpoint on another machine, although everything is created and removed there. */
  readonly allowRemote?: boolean;
  /** The longest wait for an answer, in milliseconds. */
  readonly patience?: number | undefined;
  /** Milliseconds for which its answers are used. */
  readonly believedFor?: number | undefined;
  /** Empties the whole endpoint. It is the last resort, if something could not be removed or was made unseen. */
  readonly empty?: () => Promise<void>;
  /** Options of the gateway. */
  readonly starting?: GatewayServerOptions;
}

/**
 * Starts a gateway in front of a running emulator. Throws SpecError `unusable-backend` for an address that is refused
 * or does not answer; rejects with node's error if the gateway cannot listen.
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
      `keyhole could not remove these from ${url.origin}; remove them by hand:\n  ${left.join('\n  ')}`,
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
      // The gateway stops first, so that nothing more is made.
      await gateway[Symbol.asyncDispose]();
      // Nothing can be removed from a store that does not answer. The failed request has already been reported.
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
