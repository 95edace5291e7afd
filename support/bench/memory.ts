import { load } from './load.ts';
import { startServer } from './server.ts';
import { arrangeBucket, signedRequests } from './signed-requests.ts';
import type { Row } from './table.ts';

const mebibyte = 1024 * 1024;

/** The server's memory after many requests, beside its memory after the first tenth of them. */
export async function requestMemoryRow(requests: number): Promise<Row> {
  const server = await startServer('keyhole');
  try {
    await arrangeBucket(server.endpoint, 'bench-bucket');
    const { put, get } = await signedRequests(server.endpoint, 'bench-bucket');
    const run = async (count: number) => {
      await load(server.endpoint, put, { count: count / 2, connections: 8 });
      await load(server.endpoint, get, { count: count / 2, connections: 8 });
      return server.heldBytes();
    };
    // The decision log keeps its last 10,000 records, so it is full before the first measurement.
    const early = await run(Math.max(12_000, requests / 5));
    const late = await run(requests);
    return {
      what: `memory held after ${requests.toLocaleString('en')} more requests`,
      measured: `${(late / mebibyte).toFixed(1)} MiB`,
      against: `before them ${(early / mebibyte).toFixed(1)} MiB`,
      ratio: `${(late / early).toFixed(2)}×`,
      target: 'flat',
    };
  } finally {
    await server.stop();
  }
}
