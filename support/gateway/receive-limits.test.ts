import { expect, test } from '@jest/globals';
import type { HttpRequest } from '../wire/http.ts';
import { receive } from './receive.ts';
import { emptyStore } from './serving/lab.ts';

const signedFor = (service: string, date: string) =>
  `AWS4-HMAC-SHA256 Credential=111111111111/${date.slice(0, 8)}/eu-west-1/${service}/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=0`;

test.each([
  ['kms', 'application/x-amz-json-1.1', 256 * 1024],
  ['secretsmanager', 'application/x-amz-json-1.1', 512 * 1024],
  ['iam', 'application/x-www-form-urlencoded', 1024 * 1024],
])(
  'A body for %s whose declared length is over the limit is refused before a byte is read',
  async (service, type, limit) => {
    await using store = emptyStore();
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    let read = 0;
    async function* body() {
      read++;
      yield new Uint8Array(limit + 1);
    }
    const request: HttpRequest = {
      method: 'POST',
      target: '/',
      headers: {
        host: 'localhost',
        'content-type': type,
        'content-length': String(limit + 1),
        'x-amz-date': date,
        authorization: signedFor(service, date),
      },
      duplicated: [],
      body: body(),
      sourceIp: '127.0.0.1',
      secure: true,
    };
    const { error } = await receive(store, request);
    expect(error).toMatchObject({
      code: 'MaxMessageLengthExceeded',
      members: { MaxMessageLengthBytes: String(limit) },
    });
    expect(read).toBe(0);
  },
);
