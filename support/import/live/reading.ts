import { SpecError } from '../../scenario/spec-error.ts';
import type { GapList } from '../world/gap-list.ts';
import type { Origin } from '../world/imported-world.ts';
import { UnknownValue } from '../world/unknown-value.ts';

/** A question about a thing in an account. */
interface Asked {
  readonly origin: Origin;
  /** The operation, by its name and what it reads: `kms:GetKeyPolicy`. */
  readonly operation: string;
  /** The names of the errors that say there is none. */
  readonly absent?: readonly string[];
  /** The effect on decisions if it cannot be read. */
  readonly consequence: string;
}

/** Errors that end an import: nothing can be read with these credentials. */
const UNUSABLE: Readonly<Record<string, string>> = {
  ExpiredToken: 'are expired: sign in again',
  ExpiredTokenException: 'are expired: sign in again',
  RequestExpired: 'are expired: sign in again',
  InvalidClientTokenId: 'are not those of an account: check the access key',
  UnrecognizedClientException: 'are not those of an account: check the access key',
  InvalidAccessKeyId: 'are not those of an account: check the access key',
  SignatureDoesNotMatch: 'are wrong: check the secret access key',
  CredentialsProviderError:
    'cannot be found: add the profile to the AWS configuration files, or sign in again',
};

/** The codes of Node.js for an address that does not answer. The SDK may wrap the error, and keep its text alone. */
const UNREACHABLE = /\b(?:ECONNREFUSED|ENOTFOUND|ECONNRESET|ETIMEDOUT|EAI_AGAIN)\b/;

/** Reads from accounts, and lists what cannot be read. */
export class Reading {
  readonly gaps: GapList;

  constructor(gaps: GapList) {
    this.gaps = gaps;
  }

  /**
   * The answer of an operation; undefined if it says that there is none. What the credentials may not read is listed and
   * unknown. Throws SpecError `unusable-endpoint` if the credentials are no use, and if the endpoint does not answer.
   */
  async ask<Answer>(asked: Asked, send: () => Promise<Answer>): Promise<Answer | UnknownValue | undefined> {
    try {
      return await send();
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : String(cause);
      if (asked.absent?.includes(name)) return undefined;
      refuseUnusable(cause, asked.origin.file);
      const message = cause instanceof Error ? cause.message.split('\n')[0] : '';
      const reason = `${asked.operation} was refused: ${name}${message === '' || message === name ? '' : `: ${message}`}`;
      this.gaps.add(asked.origin, reason, asked.consequence);
      return new UnknownValue(reason);
    }
  }
}

/** Throws SpecError `unusable-endpoint` for an error after which nothing else can be read. */
export function refuseUnusable(cause: unknown, account: string): void {
  const name = cause instanceof Error ? cause.name : '';
  const why = UNUSABLE[name];
  if (why !== undefined)
    throw new SpecError('unusable-endpoint', `the credentials of ${account} ${why}`, { cause });
  const { code: own, cause: inner, message } = Object(cause);
  const [code] = UNREACHABLE.exec(`${own} ${Object(inner).code} ${message}`) ?? [];
  if (code !== undefined)
    throw new SpecError(
      'unusable-endpoint',
      `${account} cannot be read: the endpoint does not answer (${code}); check --endpoint or the endpoint_url of the profile, and the network`,
      { cause },
    );
}
