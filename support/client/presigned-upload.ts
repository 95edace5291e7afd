import { createHash, createHmac } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectName } from '../aws/object-reference.ts';
import { uriEncode } from '../aws/uri-encode.ts';
import type { AnswerParts } from './answer-parts.ts';
import type { SigningIdentity } from './identity.ts';

/** A presigned URL by which one object can be uploaded: the query says who signed it, and until when it holds. */
export interface PresignedUpload {
  readonly place: ObjectName;
  readonly query: Readonly<Record<string, string>>;
}

/** The address that a URL is signed for. */
export interface SignedFor {
  readonly place: ObjectName;
  readonly host: string;
  readonly region: string;
}

const SECONDS = 900;

/**
 * Presigns an upload with Signature Version 4. No request is sent: the URL is made of the signer's access key alone.
 *
 * Source: Amazon S3 API reference, "Authenticating Requests: Using Query Parameters".
 */
export function presignUpload(
  { accessKeyId, secretAccessKey, sessionToken }: SigningIdentity,
  { place, host, region }: SignedFor,
): PresignedUpload {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  const query = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(SECONDS),
    ...(sessionToken !== undefined && { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  };
  const canonical = [
    'PUT',
    `/${place.Bucket}/${place.Key.split('/').map(uriEncode).join('/')}`,
    Object.entries(query)
      .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
      .join('&'),
    `host:${host}`,
    '',
    'host',
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return { place, query: { ...query, 'X-Amz-Signature': hmac(key, toSign).toString('hex') } };
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** The headers that a browser or curl sends with a presigned URL. */
const PLAIN: ReadonlySet<string> = new Set(['content-length', 'content-type', 'host']);

/** Uploads with a presigned URL. The URL alone says who uploads: what the client signs is not sent. */
export async function uploadByUrl(
  s3: S3Client,
  { place, query }: PresignedUpload,
  content: string,
): Promise<AnswerParts> {
  const command = new PutObjectCommand({ ...place, Body: content });
  command.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (!isRequest(request)) throw new TypeError('the SDK made another request than one of HTTP');
      const headers = Object.entries(request.headers).filter(([name]) => PLAIN.has(name.toLowerCase()));
      return next({
        ...args,
        request: Object.assign(request, { query, headers: Object.fromEntries(headers) }),
      });
    },
    { step: 'finalizeRequest', priority: 'low', name: 'useUrl' },
  );
  await s3.send(command);
  return { written: { place, content } };
}

function isRequest(request: unknown): request is { readonly headers: Readonly<Record<string, string>> } {
  return typeof request === 'object' && request !== null && 'headers' in request;
}
