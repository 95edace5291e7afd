import { once } from 'node:events';
import { request } from 'node:http';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { load } from './load.ts';
import { startServer } from './server.ts';
import { arrangeBucket, signedRequests } from './signed-requests.ts';
import type { Row } from './table.ts';

const mebibyte = 1024 * 1024;

/** What the server holds after many requests, beside what it held after the first tenth of them. */
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
    // The trail keeps its last 10,000 records: it is full before the first look.
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

/** How far the process grows while an object goes in and comes out again, and how fast. */
export async function streamingRows(bytes: number): Promise<Row[]> {
  const server = await startServer('keyhole');
  try {
    await arrangeBucket(server.endpoint, 'bench-bucket');
    const { put, get } = await presigned(server.endpoint);
    await upload(put, 64 * mebibyte);
    return [
      await whileStreaming('PutObject', bytes, () => upload(put, bytes)),
      await whileStreaming('GetObject', bytes, () => download(get)),
    ];
  } finally {
    await server.stop();
  }
}

async function presigned(endpoint: string) {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'test' };
  const s3 = new S3Client({
    endpoint,
    region: 'eu-west-1',
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const object = { Bucket: 'bench-bucket', Key: 'large' };
  return {
    put: await getSignedUrl(s3, new PutObjectCommand(object)),
    get: await getSignedUrl(s3, new GetObjectCommand(object)),
  };
}

async function whileStreaming(operation: string, bytes: number, stream: () => Promise<void>): Promise<Row> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const started = performance.now();
  await stream();
  clearInterval(sampling);
  const seconds = (performance.now() - started) / 1000;
  return {
    what: `${operation} ${bytes / mebibyte} MiB, SSE-KMS: growth of the process`,
    measured: `${((peak - before) / mebibyte).toFixed(0)} MiB`,
    against: `${(bytes / mebibyte / seconds).toFixed(0)} MiB/s`,
    ratio: `${((peak - before) / bytes).toFixed(3)}× of the object`,
    target: 'flat',
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
  if (response.statusCode !== 200) throw new Error(`The upload was answered ${response.statusCode}`);
  response.resume();
  await once(response, 'end');
}

async function download(url: string): Promise<void> {
  const outgoing = request(url).end();
  const [response] = await once(outgoing, 'response');
  if (response.statusCode !== 200) throw new Error(`The download was answered ${response.statusCode}`);
  response.resume();
  await once(response, 'end');
}
