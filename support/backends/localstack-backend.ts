import type { GatewayServerOptions } from '../gateway/serving/gateway-server.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { type RunningLocalstack, startLocalstack } from '../stores/localstack/localstack-container.ts';
import { ContainerError } from '../stores/localstack/start-failure.ts';
import type { StartedBackend } from './backend.ts';
import { startEndpointBackend } from './endpoint-backend.ts';

/** The LocalStack image to start, and the options of the gateway in front of it. */
export interface LocalstackBackendOptions {
  readonly image?: string | undefined;
  readonly starting?: GatewayServerOptions;
  /** True if all requests to it pass the gateway: its address is told to no other client. */
  readonly unshared?: boolean;
}

/** Milliseconds for which answers are used if only this process writes: until a write, in all but a very long run. */
const BELIEVED_UNSHARED = 600_000;

/**
 * Starts a gateway in front of a LocalStack container of its own. Throws SpecError `unusable-backend`; rejects with
 * node's error if the gateway cannot listen.
 */
export async function startLocalstackBackend(options: LocalstackBackendOptions): Promise<StartedBackend> {
  const localstack = await started(options);
  try {
    const { endpoint } = localstack;
    const empty = () => localstack.restart();
    const { starting = {}, unshared = false } = options;
    const believedFor = unshared ? BELIEVED_UNSHARED : undefined;
    const backend = await startEndpointBackend({ endpoint, allowRemote: true, empty, starting, believedFor });
    return {
      gateway: backend.gateway,
      storeEndpoint: backend.storeEndpoint,
      check: () => backend.check(),
      mark: () => backend.mark(),
      rewind: () => backend.rewind(),
      removeAll: () => backend.removeAll(),
      disturbed: () => backend.disturbed(),
      async [Symbol.asyncDispose]() {
        // Removing the container removes everything in it.
        await backend.gateway[Symbol.asyncDispose]();
        await localstack[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await localstack[Symbol.asyncDispose]();
    throw error;
  }
}

async function started(options: { readonly image?: string | undefined }): Promise<RunningLocalstack> {
  // keyhole's own watchdog removes the container, so that Testcontainers needs no image for that. The environment may
  // say otherwise.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  try {
    return await startLocalstack(options);
  } catch (error) {
    if (error instanceof ContainerError)
      throw new SpecError('unusable-backend', error.message, { cause: error });
    throw error;
  }
}
