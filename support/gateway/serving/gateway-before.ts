import type { Store } from '../../stores/store.ts';
import type { HttpRequest } from '../../wire/http.ts';
import { Gateway } from '../gateway.ts';
import { decisionReport, PLAIN } from '../record/decision-report.ts';
import { corsRules } from '../services/s3/cors-rules.ts';
import { objectsInBucket } from '../services/s3/objects-in-bucket.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import { answerAboutDecisions } from './decisions-endpoint.ts';
import { keepBrowsersOut } from './keep-browsers-out.ts';
import { startListener } from './listener.ts';
import { observersAmong } from './observers.ts';
import type { RunningGateway, RunningOptions } from './running-gateway.ts';

/** The gateway that answers at present, with what is behind it and around it. */
export interface Present {
  store: Store;
  gateway: Gateway;
  surroundings: Surroundings;
}

/**
 * Starts a gateway in front of a store, on a free port of loopback unless told otherwise. The store is disposed with
 * it.
 */
export async function startGatewayBefore(
  store: Store,
  options: RunningOptions = {},
): Promise<RunningGateway> {
  return runGateway({ store, gateway: new Gateway(store, options), surroundings: options }, options);
}

/** Listens, and hands each request to the gateway that is present when it comes. */
export async function runGateway(present: Present, options: RunningOptions): Promise<RunningGateway> {
  const {
    report = (record) => decisionReport(record, PLAIN),
    host,
    hostNames = [],
    observers = [],
  } = options;
  const mayAsk = observersAmong(observers);
  const answer = (request: HttpRequest) => {
    const { gateway } = present;
    const told = answerAboutDecisions(request, { trail: gateway.trail, report, mayAsk });
    return told === undefined ? gateway.handle(request) : Promise.resolve(told);
  };
  const handler = keepBrowsersOut(answer, {
    hostNames: host === undefined ? hostNames : [host, ...hostNames],
    corsRules: (bucket) => corsRules(present.store, bucket),
  });
  const listener = await startListener(handler, options);
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
