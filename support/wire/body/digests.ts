import { Buffer } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { type BodyClaims, isBase64Of } from './body-claims.ts';
import { bodyRefusals } from './body-refusals.ts';
import { checksumAlgorithms, type RunningChecksum } from './checksum-algorithms.ts';
import type { PayloadExpectation } from './payload-expectation.ts';
import type { Trailers } from './trailers.ts';

/** The digests computed over a payload while it is read. At its end they are compared with the request's headers. */
export class Digests {
  readonly #sha256: Hash | undefined;
  readonly #md5: Hash | undefined;
  readonly #checksum: RunningChecksum | undefined;

  constructor(wanted: {
    readonly sha256: boolean;
    readonly md5: boolean;
    readonly algorithm: ChecksumAlgorithm | undefined;
  }) {
    this.#sha256 = wanted.sha256 ? createHash('sha256') : undefined;
    this.#md5 = wanted.md5 ? createHash('md5') : undefined;
    this.#checksum = wanted.algorithm && checksumAlgorithms[wanted.algorithm].start();
  }

  update(data: Uint8Array): void {
    this.#sha256?.update(data);
    this.#md5?.update(data);
    this.#checksum?.update(data);
  }

  /**
   * The checksum in base64, if every computed digest matches; undefined if none was asked for.
   *
   * Throws `XAmzContentSHA256Mismatch`, `BadDigest`, and `MalformedTrailerError` for an invalid checksum in a trailer.
   */
  async verify(
    expectation: PayloadExpectation,
    { md5, md5Shown, checksum }: BodyClaims,
    trailers: Trailers,
  ): Promise<string | undefined> {
    const sha256 = this.#sha256?.digest('hex');
    if (expectation.kind === 'hash' && sha256 !== undefined && sha256 !== expectation.sha256)
      throw bodyRefusals.wrongHash(expectation.sha256, sha256);
    const computedMd5 = this.#md5?.digest('base64');
    if (md5 !== undefined && computedMd5 !== undefined && md5 !== computedMd5)
      throw bodyRefusals.wrongMd5(md5Shown, computedMd5);
    const digest = this.#checksum?.digest();
    if (!digest) return undefined;
    const computed = Buffer.from(digest instanceof Promise ? await digest : digest).toString('base64');
    if (checksum) check(checksum, trailers, computed);
    return computed;
  }
}

function check(
  { algorithm, value }: NonNullable<BodyClaims['checksum']>,
  trailers: Trailers,
  computed: string,
): void {
  const { header, bytes } = checksumAlgorithms[algorithm];
  const claimed = value ?? trailers[header] ?? '';
  if (!isBase64Of(claimed, bytes)) throw bodyRefusals.malformedTrailer();
  if (claimed !== computed) throw bodyRefusals.wrongChecksum(algorithm);
}
