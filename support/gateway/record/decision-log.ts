import type { Decision } from '../../authorization/terms/decision.ts';
import type { Operation, Service } from '../../aws/operations.ts';
import type { Principal } from '../../aws/principal.ts';
import type { KmsCallMade } from '../kms-use/kms-call-made.ts';

/** The record of one request: the caller, the operation, the decision on each permission, and the answer. */
export interface DecisionRecord {
  /** The id of the request, which the response has. A refusal has it in the header `x-keyhole-decision-id` as well. */
  readonly id: string;
  readonly time: Date;
  readonly service?: Service | undefined;
  readonly operation?: Operation | undefined;
  readonly region?: string | undefined;
  readonly principal?: Principal | undefined;
  /** The address and the client that sent it. */
  readonly sender?:
    | {
        readonly sourceIp: string;
        readonly userAgent: string | undefined;
        readonly accessKeyId: string | undefined;
        /** True for temporary credentials that were requested with MFA. */
        readonly withMfa?: boolean | undefined;
      }
    | undefined;
  /** In the order in which they were made; the first denial ends the list. */
  readonly decisions: readonly Decision[];
  /** The calls to KMS that were made for it, in order, failed ones too. */
  readonly kmsCalls?: readonly KmsCallMade[] | undefined;
  readonly response: {
    readonly status: number;
    readonly code?: string;
    readonly message?: string;
    /** The fault of a refused document and its place: AWS's message often does not say. */
    readonly detail?: string;
    /** The stage that refused the request. */
    readonly stage?: RefusalStage;
    /** The error's members that say which part of the request was refused. */
    readonly members?: Readonly<Record<string, string>>;
    /** The reason beyond AWS's text, and what to do about it. */
    readonly why?: string;
    readonly remedy?: string;
  };
  /** `denied` if policies deny the request and soft mode let it through. */
  readonly wouldBe?: 'denied' | undefined;
  /** The reason why keyhole could not decide. In that case the refusal says nothing about AWS. */
  readonly undecidable?: string | undefined;
}

/**
 * The stage that refused a request. `reading` ends with its sender. `form` comes before any permission. `state` is for a
 * document or the state of a resource, once all permissions were allowed.
 */
export type RefusalStage = 'reading' | 'form' | 'permission' | 'state';

/** The decisions of a gateway, newest last; the oldest are forgotten so that memory stays flat. */
export interface DecisionLog {
  get(id: string): DecisionRecord | undefined;
  records(): readonly DecisionRecord[];
}

/** The most decisions that all kept records have together: one DeleteObjects may have a thousand. */
const MAX_DECISIONS = 20_000;

/** A decision log in memory. Keeps the last `capacity` records, or fewer if they hold very many decisions. */
export class MemoryDecisionLog implements DecisionLog {
  readonly #records = new Map<string, DecisionRecord>();
  /** The kept records, in a ring: a new record replaces the oldest. */
  readonly #ring: DecisionRecord[] = [];
  readonly #capacity: number;
  #oldest = 0;
  #decisions = 0;

  constructor(capacity = 1000) {
    this.#capacity = capacity;
  }

  add(record: DecisionRecord): void {
    const decisions = record.decisions.length;
    while (
      this.#records.size === this.#capacity ||
      (this.#records.size > 0 && this.#decisions + decisions > MAX_DECISIONS)
    )
      this.#dropOldest();
    this.#ring[(this.#oldest + this.#records.size) % this.#capacity] = record;
    this.#records.set(record.id, record);
    this.#decisions += decisions;
  }

  #dropOldest(): void {
    const dropped = this.#ring[this.#oldest];
    if (dropped === undefined) return;
    this.#decisions -= dropped.decisions.length;
    this.#records.delete(dropped.id);
    this.#oldest = (this.#oldest + 1) % this.#capacity;
  }

  get(id: string): DecisionRecord | undefined {
    return this.#records.get(id);
  }

  records(): readonly DecisionRecord[] {
    return [...this.#records.values()];
  }
}

/** The records that came after another; all of them if that one is unknown or forgotten. */
export function recordsAfter(log: DecisionLog, id: string | undefined): readonly DecisionRecord[] {
  const records = log.records();
  return records.slice(records.findIndex((record) => record.id === id) + 1);
}
