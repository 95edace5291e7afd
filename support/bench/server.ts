import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { startLab } from '../gateway/serving/lab.ts';
import { startBareServer } from './bare-server.ts';
import { startStreamFloor } from './stream-floor.ts';

/** A server in its own thread, so that the load does not share one with it. */
export interface StartedServer {
  readonly endpoint: string;
  /** The bytes that the server's thread holds after a garbage collection. */
  heldBytes(): Promise<number>;
  /** The milliseconds of processor time that the server's thread has taken. */
  processorTime(): Promise<number>;
  stop(): Promise<unknown>;
}

/**
 * Starts a server. `keyhole` is the gateway with an embedded store. `bare` is the least that a secure endpoint does. A URL
 * means the gateway in front of the store there. `streams` is the floor of large objects: see stream-floor.ts.
 */
export async function startServer(kind: 'keyhole' | 'bare' | 'streams' | URL): Promise<StartedServer> {
  const workerData = typeof kind === 'string' ? { kind } : { kind: 'before', store: kind.origin };
  const worker = new Worker(new URL(import.meta.url), { workerData });
  const [endpoint] = (await once(worker, 'message')) as [string];
  const asked = async (question: keyof typeof ANSWERS) => {
    worker.postMessage(question);
    const [answer] = (await once(worker, 'message')) as [number];
    return answer;
  };
  return {
    endpoint,
    heldBytes: () => asked('heldBytes'),
    processorTime: () => asked('processorTime'),
    stop: () => worker.terminate(),
  };
}

/** The answers of a server's thread about itself. */
const ANSWERS = {
  heldBytes: () => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  },
  processorTime: () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  },
} as const;

async function startBefore(store: string): Promise<string> {
  const { startEndpointBackend } = await import('../backends/endpoint-backend.ts');
  const { gateway } = await startEndpointBackend({ endpoint: store, allowRemote: true });
  return gateway.endpoint;
}

async function startKind({
  kind,
  store,
}: {
  readonly kind: string;
  readonly store: string;
}): Promise<string> {
  if (kind === 'bare') return (await startBareServer()).endpoint;
  if (kind === 'streams') return (await startStreamFloor()).endpoint;
  return kind === 'before' ? startBefore(store) : (await startLab()).endpoint;
}

if (!isMainThread && workerData?.kind) {
  const endpoint = await startKind(workerData);
  parentPort?.postMessage(endpoint);
  parentPort?.on('message', (question: keyof typeof ANSWERS) => {
    parentPort?.postMessage(ANSWERS[question]());
  });
}
