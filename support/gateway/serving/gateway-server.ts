import type { Decision } from '../../authorization/terms/decision.ts';
import type { Operation, Output, Service } from '../../aws/operations.ts';
import type { Principal } from '../../aws/principal.ts';
import type { Lookup } from '../../stores/store.ts';
import type { HttpRequest } from '../../wire/http.ts';
import type { CallInProcess } from '../call-in-process.ts';
import type { WhatIf } from '../desk/what-if.ts';
import type { GatewayOptions } from '../gateway.ts';
import type { DecisionLog, DecisionRecord } from '../record/decision-log.ts';
import type { DecisionReport } from '../record/decision-report.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { Pages } from './lab-pages.ts';
import type { LabQuestions } from './lab-questions.ts';
import type { ListenOptions } from './listener.ts';

/** A gateway that listens, in front of any store. */
export interface GatewayServer extends AsyncDisposable {
  /** The endpoint URL for AWS clients: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** The URL for plain HTTP, if that is served beside TLS. */
  readonly plainEndpoint?: string | undefined;
  /** The log of all decisions; of a lab, those in its current state. */
  readonly decisionLog: DecisionLog;
  /** Answers a what-if question about one permission in the current state. */
  decide(asked: WhatIf): Promise<Decision>;
  /**
   * The objects that a bucket holds now: at most 1,000 keys, with their sizes in bytes. Policies are not
   * asked. Rejects with AwsError if the bucket does not exist.
   */
  objectsIn(bucket: string): Promise<ReadonlyMap<string, number>>;
  /** Reads the store as the gateway itself does: policies are not asked, and nothing is recorded. Rejects with AwsError. */
  read<S extends Service, O extends Operation<S>>(lookup: Lookup<S, O>): Promise<Output<S, O>>;
  /** The record that a request would get. It is neither performed nor recorded. */
  rehearse(request: HttpRequest): Promise<DecisionRecord>;
  /**
   * Performs a call of this process, decided and checked as a request of it. It has a record if it asks for one. Rejects with
   * AwsError for what is refused.
   */
  call(asked: CallInProcess): Promise<object>;
  /** The principal of an access key as requests know it; undefined for one that does not exist. */
  principalOf(accessKeyId: string): Promise<Principal | undefined>;
  /** The surroundings of the accounts: their organization, VPC endpoints and quotas. */
  readonly surroundings: Surroundings;
  /** Changes the surroundings of the accounts. */
  surround(surroundings: Surroundings): void;
}

/** The settings of a gateway and its listener. */
export interface GatewayServerOptions extends GatewayOptions, ListenOptions {
  /** The wording of the records at `/_keyhole/decisions`; by default ARNs stand for names. */
  readonly report?: (record: DecisionRecord) => DecisionReport;
  /** Host names that clients use for it besides those of this machine and AWS's own, such as a Docker Compose service. */
  readonly hostNames?: readonly string[] | undefined;
  /** Addresses and ranges that may read decisions besides this machine, such as `172.16.0.0/12`. */
  readonly observers?: readonly string[] | undefined;
  /** The port for plain HTTP beside TLS; 0 for a free one. None is served by default. */
  readonly plainPort?: number | undefined;
  /** The questions that it answers under `/_keyhole/` besides those about decisions. */
  readonly questions?: LabQuestions | undefined;
  /** The pages that it serves under `/_keyhole/` to those who may read decisions. */
  readonly pages?: Pages | undefined;
}
