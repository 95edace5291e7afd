import { startLocalstackBackend } from '../backends/localstack-backend.ts';
import { startLab } from '../gateway/serving/lab.ts';

import { load, median } from './load.ts';
import { type StartedServer, startServer } from './server.ts';
import { arrangeBucket, type SignedRequest, signedRequests } from './signed-requests.ts';
import { streamThrough } from './streaming.ts';
import type { Row } from './table.ts';

const mebibyte = 1024 * 1024;

/** The servers that are measured side by side. */
const contenders = ['LocalStack', 'bare proxy + LocalStack', 'gateway + LocalStack', 'embedded'] as const;
type Contender = (typeof contenders)[number];
/** The bare proxy is measured where it is a floor. */
type Measured = Readonly<Record<Exclude<Contender, typeof BARE>, number>> & { readonly [BARE]?: number };
const BARE = 'bare proxy + LocalStack';

/** The requests that warm each contender up. Node.js compiles what runs often; most of that is done by then. */
const WARM_UP = 2000;

/** A contender with its own bucket, which encrypts under a KMS key. */
interface Stand {
  readonly name: Contender;
  readonly endpoint: string;
  readonly bucket: string;
}

/**
 * Measures the same requests in one run on LocalStack, on the gateway in front of the same LocalStack, and on the
 * embedded store. A bare proxy in front of the same LocalStack shows which part of the gateway's time is that of any proxy.
 */
export async function localstackRows(scale: number): Promise<Row[]> {
  const started = performance.now();
  await using backend = await startLocalstackBackend({});
  const localstack = { endpoint: backend.storeEndpoint };
  await firstAnswer(localstack.endpoint);
  const alone = performance.now() - started;
  const gateway = await startServer(new URL(localstack.endpoint));
  const proxy = await startServer({ proxied: new URL(localstack.endpoint) });
  const embedded = await startServer('keyhole');
  try {
    const stands: Stand[] = [
      { name: 'LocalStack', endpoint: localstack.endpoint, bucket: 'bench-alone' },
      { name: BARE, endpoint: proxy.endpoint, bucket: 'bench-proxied' },
      { name: 'gateway + LocalStack', endpoint: gateway.endpoint, bucket: 'bench-behind' },
      { name: 'embedded', endpoint: embedded.endpoint, bucket: 'bench-embedded' },
    ];
    for (const { endpoint, bucket } of stands) await arrangeBucket(endpoint, bucket);
    return [
      ...(await bootRows(alone, localstack.endpoint)),
      ...(await latencyRows(stands, { count: Math.max(30, 300 * scale), after: WARM_UP * scale })),
      ...(await throughputRows(stands, Math.max(200, 2000 * scale))),
      ...(await streamedRows(
        stands.filter(({ name }) => name !== BARE),
        64 * mebibyte,
      )),
    ];
  } finally {
    await Promise.all([gateway, proxy, embedded].map((server: StartedServer) => server.stop()));
  }
}

/** The time to the first answer: of a new container, of a gateway in front of it, and of a lab. */
async function bootRows(alone: number, localstack: string): Promise<Row[]> {
  const gateway = await timed(async () => {
    const server = await startServer(new URL(localstack));
    await firstAnswer(server.endpoint);
    await server.stop();
  });
  const embedded = await timed(async () => {
    await using lab = await startLab();
    await firstAnswer(lab.endpoint);
  });
  const boots = { LocalStack: alone, 'gateway + LocalStack': alone + gateway, embedded };
  return rows('start to first answer', boots, (ms) => `${(ms / 1000).toFixed(2)} s`);
}

/**
 * The median time of single requests, one after another: of the first ones that new servers answer, and of as many `after` so many others.
 */
async function latencyRows(
  stands: readonly Stand[],
  { count, after }: { readonly count: number; readonly after: number },
): Promise<Row[]> {
  const result: Row[] = [];
  for (const operation of ['put', 'get'] as const) {
    const signed: Signed[] = [];
    for (const stand of stands)
      signed.push({ stand, request: (await signedRequests(stand.endpoint, stand.bucket))[operation] });
    const what = `${operation === 'put' ? 'PutObject' : 'GetObject'} 1 KB, SSE-KMS`;
    const milliseconds = (ms: number) => `${ms.toFixed(2)} ms`;
    result.push(...rows(`${what}: p50 of the first ${count}`, await taking(signed, count), milliseconds));
    for (const { stand, request } of signed)
      await load(stand.endpoint, request, { count: after, connections: 8 });
    result.push(...rows(`${what}: p50 of ${count} later`, await taking(signed, count), milliseconds));
  }
  return result;
}

