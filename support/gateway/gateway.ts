import type { Decision } from '../authorization/terms/decision.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Store } from '../stores/store.ts';
import { encodeError } from '../wire/encode-error.ts';
import { formAnswer } from '../wire/form/form-answer.ts';
import type { HttpRequest, HttpResponse } from '../wire/http.ts';
import { kindredService } from '../wire/service-of.ts';
import { type Answer, recordOf } from './answered-request.ts';
import { type CallInProcess, outputKeeping, receivedInProcess } from './call-in-process.ts';
import { decideWhatIf } from './decide-what-if.ts';
import type { WhatIf } from './desk/what-if.ts';
import { isUndecidable } from './is-undecidable.ts';
import { BucketKeys } from './kms-use/bucket-keys.ts';
import { PageTokens } from './page-tokens.ts';
import { type Performed, type Performing, perform } from './perform.ts';
import type { ReceivedCall } from './plan/received-call.ts';
import { PolicyReader } from './policy-reader.ts';
import { type Reception, receive } from './receive.ts';
import { type DecisionLog, type DecisionRecord, MemoryDecisionLog } from './record/decision-log.ts';
import { rehearsalStore } from './rehearsal-store.ts';
import { newRequestId, requestIdFor } from './request-id.ts';
import { takesToken, webIdentityOf } from './services/sts/web-identity.ts';
import {
  type ChangedSurroundings,
  KnownSurroundings,
  type Surroundings,
} from './surroundings/surroundings.ts';
import { Turns } from './turns.ts';

/** The response header of a request that soft mode let through, although policies deny it. */
export const wouldBeHeader = 'x-keyhole-would-be';

/**
 * The response header of a refused request, with the id of its record in the decision log. The id is the request id as
 * well: an answer without the header, which has the headers of AWS alone, names its record by that.
 */
export const decisionIdHeader = 'x-keyhole-decision-id';

/** A gateway enforces denials, or it performs and marks them. */
type GatewayMode = 'enforce' | 'soft';

export interface GatewayOptions extends Surroundings {
  /** The number of records that the decision log keeps. */
  readonly decisionLogCapacity?: number;
  /**
   * `soft` performs requests that policies deny, and records and marks them. Signatures, forms and requests that cannot be
   * decided are refused all the same. By default policies are enforced.
   */
  readonly mode?: GatewayMode | undefined;
  /** Told of errors that are keyhole's own; the client gets InternalError. */
  readonly onInternalError?: (error: unknown) => void;
  /** Told of each request's record, once the answer is known and before it is sent. It must not throw. */
  readonly onRecord?: ((record: DecisionRecord) => void) | undefined;
}

/** AWS's front door for a permissive store: decodes, authenticates, authorizes, forwards and records each request. */
export class Gateway {
  readonly #store: Store;
  #surroundings: KnownSurroundings;
  #policies: PolicyReader;
  #bucketKeys = new BucketKeys();
  readonly #pageTokens = new PageTokens();
  readonly #turns = new Turns();
  readonly #decisionLog: MemoryDecisionLog;
  readonly #isSoft: boolean;
  readonly #onInternalError: (error: unknown) => void;
  readonly #onRecord: ((record: DecisionRecord) => void) | undefined;

  constructor(store: Store, options: GatewayOptions = {}) {
    this.#store = store;
    this.#isSoft = options.mode === 'soft';
    this.#surroundings = new KnownSurroundings(options);
    this.#policies = new PolicyReader(store, this.#surroundings);
    this.#decisionLog = new MemoryDecisionLog(options.decisionLogCapacity);
    this.#onInternalError = options.onInternalError ?? (() => {});
    this.#onRecord = options.onRecord;
  }

  /** Every decision made, by the id that the response carries. */
  get decisionLog(): DecisionLog {
    return this.#decisionLog;
  }

  /** The parts of the surroundings that requests change, as they left them. */
  get changedSurroundings(): ChangedSurroundings {
    return this.#surroundings;
  }

  /** Changes the surroundings of the accounts for later requests, and forgets S3's Bucket Keys. */
  surround(surroundings: Surroundings): void {
    this.#surroundings = new KnownSurroundings(surroundings);
    this.#policies = new PolicyReader(this.#store, this.#surroundings);
    this.#bucketKeys = new BucketKeys();
  }

