import { Readings, UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { Service } from '../../aws/operations.ts';
import { conditionKey } from './condition-keys.ts';
import { CallContext, suppliedValues } from './request-context.ts';
import type { RequestFacts } from './request-facts.ts';

/** The statements about a request that was not sent. */
interface Said {
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly absent: readonly string[];
  /** Keys whose values follow from the other statements. */
  readonly derived: Readonly<Record<string, string | typeof UNKNOWABLE | undefined>>;
  /** Keys that are unknowable unless they are stated. */
  readonly open?: readonly string[] | undefined;
  readonly action: string;
  readonly via?: Service | undefined;
}

/** Keys that every request has, and whose values only a real request shows. */
const OF_THE_REQUEST: ReadonlySet<string> = new Set([
  'aws:referer',
  'aws:useragent',
  's3:signatureage',
  's3:x-amz-content-sha256',
]);

/** Every request has one of these two; it depends on whether it comes through a VPC endpoint. */
const ADDRESSES: ReadonlySet<string> = new Set(['aws:sourceip', 'aws:vpcsourceip']);

/**
 * The condition keys of a request that was not sent. Their values are stated, follow from caller and action,
 * or are known to the store. A key that a request may or may not have is absent only if that was stated.
 */
export class WhatIfContext extends CallContext {
  readonly #given: ReturnType<typeof suppliedValues>;
  readonly #absent: ReadonlySet<string>;
  readonly #open: ReadonlySet<string>;

  constructor(facts: RequestFacts, { context, absent, derived, action, via, open = [] }: Said) {
    super(facts, suppliedValues(derived));
    this.#given = suppliedValues(context);
    this.#open = new Set(open.map((key) => key.toLowerCase()));
    // `via` is always known: if it is left out, no service calls in between.
    const isDirect = via === undefined || !action.startsWith('kms:');
    const direct = isDirect && !this.#open.has('kms:viaservice') ? ['kms:viaservice'] : [];
    this.#absent = new Set([...absent.map((key) => key.toLowerCase()), ...direct]);
  }

  override isSettled(name: string): boolean {
    return this.#given.has(name) || this.#absent.has(name) || this.#open.has(name) || super.isSettled(name);
  }

  override get(key: string): readonly string[] | undefined | typeof UNKNOWABLE {
    const name = key.toLowerCase();
    const given = this.#given.get(name);
    if (given !== undefined) return given instanceof Readings ? UNKNOWABLE : given;
    if (this.#absent.has(name)) return undefined;
    if (this.#open.has(name)) return UNKNOWABLE;
    if (OF_THE_REQUEST.has(name)) return UNKNOWABLE;
    const found = super.get(name);
    if (ADDRESSES.has(name)) return found === undefined ? undefined : UNKNOWABLE;
    const open = conditionKey(name)?.from === 'operation' || name.startsWith('s3:existingobjecttag/');
    return found === undefined && open ? UNKNOWABLE : found;
  }
}
