import { once } from 'node:events';
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { authenticate } from '../authentication/authenticate.ts';
import { startLab } from '../gateway/serving/lab.ts';
import { readBody } from '../wire/body/read-body.ts';
import { parseTarget } from '../wire/request-head.ts';
import { startStreamFloor } from './stream-floor.ts';

/** A server in its own thread, so that the load does not share one with it. */
export interface StartedServer {
  readonly endpoint: string;
  /** The bytes that the server's thread holds after a garbage collection. */
  heldBytes(): Promise<number>;
  stop(): Promise<unknown>;
}

/**
 * Starts a server. `keyhole` is the gateway with an embedded store. `bare` is a node:http server that verifies the
 * signature and the body's hash and returns 1 KB, the least that a secure endpoint does. A URL means the gateway in
 * front of the store there. `streams` is the floor of large objects: see stream-floor.ts.
 */
export async function startServer(kind: 'keyhole' | 'bare' | 'streams' | URL): Promise<StartedServer> {
  const workerData = typeof kind === 'string' ? { kind } : { kind: 'before', store: kind.origin };
  const worker = new Worker(new URL(import.meta.url), { workerData });
  const [endpoint] = (await once(worker, 'message')) as [string];
  const heldBytes = async () => {
    worker.postMessage('held bytes');
    const [bytes] = (await once(worker, 'message')) as [number];
    return bytes;
  };
  return { endpoint, heldBytes, stop: () => worker.terminate() };
}

async function startBare(): Promise<string> {
  const content = Buffer.alloc(1024, 120);
  const server = createServer(async (incoming, outgoing) => {
    const head = parseTarget({
      method: incoming.method ?? '',
      target: incoming.url ?? '',
      headers: incoming.headers as Record<string, string>,
      duplicated: [],
      body: incoming,
      sourceIp: '',
      secure: true,
    });
    const none = () => new Uint8Array();
    const { payload } = await authenticate({
      head,
      readBody: none,
      credentials: () => undefined,
      now: new Date(),
      service: 's3',
    });
    await readBody({ body: incoming, head, expectation: payload, limit: 4096 });
    outgoing.writeHead(200, { 'Content-Length': content.length });
    outgoing.end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

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
  if (kind === 'bare') return startBare();
  if (kind === 'streams') return (await startStreamFloor()).endpoint;
  return kind === 'before' ? startBefore(store) : (await startLab()).endpoint;
}

if (!isMainThread && workerData?.kind) {
  const endpoint = await startKind(workerData);
  parentPort?.postMessage(endpoint);
  parentPort?.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    parentPort?.postMessage(heapUsed + external);
  });
}
