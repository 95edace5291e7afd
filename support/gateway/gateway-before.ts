import type { Store } from '../stores/store.ts';
import { decisionReport, PLAIN } from './decision-report.ts';
import { answerAboutDecisions } from './decisions-endpoint.ts';
import { Gateway } from './gateway.ts';
import type { LabOptions, RunningGateway } from './lab.ts';
import { startListener } from './listener.ts';
import { objectsInBucket } from './objects-in-bucket.ts';
import type { Surroundings } from './surroundings.ts';

/** Starts a gateway before any store, on a free port of loopback unless told otherwise. The store is disposed with it. */
export async function startGatewayBefore(store: Store, options: LabOptions = {}): Promise<RunningGateway> {
  const gateway = new Gateway(store, options);
  const { report = (record) => decisionReport(record, PLAIN) } = options;
  const listener = await startListener((request) => {
    const told = answerAboutDecisions(request, { trail: gateway.trail, report });
    return told === undefined ? gateway.handle(request) : Promise.resolve(told);
  }, options);
  let around: Surroundings = options;
  return {
    endpoint: listener.endpoint,
    trail: gateway.trail,
    decide: (asked) => gateway.decide(asked),
    objectsIn: (bucket) => objectsInBucket(store, bucket),
    get surroundings() {
      return around;
    },
    surround(surroundings) {
      gateway.surround(surroundings);
      around = surroundings;
    },
    async [Symbol.asyncDispose]() {
      await listener.stop();
      await store[Symbol.asyncDispose]();
    },
  };
}
