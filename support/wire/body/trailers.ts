import { bodyRefusals } from './body-refusals.ts';
import type { ChunkSignatures } from './chunk-signatures.ts';

/** Headers after the body, by their names in lower case. */
export type Trailers = Readonly<Record<string, string>>;

const most = 16;
const signatureName = 'x-amz-trailer-signature';
const headerName = /^[A-Za-z0-9-]{1,128}$/;

/**
 * Reads the headers after the last chunk. Checks that x-amz-trailer announced them and, if chunks are signed, verifies
 * their signature.
 * Source: Amazon S3 API reference, "Signature calculations for the authorization header: including trailing headers".
 *
 * Throws `MalformedTrailerError` for a trailer that is malformed, not announced, missing or repeated, and
 * `SignatureDoesNotMatch`.
 */
export class TrailerReader {
  readonly #announced: readonly string[];
  readonly #signatures: ChunkSignatures | undefined;
  readonly #read = new Map<string, string>();
  #signature: string | undefined;

  /** `announced` are the names in x-amz-trailer; `signatures` verify a signed trailer. */
  constructor(announced: readonly string[], signatures: ChunkSignatures | undefined) {
    this.#announced = announced;
    this.#signatures = signatures;
  }

  read(line: string): void {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
    const value = line.slice(colon + 1).trim();
    // The signature must be the last line: a header after it would not be signed.
    const late = this.#signature !== undefined || this.#read.size >= most;
    if (late || !headerName.test(name)) throw bodyRefusals.malformedTrailer();
    if (this.#signatures && name === signatureName) this.#signature = value;
    else if (this.#read.has(name) || !this.#announced.includes(name)) throw bodyRefusals.malformedTrailer();
    else this.#read.set(name, value);
  }

  end(): Trailers {
    if (!this.#announced.every((name) => this.#read.has(name))) throw bodyRefusals.malformedTrailer();
    if (this.#signatures) {
      if (this.#signature === undefined) throw bodyRefusals.malformedTrailer();
      const lines = [...this.#read].map(([name, value]) => `${name}:${value}\n`).join('');
      this.#signatures.endTrailer(this.#signature, lines);
    }
    return Object.fromEntries(this.#read);
  }
}
