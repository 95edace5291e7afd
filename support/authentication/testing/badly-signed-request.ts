import { Buffer } from 'node:buffer';
import type { RequestHead } from '../../wire/request-head.ts';
import { authenticate } from '../authenticate.ts';
import type { AuthenticationRequest } from '../authenticated.ts';
import type { Credential } from '../credential.ts';

/** The time at which the requests below arrive. */
export const now = new Date('2026-11-21T12:00:00Z');
/** A signature of valid form that signs nothing. */
export const signature = 'a'.repeat(64);

/** The parts of a request that is to be refused. A header or parameter with the value undefined is left out. */
export interface Changes {
  readonly service?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly duplicated?: readonly string[];
}

/** Looks up a credential. The session of ASIA… has ended, and AKIAINACTIVE is deactivated. */
function credentials(accessKeyId: string): Credential | undefined {
  const principal = { type: 'Service', service: 'example' } as const;
  const long = { accessKeyId, secretAccessKey: 's', active: accessKeyId !== 'AKIAINACTIVE', principal };
  const session = { ...long, sessionToken: 'token', expiration: new Date(now.getTime() + 1000) };
  if (accessKeyId.startsWith('AKIA')) return long;
  if (accessKeyId === 'ASIASESSION') return session;
  return accessKeyId === 'ASIAOVER' ? { ...session, expiration: now } : undefined;
}

/** A request to authenticate. Tests that expect a refusal build their requests here. */
export function request({
  service = 's3',
  headers = {},
  query = {},
  duplicated = [],
}: Changes): AuthenticationRequest {
  const head: RequestHead = {
    method: 'GET',
    rawPath: '/reports/q1.csv',
    rawQuery: '',
    query: present(query),
    headers: Object.fromEntries(present(headers)),
    duplicated,
    host: 'localhost',
  };
  return { head, readBody: () => Buffer.from('{}'), credentials, now, service };
}

function present(values: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined);
}

/** A credential with its scope, as it is sent. */
export const credentialOf = (id: string, service: string, date = '20261121', end = 'aws4_request') =>
  `${id}/${date}/eu-west-1/${service}/${end}`;

/** An Authorization header of valid form. */
export function authorization(credential: string, signedHeaders = 'host;x-amz-content-sha256;x-amz-date') {
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

/** A request with an invalid signature in its headers. */
export function byHeader(service: string, headers: Changes['headers'] = {}, id = 'AKIAEXAMPLE'): Changes {
  const { 'x-amz-security-token': token } = headers;
  const signed = `host;x-amz-content-sha256;x-amz-date${token ? ';x-amz-security-token' : ''}`;
  const required = {
    host: 'localhost',
    'x-amz-date': '20261121T120000Z',
    'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    authorization: authorization(credentialOf(id, service), signed),
  };
  return { service, headers: { ...required, ...headers } };
}

/** A presigned request with an invalid signature. */
export function byQuery(query: Changes['query'] = {}, headers: Changes['headers'] = {}): Changes {
  const required = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': credentialOf('AKIAEXAMPLE', 's3'),
    'X-Amz-Date': '20261121T120000Z',
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': signature,
  };
  return { headers: { host: 'localhost', ...headers }, query: { ...required, ...query } };
}

/** A request presigned with Signature Version 2, with an invalid signature. */
export function byVersion2(query: Changes['query'] = {}): Changes {
  const required = { AWSAccessKeyId: 'AKIAEXAMPLE', Signature: 'AAAA', Expires: '1795262460' };
  return { headers: { host: 'localhost' }, query: { ...required, ...query } };
}

/** A request signed by a credential of the given spelling. */
export const withCredential = (service: string, credential: string) =>
  byHeader(service, { authorization: authorization(credential) });

/** A row of a table of refusals. */
export type Row = [why: string, changes: Changes, code: string, status: number, text: string];

/** The error that refuses a request. */
export async function refusalOf(changes: Changes): Promise<unknown> {
  return authenticate(request(changes)).catch((error: unknown) => error);
}
