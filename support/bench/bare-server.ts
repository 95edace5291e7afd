import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { authenticate } from '../authentication/authenticate.ts';
import { readBody } from '../wire/body/read-body.ts';
import { parseTarget } from '../wire/request-head.ts';

const ALGORITHM = 'aes-256-gcm';

/**
 * Starts a node:http server that verifies the signature and the body's hash and returns 1 KB, the least that a secure endpoint does.
 * With `encrypts` it is the floor of keyhole. It also keeps what it is sent under a data key, which a master key encrypts, and
 * decrypts what it returns. It has no policies, no operations and no record.
 */
export async function startBareServer({ encrypts = false } = {}): Promise<{
  readonly endpoint: string;
  stop(): void;
}> {
  const content = Buffer.alloc(1024, 120);
  const kept = new Map<string, Kept>();
  const master = createSecretKey(randomBytes(32));
  const answerTo = (method: string | undefined, target: string, body: readonly Uint8Array[]) => {
    if (!encrypts) return content;
    if (method !== 'PUT') return opened(kept.get(target));
    kept.set(target, keep(body, master));
    return '';
  };
  const server = createServer(async (incoming, outgoing) => {
    const { method, url = '' } = incoming;
    const head = parseTarget({
      method: method ?? '',
      target: url,
      headers: incoming.headers as Record<string, string>,
      duplicated: [],
      body: incoming,
      sourceIp: '',
      secure: true,
    });
    const none = () => new Uint8Array();
    const { payload } = await authenticate({
      head,
      readBody: none,
      credentials: () => undefined,
      now: new Date(),
      service: 's3',
    });
    const body = await readBody({ body: incoming, head, expectation: payload, limit: 4096 });
    const answer = answerTo(method, head.rawPath, [body]);
    outgoing.writeHead(200, { 'Content-Length': answer.length });
    outgoing.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Bytes under AES-256-GCM. */
interface Sealed {
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/** The content of an upload under a data key, with the data key, plain and under the master key. */
interface Kept {
  readonly dataKey: KeyObject;
  readonly sealedKey: Sealed;
  readonly content: Sealed;
}

function keep(body: readonly Uint8Array[], master: KeyObject): Kept {
  const plaintext = randomBytes(32);
  const dataKey = createSecretKey(plaintext);
  return { dataKey, sealedKey: sealed([plaintext], master), content: sealed(body, dataKey) };
}

function sealed(pieces: readonly Uint8Array[], key: KeyObject): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  const ciphertext = Buffer.concat([...pieces.map((piece) => cipher.update(piece)), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

function opened(kept: Kept | undefined): string {
  if (kept === undefined) throw new TypeError('The server keeps no content of this name');
  const { dataKey, content } = kept;
  const decipher = createDecipheriv(ALGORITHM, dataKey, content.nonce).setAuthTag(content.tag);
  return decipher.update(content.ciphertext, undefined, 'latin1') + decipher.final('latin1');
}
