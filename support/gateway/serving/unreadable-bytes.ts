import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange } from './send-response.ts';

/** The status lines for bytes that are no request, by node's code; any other code is a bad request. */
const STATUS: Readonly<Partial<Record<string, string>>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Answers bytes that are no request. A body that is longer than its Content-Length ends in such bytes. The request before them is
 * whole, and its answer goes out first. Node alone refuses the bytes at once, so the client's answer depends on who is faster.
 */
export class UnreadableBytes {
  readonly #exchanges = new WeakMap<Socket, Exchange>();

  /** Watches the connections of a server. */
  constructor(server: Server) {
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      this.#refuse(error, socket as Socket);
    });
  }

  /** Takes a request that has come, the last of its connection. */
  began(exchange: Exchange): void {
    this.#exchanges.set(exchange.incoming.socket, exchange);
  }

  #refuse(error: NodeJS.ErrnoException, socket: Socket): void {
    const { incoming, outgoing } = this.#exchanges.get(socket) ?? {};
    if (incoming?.complete && outgoing !== undefined && !outgoing.writableFinished) {
      // The answer says that the connection ends, so that the client sends no other request on it.
      outgoing.shouldKeepAlive = false;
      outgoing.once('finish', () => socket.destroySoon());
      return;
    }
    const hasBegun = outgoing?.headersSent === true && !outgoing.writableFinished;
    if (socket.writable && !hasBegun) {
      const status = STATUS[error.code ?? ''] ?? '400 Bad Request';
      socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    }
    socket.destroySoon();
  }
}
