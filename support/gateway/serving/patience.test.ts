import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { AwsError } from '../../aws/aws-error.ts';
import { encodeError } from '../../wire/encode-error.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { type StartedListener, startListener } from './listener.ts';

const patience = { idle: 200, headers: 60 };
let listener: StartedListener | undefined;
afterEach(() => listener?.stop());

/** Answers with the length of a body. */
async function measure(request: HttpRequest): Promise<HttpResponse> {
  let length = 0;
  try {
    for await (const piece of request.body) length += piece.length;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return encodeError({ service: 's3', error, requestId: 'r' });
  }
  return { status: 200, headers: {}, body: `${length} bytes` };
}

async function opened(): Promise<{ socket: Socket; closed: Promise<string> }> {
  listener = await startListener(measure, { patience });
  const socket = connect(listener.port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (piece: Buffer) => received.push(piece)).on('error', () => {});
  const closed = once(socket, 'close').then(() => Buffer.concat(received).toString());
  return { socket, closed };
}

const head = 'PUT /b/k HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';

test('An upload may take many times longer than a client may be idle', async () => {
  const { socket, closed } = await opened();
  socket.write(`${head}Content-Length: 16\r\n\r\n`);
  for (let i = 0; i < 16; i++) {
    await after(20);
    socket.write('x');
  }
  expect(await closed).toMatch(/^HTTP\/1\.1 200 [\s\S]*16 bytes/);
});

test('An upload of which nothing more comes is answered as S3 answers it, and its connection is closed', async () => {
  const { socket, closed } = await opened();
  socket.write(`${head.replace('close', 'keep-alive')}Content-Length: 12\r\n\r\nxxx`);
  const answer = await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*<Code>RequestTimeout<\/Code>/);
  expect(answer).toContain(
    'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
  );
});

test('Headers may not trickle in', async () => {
  const { socket, closed } = await opened();
  socket.write('PUT /b/k HTTP/1.1\r\n');
  const trickle = setInterval(() => socket.write('X'), 10);
  try {
    // A piece that is sent into a closed connection can take the answer away.
    expect(await closed).toMatch(/^(HTTP\/1\.1 408 |$)/);
  } finally {
    clearInterval(trickle);
  }
});
