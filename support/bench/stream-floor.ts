import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';

const mebibyte = 1024 * 1024;
const ALGORITHM = 'aes-256-gcm';

/** A server for one large object, made of node's own streams. */
export interface StreamFloor extends AsyncDisposable {
  readonly endpoint: string;
}

/**
 * Starts the least that a store of encrypted large objects does. It takes a checksum of an upload, encrypts it with AES-256-GCM
 * and writes it to a file. It reads, decrypts and sends a download. It verifies no signature and asks no policy.
 */
export async function startStreamFloor(): Promise<StreamFloor> {
  const folder = await mkdtemp(join(tmpdir(), 'keyhole-bench-'));
  const path = join(folder, 'object');
  const key = createSecretKey(randomBytes(32));
  const nonce = randomBytes(12);
  let tag = Buffer.alloc(0);

  const upload = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    let checksum = 0;
    const cipher = createCipheriv(ALGORITHM, key, nonce);
    const checked = async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        checksum = crc32(piece, checksum);
        yield piece;
      }
    };
    await pipeline(incoming, checked, cipher, createWriteStream(path));
    tag = cipher.getAuthTag();
    outgoing.writeHead(200, { 'Content-Length': 0, 'x-checksum': checksum }).end();
  };
  const download = async (outgoing: ServerResponse) => {
    const { size } = await stat(path);
    outgoing.writeHead(200, { 'Content-Length': size });
    const decipher = createDecipheriv(ALGORITHM, key, nonce).setAuthTag(tag);
    await pipeline(createReadStream(path, { highWaterMark: mebibyte }), decipher, outgoing);
  };
  const server = createServer((incoming, outgoing) => {
    const answering = incoming.method === 'PUT' ? upload(incoming, outgoing) : download(outgoing);
    answering.catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
