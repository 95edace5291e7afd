import { createHash, createHmac } from 'node:crypto';
import { account } from '../../../aws/testing/accounts.ts';

/** For tests: a request to be signed. It is sent as stated here, valid or not. */
export interface ToSign {
  /** `PUT /bucket/key?acl`: method and raw target. */
  readonly line: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly service?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  readonly date?: Date;
}

/** For tests: a signed request as lines and bytes that a test may yet change. */
export interface Signed {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** For tests: signs with Signature Version 4, by a root user's credentials unless others are given. */
export function sign(request: ToSign): Signed {
  const { line, service = 's3', region = 'eu-west-1', accessKeyId = account } = request;
  const body = Buffer.from(request.body ?? '');
  const date = (request.date ?? new Date()).toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const headers: Record<string, string> = {
    host: '127.0.0.1',
    'x-amz-date': date,
    'x-amz-content-sha256': sha256(body),
    ...(request.sessionToken !== undefined && { 'x-amz-security-token': request.sessionToken }),
    ...request.headers,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    canonicalLine(line),
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const key = signingKey(request.secretAccessKey ?? 'test', scope);
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { line, headers, body };
}

/** For tests: the key that signs in a scope such as `20261121/eu-west-1/s3/aws4_request`. */
export function signingKey(secretAccessKey: string, scope: string): Uint8Array {
  let key: Uint8Array = Buffer.from(`AWS4${secretAccessKey}`);
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  return key;
}

/** For tests: the bytes of a request, on a connection that ends with it, with its right length unless it says another. */
export function bytesOf({ line, headers, body }: Signed, version = 'HTTP/1.1'): Uint8Array {
  const length =
    'content-length' in headers || 'transfer-encoding' in headers
      ? {}
      : { 'content-length': `${body.length}` };
  const lines = Object.entries({ ...headers, ...length, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.concat([
    Buffer.from(`${[`${line} ${version}`, ...lines].join('\r\n')}\r\n\r\n`, 'utf8'),
    body,
  ]);
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Method, path and query in the order they are signed. */
function canonicalLine(line: string): string {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => plain(pair.includes('=') ? pair : `${pair}=`))
    .sort((a, b) => (a.replace('=', '\0') < b.replace('=', '\0') ? -1 : 1));
  return `${method}\n${signedPath(path)}\n${pairs.join('&')}`;
}

/** S3 signs an escaped slash as a slash, and other characters than these escaped. */
function signedPath(path: string): string {
  return plain(path.replace(/[^\w.~/%-]/g, encodeURIComponent)).replaceAll('%2F', '/');
}

/** A needless escape is signed as the character that it stands for. */
function plain(text: string): string {
  return text.replace(/%[0-9a-fA-F]{2}/g, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[A-Za-z0-9_.~-]/.test(character) ? character : octet.toUpperCase();
  });
}
