import { type Clients, clientsOf, codeOf, type LabUnderTest } from '../../testing/lab-under-test.ts';
import type { Base } from './base.ts';
import { BUCKET, REGION, VPCE } from './names.ts';
import type { Played } from './play.ts';
import { isThroughPoint, type Question, REQUESTS } from './questions.ts';

const HOST = `bucket.${VPCE}-5e6f.s3.${REGION}.vpce.amazonaws.com`;

/** Sends the requests of questions, each caller by clients of its own. */
export function asker(lab: LabUnderTest, base: Base, { who, alias }: Played) {
  const known = new Map<string, Clients>();
  const clientsFor = (caller: Question['caller'], isInVpc: boolean) => {
    const id = `${caller} ${isInVpc}`;
    const clients = known.get(id) ?? newClients(lab, who[caller], isInVpc);
    known.set(id, clients);
    return clients;
  };
  return {
    /** The answer to a question, in the words of the plain rules, or the code of another refusal. */
    async answer(question: Question): Promise<string> {
      const { caller, verb, isInVpc } = question;
      const clients = clientsFor(caller, isInVpc);
      const Bucket = isThroughPoint(question) ? alias : BUCKET;
      return inWords(await codeOf(REQUESTS[verb]({ clients, Bucket, keys: base.keys })));
    },
    close() {
      for (const clients of known.values()) for (const client of Object.values(clients)) client.destroy();
    },
  };
}

function newClients(lab: LabUnderTest, who: Played['who'][Question['caller']], isInVpc: boolean): Clients {
  const clients = clientsOf(lab.lab.endpoint, who, REGION);
  if (!isInVpc) return clients;
  clients.s3.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (hasHeaders(request)) request.headers.host = HOST;
      return next(args);
    },
    { step: 'build', priority: 'high', name: 'nameHost' },
  );
  return clients;
}

function hasHeaders(request: unknown): request is { readonly headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request;
}

function inWords(code: string): string {
  if (code === 'granted' || code.startsWith('404')) return 'allow';
  // Anonymous callers are refused the use of a key with 400.
  if (code.startsWith('403') || code === '400 InvalidArgument') return 'deny';
  return code.startsWith('501') ? 'undecided' : code;
}
