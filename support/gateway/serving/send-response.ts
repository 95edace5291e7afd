import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Payload } from '../../aws/operations.ts';
import type { HttpResponse } from '../../wire/http.ts';
import { giveBack } from '../../wire/returnable-payload.ts';
import { WholePayload } from '../../wire/whole-payload.ts';
import { withinIdleTime } from './idle-time.ts';

/** The request and response objects that node hands over. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/**
 * Sends an answer as fast as the client reads it. If the client reads nothing for `idle` milliseconds, the
 * connection is closed.
 */
export async function sendResponse(
  answer: HttpResponse,
  { incoming, outgoing }: Exchange,
  idle: number,
): Promise<void> {
  if (!begin(answer, outgoing)) return;
  const body = answer.body instanceof WholePayload ? answer.body.bytes : answer.body;
  if (incoming.method === 'HEAD' || body === undefined) {
    withThisTurn(() => outgoing.end());
  } else if (typeof body === 'string') {
    withThisTurn(() => outgoing.end(body));
  } else if (body instanceof Uint8Array) {
    endWith(body, outgoing);
  } else {
    await stream(body, outgoing, idle);
  }
}

/** The most bytes of a body that go out in one piece with their head. */
const WITH_HEAD = 16 * 1024;

/**
 * Sends the last bytes. Node writes a head and a body of text at once. It writes a body of bytes apart from the head, which
 * costs more than to copy a small body. In Latin-1 each character is one byte, so that the bytes stay the same.
 */
function endWith(body: Uint8Array, outgoing: ServerResponse): void {
  if (body.length > WITH_HEAD) outgoing.end(body);
  else {
    const { buffer, byteOffset, byteLength } = body;
    withThisTurn(() =>
      outgoing.end(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'), 'latin1'),
    );
  }
}

/**
 * Sends an answer together with the other answers of this turn of the event loop. A write to a client that waits wakes it, which
 * costs more than the write itself. Of several answers in a row, only the first finds a client asleep.
 */
const withThisTurn: (send: () => void) => unknown = setImmediate;

/** Sends status and headers. If node refuses them, closes the connection: one answer ends, not the server. */
function begin({ status, headers }: HttpResponse, outgoing: ServerResponse): boolean {
  try {
    // AWS sends no Connection header while the connection stays.
    if (outgoing.shouldKeepAlive) outgoing.removeHeader('connection');
    outgoing.writeHead(status, inOrder(headers));
    return true;
  } catch {
    outgoing.destroy();
    return false;
  }
}

/** Node reads a Content-Disposition after the Content-Length as Latin-1, and damages or refuses UTF-8. */
function inOrder(headers: HttpResponse['headers']): HttpResponse['headers'] {
  const disposition = headers['Content-Disposition'];
  return disposition === undefined ? headers : { 'Content-Disposition': disposition, ...headers };
}

/** Writes a body as fast as the client reads it; stops if the client has gone, breaks off if the body fails. */
async function stream(body: Payload, outgoing: ServerResponse, idle: number): Promise<void> {
  try {
    for await (const chunk of body) {
      if (outgoing.destroyed) return;
      const isTaken = outgoing.write(chunk, (error) => {
        if (!error) giveBack(body, chunk);
      });
      if (!isTaken) await withinIdleTime(writable(outgoing), idle, idleReader);
    }
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
}

function idleReader(): Error {
  return new Error('The client reads nothing any more');
}

function writable(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.on('drain', done).on('close', done);
  });
}
