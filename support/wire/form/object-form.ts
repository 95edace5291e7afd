import type { Payload, Service } from '../../aws/operations.ts';
import { uriEncode } from '../../aws/uri-encode.ts';
import { bodyClaims } from '../body/body-claims.ts';
import { bodyRefusals } from '../body/body-refusals.ts';
import { type StreamedBody, verifiedBody } from '../body/verified-body.ts';
import { notImplemented } from '../faults.ts';
import type { HttpRequest } from '../http.ts';
import type { RequestHead } from '../request-head.ts';
import { bucketOfHost, s3Address } from '../routing/s3-address.ts';
import { subResources } from '../routing/s3-operations.ts';
import { type FormFields, formFields } from './form-fields.ts';
import { formHeaders } from './form-headers.ts';
import { formRefusals } from './form-refusals.ts';
import { type FormFile, readMultipartForm } from './multipart-form.ts';

/** An upload by a form (POST Object), whose file is still to be read. */
export interface ObjectForm {
  readonly bucket: string;
  readonly key: string;
  readonly fields: FormFields;
  readonly file: FormFile;
}

/** True for an upload by a form: a POST to a bucket, without a parameter that names another operation. */
export function isObjectForm(head: RequestHead): boolean {
  if (head.method !== 'POST' || head.query.some(([name]) => subResources.has(name))) return false;
  const type = head.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*(;|$)/i.test(type)) return false;
  const { bucket, key } = s3Address(head);
  return bucket !== undefined && key === undefined;
}

/**
 * Reads the fields of an upload by a form. Throws AwsError `MalformedPOSTRequest`, `MaxPostPreDataLengthExceeded`,
 * `MissingContentLength`, `InvalidArgument`, `NotImplemented`.
 */
export async function readObjectForm(
  { body, continue: sendContinue }: Pick<HttpRequest, 'body' | 'continue'>,
  head: RequestHead,
): Promise<ObjectForm> {
  refuseForeignHeaders(head);
  if (head.headers['content-length'] === undefined) throw bodyRefusals.missingLength();
  sendContinue?.();
  const form = await readMultipartForm(body, head.headers['content-type'] ?? '');
  const fields = formFields(form);
  const key = fields.get('key');
  if (key === undefined || key === '') throw formRefusals.missing('key');
  if (form.file === undefined) throw formRefusals.withoutFile();
  return { bucket: s3Address(head).bucket ?? '', key, fields, file: form.file };
}

/** Headers `x-amz-…` that describe the sending client alone. */
const OF_CLIENT: ReadonlySet<string> = new Set(['x-amz-date', 'x-amz-user-agent', 'x-amz-content-sha256']);

/**
 * Refuses what a browser's form cannot send: a signature outside of the form, and headers of S3.
 *
 * Undocumented: how S3 takes them. A header that would have protected the object is never ignored.
 */
function refuseForeignHeaders({ headers, query }: RequestHead): void {
  const foreign =
    Object.keys(headers).find((name) => name.startsWith('x-amz-') && !OF_CLIENT.has(name)) ??
    query.map(([name]) => name).find((name) => /^(x-amz-|awsaccesskeyid$|signature$)/i.test(name)) ??
    (headers.authorization === undefined ? undefined : 'Authorization');
  if (foreign !== undefined) throw notImplemented(`${foreign} outside of the fields of an upload by a form`);
}

/** The head of the PutObject that stores the same object. It keeps the headers that describe the client. */
export function headOfPut(
  service: Service,
  { bucket, key, fields }: ObjectForm,
  head: RequestHead,
): RequestHead {
  const headers: Record<string, string> = { ...formHeaders(fields, service) };
  for (const name of ['host', 'user-agent', 'referer', 'origin']) {
    const value = head.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  const path = key.split('/').map(uriEncode).join('/');
  const rawPath = bucketOfHost(head.host) === undefined ? `/${uriEncode(bucket)}/${path}` : `/${path}`;
  return { ...head, method: 'PUT', rawPath, rawQuery: '', query: [], headers };
}

/** The number of bytes that a file may have. */
export interface FileSizes {
  readonly least: number;
  readonly most: number;
}

/** The largest object of one request, in bytes: 5 GiB (Amazon S3 user guide, "Uploading objects"). */
export const ANY_SIZE: FileSizes = { least: 0, most: 5 * 1024 ** 3 };

/**
 * The file of a form, verified as it is read: by the checksums in its fields, and by the sizes that its policy allows.
 * Throws while it is read: `EntityTooLarge`, `EntityTooSmall`, `BadDigest`, …
 */
export function fileOfForm({ file }: ObjectForm, put: RequestHead, sizes: FileSizes): StreamedBody {
  const expectation = { kind: 'unsigned' } as const;
  const claims = bodyClaims(put, expectation);
  const tooLong = bodyRefusals.tooLarge;
  const terms = { limit: sizes.most, tooLong, defaultChecksum: 'CRC64NVME' } as const;
  return verifiedBody({ body: within(file.content, sizes), head: put, expectation }, claims, terms);
}

/** The content of a file as far as its size is allowed. A larger one is read to its end: S3 tells its size. */
async function* within(content: Payload, { least, most }: FileSizes): AsyncGenerator<Uint8Array, void> {
  let length = 0;
  for await (const piece of content) {
    length += piece.length;
    if (length <= most) yield piece;
  }
  if (length > most) throw bodyRefusals.tooLarge(most, length);
  if (length < least) throw bodyRefusals.tooSmall(length, least);
}
