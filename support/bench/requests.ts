import { load } from './load.ts';
import { startServer } from './server.ts';
import { arrangeBucket, signedRequests } from './signed-requests.ts';
import type { Row } from './table.ts';

/** PutObject and GetObject, 1 KB under SSE-KMS: keyhole against a bare server that only verifies SigV4. */
export async function requestRows(scale: number): Promise<Row[]> {
  const keyhole = await startServer('keyhole');
  const bare = await startServer('bare');
  try {
    await arrangeBucket(keyhole.endpoint, 'bench-bucket');
    const toKeyhole = await signedRequests(keyhole.endpoint, 'bench-bucket');
    const toBare = await signedRequests(bare.endpoint, 'bench-bucket');
    const rows: Row[] = [];
    for (const operation of ['put', 'get'] as const) {
      const run = { count: 20_000 * scale, connections: 8 };
      // Node compiles what runs often, and is done with that after some 20,000 requests of either server.
      const warmUp = { count: Math.max(3000, 20_000 * scale), connections: 8 };
      await load(keyhole.endpoint, toKeyhole[operation], warmUp);
      await load(bare.endpoint, toBare[operation], warmUp);
      const ours = await load(keyhole.endpoint, toKeyhole[operation], run);
      const theirs = await load(bare.endpoint, toBare[operation], run);
      rows.push({
        what: `${operation === 'put' ? 'PutObject' : 'GetObject'} 1 KB, SSE-KMS: throughput`,
        measured: `${Math.round(ours.throughput)}/s`,
        against: `bare server ${Math.round(theirs.throughput)}/s`,
        ratio: `${(ours.throughput / theirs.throughput).toFixed(2)}×`,
        target: operation === 'put' ? '≥ 0.45×' : '≥ 0.55×',
      });
    }
    return rows;
  } finally {
    await Promise.all([keyhole.stop(), bare.stop()]);
  }
}
