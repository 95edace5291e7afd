import { middle } from './guard/interleaved.ts';
import { type LoadResult, load, median } from './load.ts';
import { type StartedServer, startServer } from './server.ts';
import { arrangeBucket, type SignedRequest, signedRequests } from './signed-requests.ts';
import type { Row } from './table.ts';

const BUCKET = 'bench-bucket';

/** The servers, in the order in which they are measured. */
const KINDS = ['keyhole', 'bare', 'encrypting'] as const;

/** The rounds in which the servers take turns, so that a busy moment meets all. */
const ROUNDS = 15;

/** The throughput of a server at eight connections, and the microseconds of processor time that a request takes it, in each round. */
interface Measured {
  readonly throughput: number[];
  readonly processor: number[];
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
      const measured = await inTurns(servers, operation, scale);
      rows.push(...rowsOf(operation, measured as [Measured, Measured, Measured]));
    }
    return rows;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Warms each server up, and then measures all of them in each round. */
async function inTurns(
  servers: readonly StartedServer[],
  operation: 'put' | 'get',
  scale: number,
): Promise<readonly Measured[]> {
  const stands: { server: StartedServer; request: SignedRequest; measured: Measured }[] = [];
  for (const server of servers) {
    const { [operation]: request } = await signedRequests(server.endpoint, BUCKET);
    // Node compiles what runs often, and is done with that after some 20,000 requests.
    await at8Connections(server, request, Math.max(3000, 20_000 * scale));
    stands.push({ server, request, measured: { throughput: [], processor: [] } });
  }
  const count = Math.max(200, Math.round((20_000 * scale) / ROUNDS));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { server, request, measured } of stands) {
      const before = await server.processorTime();
      const { throughput } = await at8Connections(server, request, count);
      measured.throughput.push(throughput);
      measured.processor.push((((await server.processorTime()) - before) * 1000) / count);
    }
  }
  return stands.map(({ measured }) => measured);
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
    measured: `${Math.round(median(keyhole.throughput))}/s`,
    against: `${what} ${Math.round(median(theirs.throughput))}/s`,
    ratio: inWords(keyhole.throughput, theirs.throughput),
  });
  const each = ({ processor }: Measured) => Math.round(median(processor));
  return [
    {
      what: `${name}: throughput`,
      ...against('bare server', bare),
      target: operation === 'put' ? '≥ 0.45×' : '≥ 0.55×',
    },
    { what: `${name}: beside its floor`, ...against('bare server that encrypts', encrypting) },
    {
      what: `${name}: processor time`,
      measured: `${each(keyhole)} µs`,
      against: `bare server ${each(bare)} µs, with encryption ${each(encrypting)} µs`,
      ratio: inWords(keyhole.processor, bare.processor),
      target: '< 120 µs',
    },
  ];
}

/** The median of the ratios of the rounds, with its interval. */
function inWords(ours: readonly number[], theirs: readonly number[]): string {
  const { ratio, low, high } = middle(ours.map((one, round) => one / (theirs[round] ?? Number.NaN)));
  return `${ratio.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`;
}
