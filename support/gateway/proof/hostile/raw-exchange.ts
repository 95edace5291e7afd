import { connect, type Socket } from 'node:net';

/** For tests: the answer on a connection before it was closed; empty if the server just closed it. */
export interface Answer {
  readonly status: number | undefined;
  /** The error code in the body, whichever protocol it is in. */
  readonly code: string | undefined;
  readonly raw: string;
}

/** For tests: how bytes are sent. */
export interface Sending {
  /** Closes the sending side when all is sent. */
  readonly halfClose?: boolean;
}

/** A server that neither answers nor closes for so long hangs, in milliseconds. */
const patience = 10_000;

/** For tests: sends bytes as they are and reads until the server closes the connection. Rejects where it hangs. */
export async function exchange(
  port: number,
  bytes: Uint8Array | string,
  { halfClose = false }: Sending = {},
): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  if (halfClose) socket.end();
  return answerOf(await untilClosed(socket));
}

function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = [];
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`The server neither answered nor closed; it sent ${JSON.stringify(text(received))}`));
    }, patience);
    socket.on('data', (piece: Buffer) => received.push(piece));
    // A reset is a way to close, too.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text(received));
    });
  });
}

function text(pieces: readonly Buffer[]): string {
  return Buffer.concat(pieces).toString('latin1');
}

function answerOf(raw: string): Answer {
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(raw)?.[1];
  const code = /<Code>([^<]*)<\/Code>/.exec(raw)?.[1] ?? /"__type":"([^"]*)"/.exec(raw)?.[1];
  return { status: status === undefined ? undefined : Number(status), code, raw };
}
