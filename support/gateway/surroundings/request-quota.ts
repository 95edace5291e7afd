/** The quota of KMS requests of each account, and the clock that it is counted by. */
export interface KmsRequestQuotas {
  /**
   * Cryptographic requests a second and region, by account id. An account that is not listed has no limit.
   */
  readonly perSecond: Readonly<Record<string, number>>;
  /** Milliseconds; the machine's clock by default. */
  readonly now?: (() => number) | undefined;
}

/**
 * The operations that share a quota. Source: AWS KMS developer guide, "Request quotas", cryptographic operations
 * (symmetric).
 */
const counted: ReadonlySet<string> = new Set([
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GenerateRandom',
  'ReEncrypt',
  'VerifyMac',
]);

/** One request to KMS, as its quota sees it. */
export interface CountedRequest {
  readonly operation: string;
  /** The account that asks, which need not own the key. */
  readonly account: string;
  readonly region: string;
  /** Of a direct call. */
  readonly input?: object | undefined;
}

/**
 * Counts the cryptographic requests of accounts that have a quota. The caller's account is throttled, even if
 * the key belongs to another account or S3 asks for the caller. Refused requests count too.
 *
 * Source: AWS KMS developer guide, "Request quotas" and "Throttling AWS KMS requests".
 *
 * Undocumented: AWS does not say how it counts within a second; here the count begins anew with each second
 * of the clock.
 * Differs: an account without a stated quota has none of AWS's defaults (10,000 to 100,000 a second). keyhole
 * does not count the quotas of RSA and elliptic curve keys and of key management, or the calls of services
 * other than S3.
 */
export class RequestQuota {
  readonly #perSecond: Readonly<Record<string, number>>;
  readonly #now: () => number;
  /** The requests of one second, by account and region. */
  readonly #asked = new Map<string, number>();
  #second = Number.NaN;

  constructor({ perSecond, now = Date.now }: KmsRequestQuotas = { perSecond: {} }) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** Counts a request; false if it is one too many. */
  admits({ operation, account, region, input }: CountedRequest): boolean {
    const limit = Object.hasOwn(this.#perSecond, account) ? this.#perSecond[account] : undefined;
    if (limit === undefined || !counted.has(operation) || isAsymmetric(input)) return true;
    const second = Math.floor(this.#now() / 1000);
    if (second !== this.#second) this.#asked.clear();
    this.#second = second;
    const place = `${account} ${region}`;
    const asked = (this.#asked.get(place) ?? 0) + 1;
    this.#asked.set(place, asked);
    return asked <= limit;
  }
}

/** If an algorithm of RSA or SM2 is named, another quota applies. */
function isAsymmetric(input: object | undefined): boolean {
  if (input === undefined) return false;
  return ['EncryptionAlgorithm', 'SourceEncryptionAlgorithm', 'DestinationEncryptionAlgorithm'].some(
    (name) => {
      const algorithm: unknown = Reflect.get(input, name);
      return typeof algorithm === 'string' && algorithm !== 'SYMMETRIC_DEFAULT';
    },
  );
}
