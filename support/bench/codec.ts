import { Bench } from 'tinybench';
import type { Payload } from '../aws/operations.ts';
import { decode } from '../wire/decode.ts';
import { encodeOutput } from '../wire/encode-output.ts';
import type { HttpRequest } from '../wire/http.ts';
import { parseTarget } from '../wire/request-head.ts';
import { route } from '../wire/routing/route.ts';
import { microseconds } from './decisions.ts';
import type { Row } from './table.ts';

const empty: Payload = (async function* () {})();

/** The cost of decoding a request and encoding its answer, without authentication and without a store. */
export async function codecRows(): Promise<Row[]> {
  const bench = new Bench({ time: 300 })
    .add('PutObject', putObject())
    .add('Decrypt', decrypt())
    .add('ListObjectsV2, 100 objects', listObjects());
  await bench.run();
  return bench.tasks.map(({ name }) => ({
    what: `decode + encode ${name}`,
    measured: `${microseconds(bench, name).toFixed(1)} µs`,
  }));
}

function putObject(): () => void {
  const put = request('PUT', '/bench-bucket/object?x-id=PutObject', {
    'content-length': '1024',
    'content-type': 'text/plain',
  });
  const output = { ETag: '"d500dddf27a55661f11fb806a0b0a780"' };
  return () => {
    const head = parseTarget(put);
    decode(route(head, 's3'), head, empty);
    encodeOutput({ service: 's3', operation: 'PutObject', output, requestId: '1' });
  };
}

function decrypt(): () => void {
  const post = request('POST', '/', {
    'x-amz-target': 'TrentService.Decrypt',
    'content-type': 'application/x-amz-json-1.1',
  });
  const ciphertext = Buffer.alloc(150).toString('base64');
  const body = Buffer.from(JSON.stringify({ CiphertextBlob: ciphertext, EncryptionContext: { a: 'b' } }));
  return () => {
    const head = parseTarget(post);
    decode(route(head, 'kms', body), head, body);
    const output = { Plaintext: new Uint8Array(32), KeyId: 'arn' };
    encodeOutput({ service: 'kms', operation: 'Decrypt', output, requestId: '1' });
  };
}

function listObjects(): () => void {
  const list = request('GET', '/bench-bucket?list-type=2&prefix=a', {});
  const Contents = Array.from({ length: 100 }, (_, i) => ({
    Key: `object-${i}`,
    Size: i,
    LastModified: new Date(0),
    ETag: '"e"',
  }));
  const output = { Name: 'bench-bucket', Contents };
  return () => {
    const head = parseTarget(list);
    decode(route(head, 's3'), head, undefined);
    encodeOutput({ service: 's3', operation: 'ListObjectsV2', output, requestId: '1' });
  };
}

function request(method: string, target: string, headers: Record<string, string>): HttpRequest {
  const all = { host: '127.0.0.1:4566', ...headers };
  return { method, target, headers: all, duplicated: [], body: empty, sourceIp: '127.0.0.1', secure: true };
}
