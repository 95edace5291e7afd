import { lookup } from 'node:dns';
import { Agent as PlainAgent } from 'node:http';
import { Agent } from 'node:https';
import type { LookupFunction } from 'node:net';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

/**
 * For a test: reads and writes an object through virtual hosts of a lab, as the SDK for JavaScript does. Run it with the
 * lab's endpoints and a bucket; NODE_EXTRA_CA_CERTS names its certificate authority. It prints the hosts that it used.
 */
const [bucket = '', ...endpoints] = process.argv.slice(2);

/** Not every machine resolves the names of virtual hosts. */
const onThisMachine: LookupFunction = (_, options, done) => lookup('127.0.0.1', options, done);
const requestHandler = {
  httpAgent: new PlainAgent({ lookup: onThisMachine }),
  httpsAgent: new Agent({ lookup: onThisMachine }),
};

for (const endpoint of endpoints) {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint, credentials, region: 'eu-west-1', requestHandler, maxAttempts: 1 });
  s3.middlewareStack.add(
    (next) => (args) => {
      const { request } = args as {
        readonly request: { readonly protocol: string; readonly hostname: string };
      };
      process.stdout.write(`${request.protocol}//${request.hostname}\n`);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  if (Buckets.every(({ Name }) => Name !== bucket))
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: endpoint }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'a' }));
  if ((await Body?.transformToString()) !== endpoint) throw new Error(`${endpoint} has another object`);
}
