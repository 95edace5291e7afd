import { Buffer } from 'node:buffer';
import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import type { RequestHead } from '../request-head.ts';
import { bodyRefusals } from './body-refusals.ts';
import { algorithmOfHeader, checksumAlgorithms } from './checksum-algorithms.ts';
import type { PayloadExpectation } from './payload-expectation.ts';

/** What the headers of a request say about its body. */
export interface BodyClaims {
  /** Bytes on the wire, the framing of chunks included; undefined where the transfer ends by itself. */
  readonly sentLength: number | undefined;
  /** Bytes of the payload. */
  readonly length: number | undefined;
  /** Content-MD5, base64. */
  readonly md5: string | undefined;
  /** The one checksum; its value comes in a trailer where it is undefined. */
  readonly checksum:
    | { readonly algorithm: ChecksumAlgorithm; readonly value: string | undefined }
    | undefined;
}

/** Headers that begin like a checksum's and are about checksums. */
const notChecksums = new Set(['x-amz-checksum-algorithm', 'x-amz-checksum-type', 'x-amz-checksum-mode']);

/**
 * Reads the headers that describe a body and refuses those that contradict each other or themselves (Amazon S3 API
 * Reference, PutObject; "Checking object integrity for data uploads").
 *
 * CompleteMultipartUpload's checksum header describes the object, not the body, and is left to the operation.
 */
export function bodyClaims(head: RequestHead, expectation: PayloadExpectation): BodyClaims {
  const { headers } = head;
  const chunked = expectation.kind === 'chunked-signed' || expectation.kind === 'chunked-unsigned-trailer';
  const sentLength = readLength(headers['content-length'], 'Content-Length');
  const decodedLength = readLength(headers['x-amz-decoded-content-length'], 'x-amz-decoded-content-length');
  if (chunked && decodedLength === undefined) throw bodyRefusals.missingLength();
  const takesTrailer =
    expectation.kind === 'chunked-unsigned-trailer' ||
    (expectation.kind === 'chunked-signed' && expectation.trailer);
  return {
    sentLength,
    length: chunked ? decodedLength : sentLength,
    md5: readMd5(headers['content-md5']),
    checksum: completesUpload(head) ? undefined : readChecksum(headers, takesTrailer),
  };
}

function readLength(value: string | undefined, header: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw bodyRefusals.invalidHeader(header);
  return Number(value);
}

function readMd5(value: string | undefined): string | undefined {
  if (value !== undefined && !isBase64Of(value, 16)) throw bodyRefusals.invalidMd5(value);
  return value;
}

function readChecksum(headers: RequestHead['headers'], takesTrailer: boolean): BodyClaims['checksum'] {
  const found = Object.keys(headers)
    .filter((name) => name.startsWith('x-amz-checksum-') && !notChecksums.has(name))
    .map((name) => ({ name, value: headers[name] }));
  for (const name of trailerNames(headers['x-amz-trailer'], takesTrailer))
    found.push({ name, value: undefined });
  if (found.length > 1) throw bodyRefusals.severalChecksums();
  const [only] = found;
  const algorithm = only && algorithmOfHeader(only.name);
  if (only && !algorithm) throw bodyRefusals.notImplemented(only.name);
  checkSdkAlgorithm(headers, algorithm);
  if (!only || !algorithm) return undefined;
  if (only.value !== undefined && !isBase64Of(only.value, checksumAlgorithms[algorithm].bytes))
    throw bodyRefusals.invalidHeader(only.name);
  return { algorithm, value: only.value };
}

function trailerNames(value: string | undefined, takesTrailer: boolean): string[] {
  if (value === undefined) return [];
  const names = value.split(',').map((name) => name.trim().toLowerCase());
  if (!takesTrailer || !names.every(algorithmOfHeader)) throw bodyRefusals.unsupportedTrailer();
  return names;
}

/** What the SDK was told to compute must be what it sent. Content-MD5 counts for it, as it did before there were others. */
function checkSdkAlgorithm(headers: RequestHead['headers'], sent: ChecksumAlgorithm | undefined): void {
  const told = headers['x-amz-sdk-checksum-algorithm'];
  if (told === undefined || told === sent) return;
  if (!Object.hasOwn(checksumAlgorithms, told) || sent)
    throw bodyRefusals.invalidHeader('x-amz-sdk-checksum-algorithm');
  if (headers['content-md5'] === undefined) throw bodyRefusals.unaccompaniedAlgorithm();
}

function completesUpload({ method, query }: RequestHead): boolean {
  return method === 'POST' && query.some(([name]) => name === 'uploadId');
}

/** Whether a text is the base64 of so many bytes, in its one canonical spelling. */
export function isBase64Of(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text;
}