/** A request as it is signed for a contender. */
interface Signed {
  readonly stand: Stand;
  readonly request: SignedRequest;
}

/** The median times of so many requests. The contenders take turns, so that a busy moment affects them all. */
async function taking(signed: readonly Signed[], count: number): Promise<Measured> {
  const times = new Map<Contender, number[]>(contenders.map((name) => [name, []]));
  for (let round = 0; round <= 10; round++) {
    for (const { stand, request } of signed) {
      const run = await load(stand.endpoint, request, { count: Math.ceil(count / 10), connections: 1 });
      // The first round opens connections, and reads what the gateway keeps.
      if (round > 0) times.get(stand.name)?.push(...run.times);
    }
  }
  return measured(times);
}

/** Requests a second over eight connections. */
async function throughputRows(stands: readonly Stand[], count: number): Promise<Row[]> {
  const result: Row[] = [];
  for (const operation of ['put', 'get'] as const) {
    const rates = new Map<Contender, number[]>();
    for (const { name, endpoint, bucket } of stands) {
      const request = (await signedRequests(endpoint, bucket))[operation];
      const { throughput } = await load(endpoint, request, { count, connections: 8 });
      rates.set(name, [throughput]);
    }
    const what = `${operation === 'put' ? 'PutObject' : 'GetObject'} 1 KB, SSE-KMS: throughput`;
    result.push(...rows(what, measured(rates), (rate) => `${Math.round(rate)}/s`));
  }
  return result;
}

async function streamedRows(stands: readonly Stand[], bytes: number): Promise<Row[]> {
  const streamed = new Map<Contender, Awaited<ReturnType<typeof streamThrough>>>();
  for (const { name, endpoint, bucket } of stands)
    streamed.set(name, await streamThrough({ endpoint }, { bucket, bytes }));
  const of = (pick: (one: Awaited<ReturnType<typeof streamThrough>>) => number) =>
    measured(new Map([...streamed].map(([name, one]) => [name, [pick(one)]])));
  const seconds = (value: number) => `${value.toFixed(2)} s`;
  const size = `${bytes / mebibyte} MiB, SSE-KMS`;
  return [
    ...rows(
      `PutObject ${size}: time`,
      of(({ put }) => put.seconds),
      seconds,
    ),
    ...rows(
      `GetObject ${size}: time`,
      of(({ get }) => get.seconds),
      seconds,
    ),
    ...growthRows(
      `PutObject ${size}: growth of the process`,
      of(({ put }) => put.growth),
    ),
    ...growthRows(
      `GetObject ${size}: growth of the process`,
      of(({ get }) => get.growth),
    ),
  ];
}

/**
 * The growth of this process. LocalStack's memory is in its container, so the client's own growth is shown beside it.
 */
function growthRows(what: string, measured: Measured): Row[] {
  const mebibytes = (value: number) => `${(value / mebibyte).toFixed(0)} MiB`;
  return (['gateway + LocalStack', 'embedded'] as const).map((name) => ({
    what: `${what}, ${name}`,
    measured: mebibytes(measured[name]),
    against: `the client alone ${mebibytes(measured.LocalStack)}`,
    target: 'flat',
  }));
}

function measured(times: ReadonlyMap<Contender, readonly number[]>): Measured {
  const of = (name: Contender) => median(times.get(name) ?? []);
  return {
    LocalStack: of('LocalStack'),
    ...(times.has(BARE) && { [BARE]: of(BARE) }),
    'gateway + LocalStack': of('gateway + LocalStack'),
    embedded: of('embedded'),
  };
}

/** A row for each of keyhole's contenders and for the bare proxy, if it was measured, beside LocalStack's figure. */
function rows(what: string, measured: Measured, format: (value: number) => string): Row[] {
  const theirs = measured.LocalStack;
  return ([BARE, 'gateway + LocalStack', 'embedded'] as const).flatMap((name) => {
    const value = measured[name];
    if (value === undefined) return [];
    return {
      what: `${what}, ${name}`,
      measured: format(value),
      against: `LocalStack ${format(theirs)}`,
      ratio: `${(value / theirs).toFixed(2)}×`,
      ...(name === 'gateway + LocalStack' && what.includes('p50') && { target: '≤ 1.5×' }),
      ...(name === 'embedded' && what.includes('throughput') && { target: '≥ 3×' }),
    };
  });
}

async function firstAnswer(endpoint: string): Promise<void> {
  await arrangeBucket(endpoint, `bench-first-${Date.now()}`);
}

async function timed(run: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
