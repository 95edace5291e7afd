import { Buffer } from 'node:buffer';
import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import type { RequestHead } from '../request-head.ts';
import { bodyRefusals } from './body-refusals.ts';
import { algorithmOfHeader, checksumAlgorithms } from './checksum-algorithms.ts';
import type { PayloadExpectation } from './payload-expectation.ts';

/** The description of a body in a request's headers. */
export interface BodyClaims {
  /** Bytes on the wire, with the framing of chunks; undefined if no header gives a length. */
  readonly sentLength: number | undefined;
  /** The length of the payload, in bytes. */
  readonly length: number | undefined;
  /** The header Content-MD5, in base64. */
  readonly md5: string | undefined;
  /** The header as S3 repeats it if it does not match: for a part in base64, otherwise in hexadecimal digits. */
  readonly md5Shown: string;
  /** The one checksum. Its value is undefined if it comes in a trailer. */
  readonly checksum:
    | { readonly algorithm: ChecksumAlgorithm; readonly value: string | undefined }
    | undefined;
}

/** Headers whose names begin like those of checksums, but which hold no checksum. */
const notChecksums = new Set(['x-amz-checksum-algorithm', 'x-amz-checksum-type', 'x-amz-checksum-mode']);

/**
 * Reads the headers that describe a body. Refuses headers that are invalid or contradict each other.
 *
 * CompleteMultipartUpload's checksum header describes the object, not the body, and is left to the operation.
 *
 * Source: Amazon S3 API reference, PutObject; Amazon S3 user guide, "Checking object integrity for data uploads".
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
    md5Shown: shownMd5(head),
    checksum: completesUpload(head) ? undefined : readChecksum(headers, takesTrailer),
  };
}

function readLength(value: string | undefined, header: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw bodyRefusals.invalidHeader(header);
  return Number(value);
}

/** Undocumented: recorded answers of PutObject and of UploadPart show the two forms. */
function shownMd5({ headers, query }: RequestHead): string {
  const md5 = headers['content-md5'] ?? '';
  return query.some(([name]) => name === 'partNumber') ? md5 : Buffer.from(md5, 'base64').toString('hex');
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

/** Checks that the algorithm that the SDK names is the one that it used. Content-MD5 also satisfies it. */
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

/** True if a text is the canonical base64 of a number of bytes. */
export function isBase64Of(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text;
}
