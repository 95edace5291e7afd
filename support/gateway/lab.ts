import type { Decision } from '../authorization/decision.ts';
import { isPublic } from '../authorization/is-public.ts';
import { parsedPolicy } from '../authorization/parse-policy.ts';
import { EmbeddedStore } from '../stores/embedded/embedded-store.ts';
import { type DecisionReport, decisionReport, PLAIN } from './decision-report.ts';
import { answerAboutDecisions } from './decisions-endpoint.ts';
import { Gateway, type GatewayOptions } from './gateway.ts';
import { type ListenOptions, startListener } from './listener.ts';
import { objectsInBucket } from './objects-in-bucket.ts';
import type { Surroundings } from './surroundings.ts';
import type { Trail, TrailRecord } from './trail.ts';
import type { WhatIf } from './what-if.ts';

/** A gateway that is up, in front of whichever store. */
export interface RunningGateway extends AsyncDisposable {
  /** Where any AWS client can be pointed: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** Every decision made, of a lab those in the world that is there now. */
  readonly trail: Trail;
  /** Decides what would be decided if somebody asked for one permission, in the world that is there now. */
  decide(asked: WhatIf): Promise<Decision>;
  /**
   * The objects that a bucket holds, at most 1,000, by key with their sizes in bytes: as the store has them now, whatever
   * policies say. Rejects with AwsError where there is no such bucket.
   */
  objectsIn(bucket: string): Promise<ReadonlyMap<string, number>>;
  /** What stands around the accounts: the organisation that they belong to. */
  readonly surroundings: Surroundings;
  /** Changes what stands around the accounts. */
  surround(surroundings: Surroundings): void;
}

/** A gateway that is up, with a world of its own behind it. */
export interface Lab extends RunningGateway {
  /** Begins with an empty world and what stood around it at the start, at the same endpoint. */
  clear(): void;
  /**
   * Remembers the world and what stands around it as they are now; what it returns goes back to it, as often as it is
   * called, in well under a millisecond.
   * Throws TypeError once there are objects: contents are not remembered.
   */
  checkpoint(): () => void;
}

/** What a gateway starts with, and where it listens. */
export interface LabOptions extends GatewayOptions, ListenOptions {
  /** How records read that the lab is asked for at `/_keyhole/decisions`; with ARNs for names where it is left out. */
  readonly report?: (record: TrailRecord) => DecisionReport;
}

/**
 * Starts a gateway with an empty embedded store, on a free port of loopback unless told otherwise.
 *
 * @example
 * await using lab = await startLab();
 * const s3 = new S3Client({ endpoint: lab.endpoint, region: 'eu-west-1', forcePathStyle: true,
 *   credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' } });
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  let store = emptyStore();
  let gateway = new Gateway(store, options);
  const { report = (record) => decisionReport(record, PLAIN) } = options;
  const listener = await startListener((request) => {
    const told = answerAboutDecisions(request, { trail: gateway.trail, report });
    return told === undefined ? gateway.handle(request) : Promise.resolve(told);
  }, options);
  let around: Surroundings = options;
  // A gateway remembers policies of its store: another store takes another gateway.
  const playOn = (next: EmbeddedStore, surroundings: Surroundings) => {
    store = next;
    around = surroundings;
    gateway = new Gateway(next, { ...options, ...surroundings });
  };
  return {
    endpoint: listener.endpoint,
    get trail() {
      return gateway.trail;
    },
    clear: () => playOn(emptyStore(), options),
    decide: (asked) => gateway.decide(asked),
    objectsIn: (bucket) => objectsInBucket(store, bucket),
    get surroundings() {
      return around;
    },
    surround(surroundings) {
      gateway.surround(surroundings);
      around = surroundings;
    },
    checkpoint() {
      const kept = store.copy();
      const keptAround = around;
      return () => playOn(kept.copy(), keptAround);
    },
    async [Symbol.asyncDispose]() {
      await listener.stop();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** An embedded store with nothing in it. */
export function emptyStore(): EmbeddedStore {
  return new EmbeddedStore({ isPublic: (text) => isPublic(parsedPolicy(text, 'bucket')) });
}
