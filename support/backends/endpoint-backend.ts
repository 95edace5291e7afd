import { setTimeout } from 'node:timers/promises';
import { startGatewayBefore } from '../gateway/gateway-before.ts';
import type { LabOptions } from '../gateway/lab.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { EndpointStore } from '../stores/endpoint/endpoint-store.ts';
import type { OpenBackend } from './backend.ts';
import { endpointUrl } from './endpoint-url.ts';

/** Which endpoint to use, and how. */
export interface EndpointBackendOptions {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  /** Use an endpoint that is not on this machine: everything is created and removed there. */
  readonly allowRemote?: boolean;
  readonly patience?: number;
  /** Empties the endpoint where something could not be removed, as the last resort. */
  readonly empty?: () => Promise<void>;
  /** How to start the gateway. */
  readonly starting?: LabOptions;
}

/**
 * Opens a gateway before a running emulator. Throws SpecError `unusable-backend` for an address that is refused, or is
 * silent; rejects with node's error where the gateway cannot listen.
 */
export async function openEndpoint(options: EndpointBackendOptions): Promise<OpenBackend> {
  const url = endpointUrl(options.endpoint, options.allowRemote === true);
  const store = new EndpointStore(url, options);
  await answers(store, url);
  const gateway = await startGatewayBefore(store, {
    ...options.starting,
    onInternalError: (error) =>
      process.stderr.write(`keyhole: ${error instanceof Error ? error.stack : error}\n`),
  });
  const removeAll = async () => {
    const left = await store.removeAll();
    if (left.length === 0) return;
    if (options.empty) return options.empty();
    throw new SpecError(
      'unusable-backend',
      `not everything could be removed from ${url.origin}:\n  ${left.join('\n  ')}`,
    );
  };
  const check = checking(store, url);
  return {
    gateway,
    storeEndpoint: url.origin,
    check,
    mark: () => store.mark(),
    rewind: () => store.rewind(),
    removeAll,
    async [Symbol.asyncDispose]() {
      // Nobody makes anything any more once the gateway is gone.
      await gateway[Symbol.asyncDispose]();
      // From a store that is lost nothing can be removed, and whoever ran into that has said so.
      const there = await check().then(
        () => true,
        () => false,
      );
      if (there) await removeAll();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Milliseconds for which a store may think about the simplest of requests. */
const patienceOfCheck = 10_000;

/** Looks whether the store is still there; once it was not, that is final. */
function checking(store: EndpointStore, url: URL): () => Promise<void> {
  let lost: SpecError | undefined;
  return async () => {
    if (lost) throw lost;
    const late = new AbortController();
    try {
      await Promise.race([
        store.read({ service: 's3', operation: 'ListBuckets', input: {}, ...anywhere }),
        setTimeout(patienceOfCheck, undefined, { signal: late.signal }).then(() => {
          throw new Error(`it has not answered for ${patienceOfCheck / 1000} seconds`);
        }),
      ]);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      lost = new SpecError('unusable-backend', `the store at ${url.origin} was lost during the run: ${why}`, {
        cause,
      });
      throw lost;
    } finally {
      late.abort();
    }
  };
}

const anywhere = { account: '000000000000', region: 'us-east-1' } as const;

/** First requests, so that what is wrong is told before any scenario, and services are loaded by then. */
async function answers(store: EndpointStore, url: URL): Promise<void> {
  const at = anywhere;
  try {
    await Promise.all([
      store.read({ service: 's3', operation: 'ListBuckets', input: {}, ...at }),
      store.read({ service: 'kms', operation: 'ListKeys', input: {}, ...at }),
      store.read({ service: 'iam', operation: 'ListUsers', input: {}, ...at }),
    ]);
  } catch (cause) {
    await store[Symbol.asyncDispose]();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SpecError(
      'unusable-backend',
      `no AWS endpoint that can be used answers at ${url.origin}: ${why}`,
      { cause },
    );
  }
}
