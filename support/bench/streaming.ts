import { once } from 'node:events';
import { request } from 'node:http';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type StartedServer, startServer } from './server.ts';
import { arrangeBucket } from './signed-requests.ts';
import type { Row } from './table.ts';

const mebibyte = 1024 * 1024;

/** The result of streaming a large object in one direction. */
export interface Streamed {
  /** The growth of the server's process in bytes; 0 if it is not watched. */
  readonly growth: number;
  readonly seconds: number;
}

/**
 * The speed of a large upload and download, and the growth of the process meanwhile. The speed stands beside that of node's own
 * streams, which do the least in the same run.
 */
export async function streamingRows(bytes: number): Promise<Row[]> {
  const server = await startServer('keyhole');
  const floor = await startServer('streams');
  try {
    const bucket = 'bench-bucket';
    await arrangeBucket(server.endpoint, bucket);
    for (const each of [server, floor]) await streamThrough(each, { bucket, bytes: 64 * mebibyte });
    const ours = await streamThrough(server, { bucket, bytes });
    const theirs = await streamThrough(floor, { bucket, bytes });
    return (['put', 'get'] as const).flatMap((way) => {
      const operation = way === 'put' ? 'PutObject' : 'GetObject';
      return [speedRow(operation, bytes, [ours[way], theirs[way]]), growthRow(operation, bytes, ours[way])];
    });
  } finally {
    await Promise.all([server.stop(), floor.stop()]);
  }
}

async function presigned(endpoint: string, bucket: string) {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'test' };
  const s3 = new S3Client({
    endpoint,
    region: 'eu-west-1',
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const object = { Bucket: bucket, Key: 'large' };
  return {
    put: await getSignedUrl(s3, new PutObjectCommand(object)),
    get: await getSignedUrl(s3, new GetObjectCommand(object)),
  };
}

/** A server whose growth may be watched. */
type Streaming = Pick<StartedServer, 'endpoint'> &
  Partial<Pick<StartedServer, 'residentBytes' | 'peakResidentBytes'>>;

/** Uploads an object to a bucket of a server, and downloads it. */
export async function streamThrough(
  server: Streaming,
  { bucket, bytes }: { readonly bucket: string; readonly bytes: number },
): Promise<{ readonly put: Streamed; readonly get: Streamed }> {
  const urls = await presigned(server.endpoint, bucket);
  const put = await whileStreaming(server, () => upload(urls.put, bytes));
  return { put, get: await whileStreaming(server, () => download(urls.get)) };
}

async function whileStreaming(server: Streaming, stream: () => Promise<void>): Promise<Streamed> {
  const before = (await server.residentBytes?.()) ?? 0;
  const started = performance.now();
  await stream();
  const seconds = (performance.now() - started) / 1000;
  return { growth: ((await server.peakResidentBytes?.()) ?? 0) - before, seconds };
}

function growthRow(operation: string, bytes: number, { growth }: Streamed): Row {
  return {
    what: `${operation} ${bytes / mebibyte} MiB, SSE-KMS: growth of the server`,
    measured: `${(growth / mebibyte).toFixed(0)} MiB`,
    ratio: `${(growth / bytes).toFixed(3)}× of the object`,
    target: '≤ 64 MiB',
  };
}

function speedRow(operation: string, bytes: number, [ours, floor]: readonly [Streamed, Streamed]): Row {
  const speed = ({ seconds }: Streamed) => `${(bytes / mebibyte / seconds).toFixed(0)} MiB/s`;
  return {
    what: `${operation} ${bytes / mebibyte} MiB, SSE-KMS: speed`,
    measured: speed(ours),
    against: `node's own streams ${speed(floor)}`,
    ratio: `${(floor.seconds / ours.seconds).toFixed(2)}×`,
    target: '≥ 0.60×',
  };
}

async function upload(url: string, bytes: number): Promise<void> {
  const outgoing = request(url, { method: 'PUT', headers: { 'content-length': bytes } });
  const answered = once(outgoing, 'response');
  const chunk = Buffer.alloc(mebibyte, 120);
  for (let sent = 0; sent < bytes; sent += chunk.length) {
    if (!outgoing.write(chunk)) await once(outgoing, 'drain');
  }
  outgoing.end();
  const [response] = await answered;
  if (response.statusCode !== 200) throw new Error(`the upload was answered with ${response.statusCode}`);
  response.resume();
  await once(response, 'end');
}

async function download(url: string): Promise<void> {
  const outgoing = request(url).end();
  const [response] = await once(outgoing, 'response');
  if (response.statusCode !== 200) throw new Error(`the download was answered with ${response.statusCode}`);
  response.resume();
  await once(response, 'end');
}
