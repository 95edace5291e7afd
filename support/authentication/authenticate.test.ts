import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBody } from '../wire/body/read-body.ts';
import { parseTarget } from '../wire/request-head.ts';
import { authenticate } from './authenticate.ts';
import type { AuthenticationRequest } from './authenticated.ts';
import type { Credential } from './credential.ts';

interface Vector {
  readonly name: string;
  readonly service: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly bucketInHost?: string;
  readonly token?: string;
}

const recorded: { now: string; secretAccessKey: string; vectors: readonly Vector[] } = JSON.parse(
  readFileSync(new URL('./botocore-requests.json', import.meta.url), 'utf8'),
);
const ana = {
  type: 'User',
  accountId: '111122223333',
  arn: 'arn:aws:iam::111122223333:user/ana',
  userName: 'ana',
  userId: 'AIDAANA',
} as const;

function request(vector: Omit<Vector, 'name'>, now = recorded.now): AuthenticationRequest {
  const { method, target, headers, service, token, bucketInHost } = vector;
  const body = Buffer.from(vector.body, 'base64');
  const credential = (accessKeyId: string): Credential => ({
    accessKeyId,
    secretAccessKey: recorded.secretAccessKey,
    sessionToken: token,
    active: true,
    principal: ana,
  });
  return {
    head: parseTarget({
      method,
      target,
      headers,
      duplicated: [],
      body: pieces(body),
      sourceIp: '127.0.0.1',
      secure: false,
    }),
    readBody: () => body,
    credentials: (id) => (id === `${token ? 'ASIA' : 'AKIA'}IOSFODNN7EXAMPLE` ? credential(id) : undefined),
    now: new Date(now),
    service,
    bucketInHost,
  };
}

async function* pieces(...bodies: Uint8Array[]) {
  yield* bodies;
}

/** Authenticates a request and reads its body, as the gateway does. */
async function accept(vector: Vector) {
  const asked = request(vector);
  const authenticated = await authenticate(asked);
  const body = Buffer.from(vector.body, 'base64');
  const { payload: expectation } = authenticated;
  await readBody({ body: pieces(body), head: asked.head, expectation, limit: 1e6 });
  return authenticated;
}

describe('A request signed by botocore is accepted', () => {
  test.each(recorded.vectors)('$name', async (vector) => {
    const authenticated = await accept(vector);
    expect(authenticated.principal).toEqual(ana);
    expect(authenticated.authType).toBe(
      vector.headers.authorization === undefined ? 'REST-QUERY-STRING' : 'REST-HEADER',
    );
    const region = vector.service === 'iam' ? 'us-east-1' : 'eu-west-1';
    expect(authenticated.region).toBe(vector.name.includes('Version 2') ? undefined : region);
  });
});

describe('A request changed on its way is refused', () => {
  const byHeader = recorded.vectors.filter(({ headers }) => headers.authorization !== undefined);
  const without = (headers: Record<string, string>, name: string) =>
    Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));

  test.each(recorded.vectors)('in its method: $name', async (vector) => {
    await expect(accept({ ...vector, method: 'DELETE' })).rejects.toMatchObject(mismatchOf(vector));
  });
  test.each(recorded.vectors)('in its path: $name', async (vector) => {
    const target = vector.target.includes('/q1.csv')
      ? vector.target.replace('/q1.csv', '/q2.csv')
      : vector.target.replace(/^([^?]*)/, '$1x');
    await expect(accept({ ...vector, target })).rejects.toMatchObject(mismatchOf(vector));
  });
  test.each(recorded.vectors)('in its sub-resource: $name', async (vector) => {
    const target = `${vector.target}${vector.target.includes('?') ? '&' : '?'}torrent`;
    await expect(accept({ ...vector, target })).rejects.toMatchObject(mismatchOf(vector));
  });
  test.each(recorded.vectors.filter(({ headers, body }) => headers.authorization && body))(
    'in its body: $name',
    async (vector) => {
      const body = Buffer.from(vector.body, 'base64');
      body[0] = (body[0] ?? 0) ^ 1;
      await expect(accept({ ...vector, body: body.toString('base64') })).rejects.toMatchObject({
        name: 'AwsError',
      });
    },
  );
  test.each(
    byHeader.flatMap((vector) => {
      const names = /SignedHeaders=([^,]*)/.exec(vector.headers.authorization ?? '')?.[1]?.split(';') ?? [];
      return names.map((name) => ({ vector, header: name, name: vector.name }));
    }),
  )('in its $header header: $name', async ({ vector, header }) => {
    const changed = { ...vector.headers, [header]: `${vector.headers[header]}0` };
    await expect(accept({ ...vector, headers: changed })).rejects.toMatchObject({ name: 'AwsError' });
    const fewer = without(vector.headers, header);
    await expect(accept({ ...vector, headers: fewer })).rejects.toMatchObject({ name: 'AwsError' });
  });
  test.each(recorded.vectors.filter(({ service }) => service === 's3'))(
    'by an x-amz-* header: $name',
    async (vector) => {
      const headers = { ...vector.headers, 'x-amz-acl': 'public-read' };
      const code = vector.name.includes('Version 2') ? 'SignatureDoesNotMatch' : 'AccessDenied';
      await expect(accept({ ...vector, headers })).rejects.toMatchObject({ code, status: 403 });
    },
  );

  const version4 = recorded.vectors.filter(({ name }) => !name.includes('Version 2'));
  const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const replaced = (text: string, at: number, by: string) => {
    const index = at % text.length;
    return text.slice(0, index) + by + text.slice(index + 1);
  };

  test('in any character of its target, unless the meaning stays the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...version4), fc.nat(), printable, async (vector, at, by) => {
        const target = `/${replaced(vector.target, at, by).slice(1)}`;
        fc.pre(meaning(target) !== meaning(vector.target));
        const outcome = await accept({ ...vector, target }).catch((error: unknown) => error);
        // Without its `?` a presigned URL has no signature: it is anonymous.
        const unsigned = vector.headers.authorization === undefined && !target.includes('?');
        const missing = { principal: { type: 'Anonymous' } };
        const refused = outcome instanceof Error || !unsigned;
        expect(outcome).toMatchObject(refused ? { name: 'AwsError' } : missing);
      }),
      { numRuns: 500 },
    );
  });

  test('in any character of a signed header, or of the signature', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...byHeader),
        fc.nat(),
        fc.nat(),
        printable,
        async (vector, which, at, by) => {
          const { authorization = '' } = vector.headers;
          const signed = /SignedHeaders=([^,]*)/.exec(authorization)?.[1]?.split(';') ?? [];
          const name = [...signed, 'authorization'][which % (signed.length + 1)] ?? '';
          const value = replaced(vector.headers[name] ?? '', at, by);
          fc.pre(value !== vector.headers[name]);
          const headers = { ...vector.headers, [name]: value };
          await expect(accept({ ...vector, headers })).rejects.toMatchObject({ name: 'AwsError' });
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** The meaning of a target, whatever its spelling; the target itself if it cannot be parsed. */
function meaning(target: string): string {
  const [path = '', query = ''] = target.split('?');
  try {
    // `/` and `%2F` differ in a path.
    const segments = path.split('/').map(decodeURIComponent);
    return JSON.stringify([segments, [...new URLSearchParams(query)].sort()]);
  } catch {
    return target;
  }
}

function mismatchOf({ service }: Vector) {
  if (service === 'kms') return { code: 'InvalidSignatureException', status: 400 };
  return { code: 'SignatureDoesNotMatch', status: 403 };
}
