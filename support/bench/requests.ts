import { type LoadResult, load } from './load.ts';
import { type StartedServer, startServer } from './server.ts';
import { arrangeBucket, type SignedRequest, signedRequests } from './signed-requests.ts';
import type { Row } from './table.ts';

const BUCKET = 'bench-bucket';

/** The servers, in the order in which they are measured. */
const KINDS = ['keyhole', 'bare', 'encrypting'] as const;

/** The throughput of a server at eight connections, and the microseconds of processor time that a request takes it. */
interface Measured {
  readonly throughput: number;
  readonly processor: number;
}

/**
 * PutObject and GetObject, 1 KB under SSE-KMS: keyhole against a bare server that only verifies SigV4, and against one that encrypts
 * too, which is the floor.
 */
export async function requestRows(scale: number): Promise<Row[]> {
  const servers: StartedServer[] = [];
  try {
    for (const kind of KINDS) servers.push(await startServer(kind));
    const [keyhole] = servers as [StartedServer];
    await arrangeBucket(keyhole.endpoint, BUCKET);
    const rows: Row[] = [];
    for (const operation of ['put', 'get'] as const) {
      const measured = [];
      for (const server of servers) measured.push(await measure(server, operation, scale));
      rows.push(...rowsOf(operation, measured as [Measured, Measured, Measured]));
    }
    return rows;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function measure(server: StartedServer, operation: 'put' | 'get', scale: number): Promise<Measured> {
  const { [operation]: request } = await signedRequests(server.endpoint, BUCKET);
  // Node compiles what runs often, and is done with that after some 20,000 requests.
  await at8Connections(server, request, Math.max(3000, 20_000 * scale));
  const count = 20_000 * scale;
  const before = await server.processorTime();
  const { throughput } = await at8Connections(server, request, count);
  return { throughput, processor: (((await server.processorTime()) - before) * 1000) / count };
}

function at8Connections(
  { endpoint }: StartedServer,
  request: SignedRequest,
  count: number,
): Promise<LoadResult> {
  return load(endpoint, request, { count, connections: 8 });
}

function rowsOf(
  operation: 'put' | 'get',
  [keyhole, bare, encrypting]: readonly [Measured, Measured, Measured],
): Row[] {
  const name = `${operation === 'put' ? 'PutObject' : 'GetObject'} 1 KB, SSE-KMS`;
  const against = (what: string, theirs: Measured) => ({
    measured: `${Math.round(keyhole.throughput)}/s`,
    against: `${what} ${Math.round(theirs.throughput)}/s`,
    ratio: `${(keyhole.throughput / theirs.throughput).toFixed(2)}×`,
  });
  return [
    {
      what: `${name}: throughput`,
      ...against('bare server', bare),
      target: operation === 'put' ? '≥ 0.45×' : '≥ 0.55×',
    },
    { what: `${name}: beside its floor`, ...against('bare server that encrypts', encrypting) },
    {
      what: `${name}: processor time`,
      measured: `${Math.round(keyhole.processor)} µs`,
      against: `bare server ${Math.round(bare.processor)} µs, with encryption ${Math.round(encrypting.processor)} µs`,
      target: '< 120 µs',
    },
  ];
}
