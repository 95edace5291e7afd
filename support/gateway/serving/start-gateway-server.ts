import type { Store } from '../../stores/store.ts';
import type { HttpRequest } from '../../wire/http.ts';
import { Gateway } from '../gateway.ts';
import { decisionReport, PLAIN } from '../record/decision-report.ts';
import { objectsInBucket } from '../services/s3/objects-in-bucket.ts';
import { corsRules } from '../services/s3/read-cors-rules.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import { answerAboutDecisions } from './decisions-endpoint.ts';
import type { GatewayServer, GatewayServerOptions } from './gateway-server.ts';
import { keepBrowsersOut } from './keep-browsers-out.ts';
import { withPages } from './lab-pages.ts';
import { answerQuestion } from './lab-questions.ts';
import { type Handler, type StartedListener, startListener } from './listener.ts';
import { observersAmong } from './observers.ts';

/** The gateway that a server hands requests to, with its store and its surroundings. A lab replaces them. */
export interface ServedGateway {
  store: Store;
  gateway: Gateway;
  surroundings: Surroundings;
}

/**
 * Starts a server of a gateway in front of a store, on a free port of loopback unless told otherwise. The store is disposed with
 * it.
 */
export async function startGatewayServer(
  store: Store,
  options: GatewayServerOptions = {},
): Promise<GatewayServer> {
  return serveGateway({ store, gateway: new Gateway(store, options), surroundings: options }, options);
}

/** Listens, and hands each request to the gateway that is served when the request comes. */
export async function serveGateway(
  present: ServedGateway,
  options: GatewayServerOptions,
): Promise<GatewayServer> {
  const {
    report = (record) => decisionReport(record, PLAIN),
    host,
    hostNames = [],
    observers = [],
    questions,
    pages,
  } = options;
  const mayAsk = observersAmong(observers);
  const answer = async (request: HttpRequest) => {
    const { gateway } = present;
    if (request.target.startsWith('/_keyhole/')) {
      const told =
        answerAboutDecisions(request, { decisionLog: gateway.decisionLog, report, mayAsk }) ??
        (questions && (await answerQuestion(request, { ...questions, mayAsk })));
      if (told !== undefined) return told;
    }
    return gateway.handle(request);
  };
  const served = pages === undefined ? answer : withPages(answer, { pages, mayAsk });
  const handler = keepBrowsersOut(served, {
    hostNames: host === undefined ? hostNames : [host, ...hostNames],
    corsRules: (name) => corsRules(present.store, name, present.gateway.changedSurroundings.accessPoints),
  });
  const listener = await startListener(handler, options);
  const plain = await plainListener(handler, options).catch(async (error: unknown) => {
    await listener.stop();
    throw error;
  });
  return {
    endpoint: listener.endpoint,
    plainEndpoint: plain?.endpoint,
    get decisionLog() {
      return present.gateway.decisionLog;
    },
    decide: (asked) => present.gateway.decide(asked),
    objectsIn: (bucket) => objectsInBucket(present.store, bucket),
    read: async (lookup) => present.store.read(lookup),
    call: (asked) => present.gateway.call(asked),
    principalOf: async (accessKeyId) => (await present.store.credential(accessKeyId))?.principal,
    rehearse: (request) => present.gateway.rehearse(request),
    get surroundings() {
      return surroundingsNow(present);
    },
    surround(surroundings) {
      present.gateway.surround(surroundings);
      present.surroundings = surroundings;
    },
    async [Symbol.asyncDispose]() {
      await listener.stop();
      await plain?.stop();
      await present.store[Symbol.asyncDispose]();
    },
  };
}

/** The surroundings as they were given, with the parts that requests change as those left them. */
export function surroundingsNow({ surroundings, gateway }: ServedGateway): Surroundings {
  const { organization, accountPublicAccessBlocks, accessPoints, abacBuckets } = gateway.changedSurroundings;
  const isUnchanged =
    organization === surroundings.organization &&
    accountPublicAccessBlocks === surroundings.accountPublicAccessBlocks &&
    accessPoints === surroundings.accessPoints &&
    abacBuckets === surroundings.abacBuckets;
  return isUnchanged
    ? surroundings
    : { ...surroundings, organization, accountPublicAccessBlocks, accessPoints, abacBuckets };
}

/**
 * A listener for plain HTTP beside the one with certificates; undefined if none is wanted.
 *
 * Differs: S3 refuses requests over plain HTTP for objects under KMS keys. Here only policies refuse them.
 */
async function plainListener(
  handler: Handler,
  { plainPort, certificates: _, ...listening }: GatewayServerOptions,
): Promise<StartedListener | undefined> {
  if (plainPort === undefined) return undefined;
  return startListener(handler, { ...listening, port: plainPort, isPlain: true });
}
