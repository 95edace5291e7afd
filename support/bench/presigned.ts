import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { load, median } from './load.ts';
import { startServer } from './server.ts';
import { arrangeBucket, credentials, region, type SignedRequest, signedRequests } from './signed-requests.ts';
import type { Row } from './table.ts';

const ROUNDS = 5;
const CONNECTIONS = 8;

/** A server with the presigned GET of its object, and its requests a second in each round. */
interface Stand {
  readonly endpoint: string;
  readonly request: SignedRequest;
  readonly rates: number[];
}

/**
 * Presigned GETs of 1 KB under SSE-KMS, by their number a second at eight connections. keyhole stands beside an emulator that runs
 * already, and beside a bare server that verifies SigV4. The three take turns, so that a busy moment meets all.
 */
export async function presignedRows(emulator: string, scale: number): Promise<Row[]> {
  const servers = [await startServer('keyhole'), await startServer('bare')] as const;
  try {
    const [keyhole, bare] = servers.map(({ endpoint }) => endpoint) as [string, string];
    // The name is new: the emulator may have run this before.
    const bucket = `bench-${Date.now()}`;
    for (const endpoint of [keyhole, emulator]) await arrangeObject(endpoint, bucket);
    const ours = await standAt(keyhole, bucket);
    const others = { emulator: await standAt(emulator, bucket), 'bare server': await standAt(bare, bucket) };
    // Node compiles what runs often: the first round of each does not count.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const { endpoint, request, rates } of [ours, ...Object.values(others)]) {
        const count = Math.max(1000, 10_000 * scale);
        const { throughput } = await load(endpoint, request, { count, connections: CONNECTIONS });
        if (round > 0) rates.push(throughput);
      }
    }
    return Object.entries(others).map(([name, { rates }]) => ({
      what: `presigned GetObject 1 KB, SSE-KMS: throughput beside the ${name}`,
      measured: `${Math.round(median(ours.rates))}/s`,
      against: `${name} ${Math.round(median(rates))}/s`,
      ratio: `${(median(ours.rates) / median(rates)).toFixed(2)}×`,
    }));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function arrangeObject(endpoint: string, bucket: string): Promise<void> {
  await arrangeBucket(endpoint, bucket);
  const { put } = await signedRequests(endpoint, bucket);
  await load(endpoint, put, { count: 1, connections: 1 });
}

async function standAt(endpoint: string, Bucket: string): Promise<Stand> {
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const url = new URL(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'object' })));
  const request = { method: 'GET', path: `${url.pathname}${url.search}`, headers: {}, body: undefined };
  return { endpoint, request, rates: [] };
}
