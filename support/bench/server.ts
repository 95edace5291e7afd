import { fork } from 'node:child_process';
import { once } from 'node:events';
import { startLab } from '../gateway/serving/lab.ts';
import { startBareProxy } from './bare-proxy.ts';
import { startBareServer } from './bare-server.ts';
import { startStreamFloor } from './stream-floor.ts';

/** A server in its own process, so that the load shares neither a thread nor memory with it. */
export interface StartedServer {
  readonly endpoint: string;
  /** The bytes that the server holds after a garbage collection. */
  heldBytes(): Promise<number>;
  /** The bytes of its process after a garbage collection. From then on, its growth is watched. */
  residentBytes(): Promise<number>;
  /** The most bytes that its process has had since its growth is watched, which ends here. */
  peakResidentBytes(): Promise<number>;
  /** The milliseconds of processor time that the server's thread has taken. */
  processorTime(): Promise<number>;
  stop(): Promise<unknown>;
}

/**
 * Starts a server. `keyhole` is the gateway with an embedded store. `bare` is the least that a secure endpoint does,
 * `encrypting` the least that one with encryption does: see bare-server.ts. A URL means the gateway in front of the store there.
 * `streams` is the floor of large objects: see stream-floor.ts. With `proxied` it is a bare proxy in front of the store there: see bare-proxy.ts.
 */
export async function startServer(
  kind: 'keyhole' | 'bare' | 'encrypting' | 'streams' | URL | { readonly proxied: URL },
): Promise<StartedServer> {
  const args = argumentsOf(kind);
  const server = fork(import.meta.filename, args);
  const [endpoint] = (await once(server, 'message')) as [string];
  const asked = async (question: keyof typeof ANSWERS) => {
    server.send(question);
    const [answer] = (await once(server, 'message')) as [number];
    return answer;
  };
  return {
    endpoint,
    heldBytes: () => asked('heldBytes'),
    residentBytes: () => asked('residentBytes'),
    peakResidentBytes: () => asked('peakResidentBytes'),
    processorTime: () => asked('processorTime'),
    stop: () => {
      const ended = once(server, 'exit');
      server.kill();
      return ended;
    },
  };
}

function argumentsOf(kind: Parameters<typeof startServer>[0]): string[] {
  if (typeof kind === 'string') return [kind];
  return kind instanceof URL ? ['before', kind.origin] : ['proxy', kind.proxied.origin];
}

const growth: { peak: number; watching?: NodeJS.Timeout } = { peak: 0 };

/** The answers of a server about itself. */
const ANSWERS = {
  heldBytes: () => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  },
  residentBytes: () => {
    globalThis.gc?.();
    growth.peak = process.memoryUsage.rss();
    growth.watching = setInterval(() => {
      growth.peak = Math.max(growth.peak, process.memoryUsage.rss());
    }, 50);
    return growth.peak;
  },
  peakResidentBytes: () => {
    clearInterval(growth.watching);
    return Math.max(growth.peak, process.memoryUsage.rss());
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

async function startKind(kind: string | undefined, store = ''): Promise<string> {
  if (kind === 'bare') return (await startBareServer()).endpoint;
  if (kind === 'encrypting') return (await startBareServer({ encrypts: true })).endpoint;
  if (kind === 'streams') return (await startStreamFloor()).endpoint;
  if (kind === 'proxy') return (await startBareProxy(new URL(store))).endpoint;
  return kind === 'before' ? startBefore(store) : (await startLab()).endpoint;
}

if (import.meta.main && process.send !== undefined) {
  const [, , kind, store] = process.argv;
  process.send(await startKind(kind, store));
  process.on('message', (question: keyof typeof ANSWERS) => process.send?.(ANSWERS[question]()));
}
