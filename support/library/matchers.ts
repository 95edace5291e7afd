import { inspect } from 'node:util';
import type { Denied } from '../authorization/terms/decision.ts';
import { type AnsweredRequest, answeredRequest } from './answered-request.ts';
import { type Denier, denierFault, denierOf } from './denier.ts';

export type { Denier } from './denier.ts';

/** A denial as a test states it; the parts that are left out are not compared. */
export interface ExpectedDenial {
  /** The permission that is missing: `kms:Decrypt`. */
  readonly action?: string;
  /** The kind of policy or setting that denies: `key policy`. */
  readonly by?: Denier;
}

/** The matchers that keyhole adds to `expect`. Each takes the promise of an AWS SDK client's call, and is awaited. */
export interface KeyholeMatchers {
  /**
   * Passes if the request is granted. The message of a failure explains the denial as `keyhole explain` does.
   *
   * @example
   * await expect(reader.send(new GetObjectCommand({ Bucket, Key }))).toBeGranted();
   */
  toBeGranted(): Promise<void>;
  /**
   * Passes if the request is denied: for an action, and by a kind of policy, if they are given. Anything else that fails is
   * no denial, such as an object that does not exist.
   *
   * @example
   * await expect(writer.send(new GetObjectCommand({ Bucket, Key }))).toBeDenied({
   *   action: 'kms:Decrypt',
   *   by: 'key policy',
   * });
   */
  toBeDenied(expected?: ExpectedDenial): Promise<void>;
}

/** The result of a matcher, as Jest and Vitest take it. */
interface Matched {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The part of a matcher's `this` that both Jest and Vitest have. */
interface Matching {
  readonly isNot?: boolean;
}

/**
 * The matchers for Jest and Vitest.
 *
 * @example
 * import { matchers } from 'keyhole/matchers';
 * expect.extend(matchers);
 */
export const matchers = {
  async toBeGranted(this: Matching, call: unknown): Promise<Matched> {
    const { denial, explanation } = await answeredRequest(call);
    const seen = denial === undefined ? 'granted' : 'denied';
    return matched(
      denial === undefined,
      `Expected the request to be ${this.isNot ? 'denied' : 'granted'}; it was ${seen}.`,
      explanation,
    );
  },

  async toBeDenied(this: Matching, call: unknown, expected: ExpectedDenial = {}): Promise<Matched> {
    // The call is awaited in any case: a rejection that no code awaits would end the process.
    const { denial, explanation } = await answeredRequest(call);
    refuseUnclear(expected, this.isNot === true);
    const wanted = this.isNot ? 'granted' : inWords(expected);
    return matched(
      fits(denial, expected),
      `Expected the request to be ${wanted}; it was ${seenWords(denial)}.`,
      explanation,
    );
  },
};

function matched(pass: boolean, sentence: string, explanation: AnsweredRequest['explanation']): Matched {
  return { pass, message: () => `${sentence}\n\n${explanation}` };
}

/** Throws TypeError for words that no denial can have, and for details of a denial that is not expected. */
function refuseUnclear(expected: ExpectedDenial, isNot: boolean): void {
  const unknown = Object.keys(expected).find((member) => member !== 'action' && member !== 'by');
  if (unknown !== undefined) throw new TypeError(`toBeDenied knows no "${unknown}": give action or by`);
  const fault = expected.by === undefined ? undefined : denierFault(expected.by);
  if (fault !== undefined) throw new TypeError(fault);
  if (isNot && Object.keys(expected).length > 0)
    throw new TypeError(
      'not.toBeDenied takes no details: a request that is denied for another reason is no grant',
    );
}

function fits(denial: Denied | undefined, { action, by }: ExpectedDenial): boolean {
  if (denial === undefined) return false;
  return (
    (action ?? denial.permission.action) === denial.permission.action &&
    (by ?? denierOf(denial)) === denierOf(denial)
  );
}

function seenWords(denial: Denied | undefined): string {
  return denial === undefined
    ? 'granted'
    : inWords({ action: denial.permission.action, by: denierOf(denial) });
}

/** `denied with { action: 'kms:Decrypt', by: 'key policy' }`, as a test writes it. */
function inWords(denial: ExpectedDenial): string {
  return Object.keys(denial).length === 0 ? 'denied' : `denied with ${inspect(denial)}`;
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: a declaration that is merged has the same type parameters
    interface Matchers<R, T = {}> extends KeyholeMatchers {}
  }
}

// biome-ignore lint/suspicious/noTsIgnore: a package that is not installed cannot be extended, and need not be
/** @ts-ignore */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends KeyholeMatchers {}
}

// biome-ignore lint/suspicious/noTsIgnore: a package that is not installed cannot be extended, and need not be
/** @ts-ignore */
declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends KeyholeMatchers {}
}