  /**
   * Answers a what-if question about one permission; performs and records nothing. Throws UndecidableError if the
   * decision depends on something that is not stated of the request.
   */
  async decide(asked: WhatIf): Promise<Decision> {
    const { principal } = asked;
    const surroundings = this.#surroundings;
    const endpoint = asked.endpoint === undefined ? undefined : surroundings.endpoint(asked.endpoint);
    if (asked.endpoint !== undefined && endpoint === undefined) {
      throw new TypeError(`there is no VPC endpoint ${asked.endpoint}`);
    }
    const deciding = { store: this.#store, policies: this.#policies, principal };
    const around = { surroundings, endpoint };
    return decideWhatIf(asked, around, deciding);
  }

  /**
   * Performs a call of this process: decided and checked as a request of it, without bytes, and without a record unless it asks
   * for one. Rejects with AwsError for what is refused, and with UndecidableError or PolicyError for what cannot be decided;
   * such a call has no record.
   */
  async call(asked: CallInProcess): Promise<object> {
    const call = await receivedInProcess(this.#store, asked);
    const reception = takesToken(call) ? await this.#identified({ call }, call) : { call };
    const { store, output } = outputKeeping(this.#store);
    const requestId = asked.recorded === true ? requestIdFor(call.service, newRequestId()) : '';
    const performed = await this.#performed(reception, requestId, { store });
    if (performed.error !== undefined) throw performed.error;
    if (asked.recorded === true)
      this.#recordCall({ service: call.service, ...reception }, performed, requestId);
    return output();
  }

  /** Records a call that was performed, as a request with the same answer. */
  #recordCall(reception: Reception, performed: Performed, requestId: string): void {
    const response = { status: 200, headers: {} };
    const record = recordOf({ requestId, reception, performed, isSoft: this.#isSoft, response });
    this.#decisionLog.add(record);
    this.#onRecord?.(record);
  }

  /** Answers one request. It never rejects: refusals and failures are answers too. */
  async handle(http: HttpRequest): Promise<HttpResponse> {
    const uuid = newRequestId();
    const received = await receive(this.#store, http);
    const { call } = received;
    const reception = call && takesToken(call) ? await this.#identified(received, call) : received;
    const requestId = requestIdFor(reception.service, uuid);
    const performed = await this.#performed(reception, requestId);
    const answer = this.#answer(performed, reception, requestId);
    const response =
      reception.form && !answer.error ? formAnswer(answer.response, reception.form, http) : answer.response;
    const record = recordOf({ requestId, reception, performed, isSoft: this.#isSoft, ...answer, response });
    const { wouldBe } = record;
    this.#decisionLog.add(record);
    this.#onRecord?.(record);
    // A browser shows no script the headers of a preflight's answer.
    const isShown = response.status >= 400 && reception.head?.method !== 'OPTIONS';
    if (!isShown && wouldBe === undefined) return response;
    const marks = {
      ...(isShown && { [decisionIdHeader]: requestId }),
      ...(wouldBe && { [wouldBeHeader]: wouldBe }),
    };
    return { ...response, headers: { ...response.headers, ...marks } };
  }

  /** A reception with the holder of the request's token as its caller. */
  async #identified(reception: Reception, call: ReceivedCall): Promise<Reception> {
    try {
      const keyOf = (url: string) => this.#surroundings.tokenIssuer(url)?.publicKey;
      const principal = await webIdentityOf(call, this.#store, keyOf);
      return { ...reception, call: { ...call, facts: { ...call.facts, principal } } };
    } catch (error) {
      return { ...reception, error };
    }
  }

  /**
   * The record that a request would get. Everything is decided and checked as in `handle`. The store does not perform the
   * request, and the decision log does not get the record.
   */
  async rehearse(http: HttpRequest): Promise<DecisionRecord> {
    const reception = await receive(this.#store, http);
    const requestId = requestIdFor(reception.service, newRequestId());
    const performed = await this.#performed(reception, requestId, {
      store: rehearsalStore(this.#store),
      isRehearsal: true,
    });
    const answer = this.#answer(performed, reception, requestId);
    return recordOf({ requestId, reception, performed, isSoft: this.#isSoft, ...answer });
  }

  #performed(
    { call, error }: Reception,
    requestId: string,
    rehearsing: Pick<Performing, 'store' | 'isRehearsal'> = { store: this.#store },
  ): Performed | Promise<Performed> {
    if (call === undefined || error !== undefined) return { decisions: [], kmsCalls: [], error };
    return perform(call, {
      ...rehearsing,
      policies: this.#policies,
      surroundings: this.#surroundings,
      bucketKeys: this.#bucketKeys,
      pageTokens: this.#pageTokens,
      turns: this.#turns,
      isSoft: this.#isSoft,
      requestId,
    });
  }

  #answer({ response, error }: Performed, { head, service }: Reception, requestId: string): Answer {
    if (response !== undefined) return { response };
    const refusal = this.#awsError(error);
    const encoded = encodeError({
      service: service ?? kindredService(head),
      error: refusal,
      requestId,
      head,
    });
    return { response: encoded, error: refusal };
  }

  #awsError(thrown: unknown): AwsError {
    if (thrown instanceof AwsError) return thrown;
    if (isUndecidable(thrown)) {
      return new AwsError('NotImplemented', 501, `keyhole cannot decide this request: ${thrown.message}`);
    }
    this.#onInternalError(thrown);
    return new AwsError('InternalError', 500, 'We encountered an internal error. Please try again.');
  }
}
