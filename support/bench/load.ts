import { Agent, request as send } from 'node:http';
import type { SignedRequest } from './signed-requests.ts';

/** The results of a load on a server. */
export interface LoadResult {
  /** Requests a second. */
  readonly throughput: number;
  /** The time of each request in milliseconds, in the order in which they ended. */
  readonly times: readonly number[];
}

/** Sends one request `count` times over `connections` kept-alive connections. Rejects for an answer other than 200. */
export async function load(
  endpoint: string,
  request: SignedRequest,
  { count, connections }: { readonly count: number; readonly connections: number },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let left = count;
  const started = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      const sent = performance.now();
      await exchange(endpoint, request, agent);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { throughput: count / seconds, times };
}

/** The median of numbers; 0 if there are none. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function exchange(
  endpoint: string,
  { method, path, headers, body }: SignedRequest,
  agent: Agent,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = send(`${endpoint}${path}`, { method, headers, agent }, (response) => {
      response.on('data', () => {});
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${method} ${path} was answered ${response.statusCode}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
