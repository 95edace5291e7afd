import { checksumAlgorithms } from '../../../wire/body/checksum-algorithms.ts';
import { VerifiedPayload } from '../../../wire/body/verified-payload.ts';

/** The headers and body of an upload as they are sent to an endpoint. */
interface Upload {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * An upload that sends its checksum on as it came: in a trailer, if the client sent it in one. Any other upload is
 * returned as it is; the endpoint computes the checksum that S3 would.
 *
 * Source: Amazon S3 API reference, "Signature calculations for the authorization header: including trailing headers".
 */
export function withTrailingChecksum(upload: Upload, length: unknown): Upload {
  const { body, headers } = upload;
  const algorithm = body instanceof VerifiedPayload ? body.trailing : undefined;
  if (!(body instanceof VerifiedPayload) || algorithm === undefined || typeof length !== 'number')
    return upload;
  const trailer = checksumAlgorithms[algorithm].header;
  const { 'content-length': _, 'content-encoding': encoding, ...rest } = headers;
  return {
    headers: {
      ...rest,
      'content-encoding': encoding === undefined ? 'aws-chunked' : `aws-chunked,${encoding}`,
      'x-amz-decoded-content-length': String(length),
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-trailer': trailer,
    },
    body: chunked(body, () => `${trailer}:${body.checksums()[`Checksum${algorithm}`] ?? ''}`),
  };
}

/** The body in chunks; the last chunk and the trailer follow once the whole body was verified. */
async function* chunked(body: AsyncIterable<Uint8Array>, trailer: () => string): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    if (piece.length === 0) continue;
    yield Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
  }
  yield Buffer.from(`0\r\n${trailer()}\r\n\r\n`);
}
