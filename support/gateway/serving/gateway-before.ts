import type { Store } from '../../stores/store.ts';
import { Gateway } from '../gateway.ts';
import { decisionReport, PLAIN } from '../record/decision-report.ts';
import { objectsInBucket } from '../services/s3/objects-in-bucket.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import { answerAboutDecisions } from './decisions-endpoint.ts';
import { startListener } from './listener.ts';
import type { RunningGateway, RunningOptions } from './running-gateway.ts';

/** The gateway that answers at present, with what is behind it and around it. */
export interface Present {
  store: Store;
  gateway: Gateway;
  surroundings: Surroundings;
}

/** Starts a gateway before any store, on a free port of loopback unless told otherwise. The store is disposed with it. */
export async function startGatewayBefore(
  store: Store,
  options: RunningOptions = {},
): Promise<RunningGateway> {
  return runGateway({ store, gateway: new Gateway(store, options), surroundings: options }, options);
}

/** Listens for whichever gateway is the present one when a request comes. */
export async function runGateway(present: Present, options: RunningOptions): Promise<RunningGateway> {
  const { report = (record) => decisionReport(record, PLAIN) } = options;
  const listener = await startListener((request) => {
    const { gateway } = present;
    const told = answerAboutDecisions(request, { trail: gateway.trail, report });
    return told === undefined ? gateway.handle(request) : Promise.resolve(told);
  }, options);
  return {
    endpoint: listener.endpoint,
    get trail() {
      return present.gateway.trail;
    },
    decide: (asked) => present.gateway.decide(asked),
    objectsIn: (bucket) => objectsInBucket(present.store, bucket),
    get surroundings() {
      return present.surroundings;
    },
    surround(surroundings) {
      present.gateway.surround(surroundings);
      present.surroundings = surroundings;
    },
    async [Symbol.asyncDispose]() {
      await listener.stop();
      await present.store[Symbol.asyncDispose]();
    },
  };
}
