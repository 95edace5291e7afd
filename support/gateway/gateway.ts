import type { Decision } from '../authorization/decision.ts';
import { PolicyError } from '../authorization/grammar/policy-error.ts';
import { UndecidableError } from '../authorization/undecidable-error.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Store } from '../stores/store.ts';
import { encodeError } from '../wire/encode-error.ts';
import type { HttpRequest, HttpResponse } from '../wire/http.ts';
import { kindredService } from '../wire/service-of.ts';
import type { RequestFacts } from './context/request-facts.ts';
import { decidePermission } from './decide-plan.ts';
import type { KmsCallMade } from './kms-use/kms-call-made.ts';
import { perform } from './perform.ts';
import { PolicyReader } from './policies/policy-reader.ts';
import { type Progress, receive } from './receive.ts';
import { MemoryTrail, type Trail, type TrailRecord } from './record/decision-log.ts';
import { newRequestId, requestIdFor } from './request-id.ts';
import { directKmsCall } from './services/kms/direct-kms-call.ts';
import { BucketKeys } from './services/s3/bucket-keys.ts';
import { KnownSurroundings, type Surroundings } from './surroundings/surroundings.ts';
import { permissionOf, type WhatIf } from './what-if.ts';

/** The response header that names the trail record of a request. */
export const decisionIdHeader = 'x-keyhole-decision-id';

export interface GatewayOptions extends Surroundings {
  /** How many trail records to keep. */
  readonly trailCapacity?: number;
  /** Told of errors that are keyhole's own; the client gets InternalError. */
  readonly onInternalError?: (error: unknown) => void;
}

/**
 * AWS's front door before a permissive store: decodes, authenticates, authorizes, forwards and records each request.
 */
export class Gateway {
  readonly #store: Store;
  #surroundings: KnownSurroundings;
  #policies: PolicyReader;
  #bucketKeys = new BucketKeys();
  readonly #trail: MemoryTrail;
  readonly #onInternalError: (error: unknown) => void;

  constructor(store: Store, options: GatewayOptions = {}) {
    this.#store = store;
    this.#surroundings = new KnownSurroundings(options);
    this.#policies = new PolicyReader(store, this.#surroundings);
    this.#trail = new MemoryTrail(options.trailCapacity);
    this.#onInternalError = options.onInternalError ?? (() => {});
  }

  /** Every decision made, by the id that the response carries. */
  get trail(): Trail {
    return this.#trail;
  }

  /** Changes what stands around the accounts, for the requests that come from now on; S3 has no Bucket Keys from before. */
  surround(surroundings: Surroundings): void {
    this.#surroundings = new KnownSurroundings(surroundings);
    this.#policies = new PolicyReader(this.#store, this.#surroundings);
    this.#bucketKeys = new BucketKeys();
  }

  /**
   * Decides what would be decided if somebody asked for one permission; nothing is performed, and nothing recorded.
   * Throws UndecidableError where it turns on what was not said of the request.
   */
  async decide(asked: WhatIf): Promise<Decision> {
    const { principal, action } = asked;
    const surroundings = this.#surroundings;
    const endpoint = asked.endpoint === undefined ? undefined : surroundings.endpoint(asked.endpoint);
    if (asked.endpoint !== undefined && endpoint === undefined) {
      throw new TypeError(`there is no VPC endpoint ${asked.endpoint}`);
    }
    const permission = permissionOf(asked, { surroundings, endpoint });
    const deciding = { store: this.#store, policies: this.#policies, principal };
    // Endpoints are S3's: what S3 asks KMS does not come through them.
    return decidePermission(permission, action.startsWith('s3:') ? { ...deciding, endpoint } : deciding);
  }

  /** Answers one request; refusals and failures are answers too, so this never rejects. */
  async handle(http: HttpRequest): Promise<HttpResponse> {
    const uuid = newRequestId();
    const progress: Progress = {};
    const decisions: Decision[] = [];
    const kmsCalls: KmsCallMade[] = [];
    let error: AwsError | undefined;
    let undecidable: string | undefined;
    let response: HttpResponse;
    try {
      const call = await receive(this.#store, http, progress);
      const requestId = requestIdFor(call.service, uuid);
      response = await perform(call, {
        store: this.#store,
        policies: this.#policies,
        surroundings: this.#surroundings,
        bucketKeys: this.#bucketKeys,
        requestId,
        decisions,
        kmsCalls,
      });
    } catch (thrown) {
      if (thrown instanceof UndecidableError || thrown instanceof PolicyError) undecidable = thrown.message;
      error = this.#awsError(thrown);
      const requestId = requestIdFor(progress.service, uuid);
      const { head, service = kindredService(head) } = progress;
      response = encodeError({ service, error, requestId, head });
    }
    const id = requestIdFor(progress.service, uuid);
    this.#record({ id, progress, decisions, kmsCalls, response, error, undecidable });
    return { ...response, headers: { ...response.headers, [decisionIdHeader]: id } };
  }

  #awsError(thrown: unknown): AwsError {
    if (thrown instanceof AwsError) return thrown;
    if (thrown instanceof UndecidableError || thrown instanceof PolicyError) {
      return new AwsError('NotImplemented', 501, `keyhole cannot decide this request: ${thrown.message}`);
    }
    this.#onInternalError(thrown);
    return new AwsError('InternalError', 500, 'We encountered an internal error. Please try again.');
  }

  #record({ id, progress, decisions, kmsCalls, response, error, undecidable }: Recorded): void {
    const { received } = progress;
    // What keyhole could not answer as KMS does is no call to KMS.
    if (received?.service === 'kms' && response.status < 500)
      kmsCalls.push(directKmsCall(received, decisions, error));
    this.#trail.add({
      id,
      time: new Date(),
      service: progress.service,
      operation: received?.operation,
      region: received?.facts.region,
      principal: received?.facts.principal,
      sender: received && senderOf(received.facts),
      decisions,
      kmsCalls,
      response: { status: response.status, ...(error && { code: error.code, message: error.message }) },
      undecidable,
    });
  }
}

interface Recorded {
  readonly id: string;
  readonly progress: Progress;
  readonly decisions: readonly Decision[];
  readonly kmsCalls: KmsCallMade[];
  readonly response: HttpResponse;
  readonly error: AwsError | undefined;
  readonly undecidable: string | undefined;
}

function senderOf({ authenticated, http }: RequestFacts): NonNullable<TrailRecord['sender']> {
  return {
    sourceIp: http.sourceIp,
    userAgent: http.headers['user-agent'],
    accessKeyId: authenticated.accessKeyId,
  };
}
