import { startLab } from '../gateway/serving/lab.ts';
import { arrangeBucket, objectBytes } from './signed-requests.ts';
import type { Row } from './table.ts';

const BUCKET = 'bench-bucket';

/**
 * The memory of a key in a bucket of many, beside its content of 1 KB. The objects are uploaded in this process. A tenth of them
 * comes before the first measurement, so that what the first uploads load does not count.
 */
export async function bucketMemoryRow(keys: number): Promise<Row> {
  await using lab = await startLab();
  await arrangeBucket(lab.endpoint, BUCKET);
  const upload = async (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      await lab.call({
        service: 's3',
        operation: 'PutObject',
        accessKeyId: '111111111111',
        region: 'eu-west-1',
        input: {
          Bucket: BUCKET,
          Key: `year=2026/month=11/report-${index}.json`,
          ContentLength: objectBytes.length,
        },
        contents: { bytes: objectBytes, headers: { 'content-length': String(objectBytes.length) } },
      });
    }
    return heldBytes();
  };
  const early = await upload(0, keys / 10);
  const late = await upload(keys / 10, keys);
  const beside = (late - early) / (keys * 0.9) - objectBytes.length;
  return {
    what: `a bucket of ${keys.toLocaleString('en')} keys: memory of each`,
    measured: `${(beside / 1024).toFixed(2)} KB beside its content`,
    target: '≤ 2 KB',
  };
}

/** The bytes that this process holds after a garbage collection. */
function heldBytes(): number {
  if (globalThis.gc === undefined) throw new TypeError('start node with --expose-gc');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
