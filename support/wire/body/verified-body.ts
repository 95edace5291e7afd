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

/** A body that is to be read, with the headers and the signature that describe it. */
export interface BodyToRead {
  readonly body: Payload;
  readonly head: RequestHead;
  /** The facts that the signature covers: the `payload` of `authenticate`. */
  readonly expectation: PayloadExpectation;
}

/** A payload that is being read, and the facts that are known after its end. */
export interface StreamedBody {
  /**
   * The payload without its framing. It ends only if everything that the request says of it is true; else it throws
   * `AwsError`.
   */
  readonly payload: Payload;
  /** The facts that are known after the payload has ended. Throws Error before that, which is a fault of the caller. */
  readonly result: () => BodyResult;
  /** The algorithm of the checksum in a trailer. */
  readonly trailing: ChecksumAlgorithm | undefined;
}

/** The facts that are known of a payload after its end. */
export interface BodyResult {
  /** The length in bytes. */
  readonly length: number;
  /** The client's checksum, or the computed one if the client sent none: base64, by header name. */
  readonly checksums: Readonly<Record<string, string>>;
  /** True if the checksum is not the client's. */
  readonly defaulted: boolean;
  readonly trailers: Trailers;
}

/** The limit of a body, and the checksum to compute if the body brings none. */
export interface BodyTerms {
  readonly limit: number;
  readonly tooLong: (limit: number) => AwsError;
  readonly defaultChecksum: ChecksumAlgorithm | undefined;
}

/** A body verified against its claims; `streamBody` and `readBody` differ in their terms only. */
export function verifiedBody(options: BodyToRead, claims: BodyClaims, terms: BodyTerms): StreamedBody {
  let result: BodyResult | undefined;
  const arrived = (whole: BodyResult) => {
    result = whole;
  };
  return {
    payload: verify(options, claims, { ...terms, arrived }),
    trailing: trailingAlgorithm(claims.checksum),
    result: () => {
      if (!result) throw new Error('The result of a body is known only after the body was read to its end.');
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

/** The algorithm of a checksum that is announced for a trailer. */
function trailingAlgorithm(checksum: BodyClaims['checksum']): ChecksumAlgorithm | undefined {
  return checksum !== undefined && checksum.value === undefined ? checksum.algorithm : undefined;
}

/** True for the error of a broken connection, which leaves the body too short. */
function brokenOff(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  );
}
