import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import type { AwsError } from '../../aws/aws-error.ts';
import type { Payload } from '../../aws/operations.ts';
import type { RequestHead } from '../request-head.ts';
import type { BodyClaims } from './body-claims.ts';
import { bodyRefusals } from './body-refusals.ts';
import { checksumAlgorithms } from './checksum-algorithms.ts';
import { ChunkDecoder } from './chunk-decoder.ts';
import { ChunkSignatures } from './chunk-signatures.ts';
import { Digests } from './digests.ts';
import type { PayloadExpectation } from './payload-expectation.ts';
import { TrailerReader, type Trailers } from './trailers.ts';

/** A body to be read, and what is to be believed of it. */
export interface BodyToRead {
  readonly body: Payload;
  readonly head: RequestHead;
  /** What the signature says: the `payload` of `authenticate`. */
  readonly expectation: PayloadExpectation;
}

/** A payload on its way, and what is known of it once it has arrived. */
export interface StreamedBody {
  /** The payload without its framing. Ends only when all that was said about it held; throws `AwsError` before if not. */
  readonly payload: Payload;
  /** What is known once the payload has ended; a fault of the caller's before. */
  readonly result: () => BodyResult;
  /** The algorithm of the checksum that a trailer brings. */
  readonly trailing: ChecksumAlgorithm | undefined;
}

/** What is known of a payload that has arrived whole. */
export interface BodyResult {
  /** In bytes. */
  readonly length: number;
  /** The checksum the client sent, or the one computed for want of it: base64, by header name. */
  readonly checksums: Readonly<Record<string, string>>;
  /** True when the checksum is not the client's. */
  readonly defaulted: boolean;
  readonly trailers: Trailers;
}

/** How much of a body to take, and what to compute when it brings no checksum. */
export interface BodyTerms {
  readonly limit: number;
  readonly tooLong: (limit: number) => AwsError;
  readonly defaultChecksum: ChecksumAlgorithm | undefined;
}

/** A body held to its claims; `streamBody` and `readBody` differ in their terms only. */
export function verifiedBody(options: BodyToRead, claims: BodyClaims, terms: BodyTerms): StreamedBody {
  let result: BodyResult | undefined;
  const arrived = (whole: BodyResult) => {
    result = whole;
  };
  return {
    payload: verify(options, claims, { ...terms, arrived }),
    trailing: trailingAlgorithm(claims.checksum),
    result: () => {
      if (!result) throw new Error('A body was asked about before it had been read to its end.');
      return result;
    },
  };
}

async function* verify(
  { body, expectation }: BodyToRead,
  claims: BodyClaims,
  terms: BodyTerms & { readonly arrived: (result: BodyResult) => void },
): AsyncGenerator<Uint8Array, void> {
  const decoder = decoderFor(expectation, claims);
  const algorithm = claims.checksum?.algorithm ?? terms.defaultChecksum;
  const digests = new Digests({
    sha256: expectation.kind === 'hash',
    md5: claims.md5 !== undefined,
    algorithm,
  });
  let [sent, length] = [0, 0];
  try {
    for await (const piece of body) {
      sent += piece.length;
      for (const data of decoder ? decoder.decode(piece) : [piece]) {
        length += data.length;
        checkLength(length, claims, terms);
        digests.update(data);
        yield data;
      }
    }
  } catch (error) {
    throw brokenOff(error) ? bodyRefusals.terminated() : error;
  }
  if (sent !== (claims.sentLength ?? sent)) throw bodyRefusals.incomplete();
  const trailers = decoder?.end() ?? {};
  if (length !== (claims.length ?? length)) throw bodyRefusals.incomplete();
  const value = await digests.verify(expectation, claims, trailers);
  const checksums = algorithm && value !== undefined ? { [checksumAlgorithms[algorithm].header]: value } : {};
  terms.arrived({ length, checksums, defaulted: claims.checksum === undefined, trailers });
}

function checkLength(length: number, claims: BodyClaims, { limit, tooLong }: BodyTerms): void {
  if (claims.length !== undefined && length > claims.length) throw bodyRefusals.incomplete();
  if (length > limit) throw tooLong(limit);
}

function decoderFor(expectation: PayloadExpectation, { checksum }: BodyClaims): ChunkDecoder | undefined {
  if (expectation.kind !== 'chunked-signed' && expectation.kind !== 'chunked-unsigned-trailer')
    return undefined;
  const signatures = expectation.kind === 'chunked-signed' ? new ChunkSignatures(expectation) : undefined;
  const trailing = trailingAlgorithm(checksum);
  const announced = trailing ? [checksumAlgorithms[trailing].header] : [];
  const signedTrailer = expectation.kind === 'chunked-signed' && expectation.trailer ? signatures : undefined;
  return new ChunkDecoder(signatures, new TrailerReader(announced, signedTrailer));
}

/** The algorithm of a checksum that is announced for the trailer. */
function trailingAlgorithm(checksum: BodyClaims['checksum']): ChecksumAlgorithm | undefined {
  return checksum !== undefined && checksum.value === undefined ? checksum.algorithm : undefined;
}

/** A connection that breaks off makes a body that is too short. */
function brokenOff(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  );
}
