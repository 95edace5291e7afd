import { uriEncode } from '../../aws/uri-encode.ts';
import { declaration, escapeXml } from '../encoding/xml-writer.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import { hostName } from '../request-head.ts';
import { bucketOfHost } from '../routing/s3-address.ts';
import type { ObjectForm } from './object-form.ts';

/**
 * The answer to an upload by a form, made of PutObject's: a redirect, a document, or nothing.
 *
 * Source: Amazon S3 API reference, "POST Object", `success_action_redirect` and `success_action_status`.
 */
export function formAnswer(put: HttpResponse, form: ObjectForm, http: Pick<HttpRequest, 'headers' | 'tls'>) {
  const { bucket, key, fields } = form;
  const eTag = Object.entries(put.headers).find(([name]) => name.toLowerCase() === 'etag')?.[1] ?? '';
  const asked = fields.get('success_action_redirect') ?? fields.get('redirect') ?? '';
  const redirect = redirectTo(asked, { bucket, key, etag: eTag });
  const headers = { ...put.headers, Location: redirect ?? locationOf(form, http), 'Content-Length': '0' };
  if (redirect !== undefined) return { status: 303, headers };
  const status = fields.get('success_action_status');
  if (status === '200') return { status: 200, headers };
  if (status !== '201') return { status: 204, headers: without(headers, 'Content-Length') };
  const body = document({ Location: headers.Location, Bucket: bucket, Key: key, ETag: eTag });
  const length = String(Buffer.byteLength(body));
  return {
    status: 201,
    headers: { ...headers, 'Content-Type': 'application/xml', 'Content-Length': length },
    body,
  };
}

/** The address to which the form asks to go on, with the object in its query. S3 ignores what is no address. */
function redirectTo(asked: string, object: Readonly<Record<string, string>>): string | undefined {
  if (!/^https?:\/\//i.test(asked) || !URL.canParse(asked)) return undefined;
  const url = new URL(asked);
  const own = Object.entries(object).map(([name, value]) => `${name}=${uriEncode(value)}`);
  url.search = [url.search.slice(1), ...own].filter((part) => part !== '').join('&');
  return url.href;
}

/**
 * The address of the object, with the bucket in the host. S3 encodes the slashes of its key, too.
 *
 * Differs: under a host that is no name of S3, such as an IP address, the bucket is in the path.
 */
function locationOf({ bucket, key }: ObjectForm, { headers, tls }: Pick<HttpRequest, 'headers' | 'tls'>) {
  const { host = '' } = headers;
  const scheme = tls?.version !== undefined ? 'https' : 'http';
  if (bucketOfHost(hostName(host)) !== undefined) return `${scheme}://${host}/${uriEncode(key)}`;
  const ofBucket = `${bucket}.${host}`;
  if (/^s3[.-]/i.test(host) && bucketOfHost(hostName(ofBucket)) === bucket)
    return `${scheme}://${ofBucket}/${uriEncode(key)}`;
  return `${scheme}://${host}/${uriEncode(bucket)}/${uriEncode(key)}`;
}

function document(members: Readonly<Record<string, string>>): string {
  const content = Object.entries(members).map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`);
  return `${declaration}<PostResponse>${content.join('')}</PostResponse>`;
}

function without(headers: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
}
