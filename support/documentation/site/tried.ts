import { type AccessAnswer, accessAnswerOf, permissionAnswerOf } from './access-answer.ts';
import type { PathResource } from './path-ends.ts';
import type { PatternRequest } from './pattern-requests.ts';
import { type Use, useOf } from './uses.ts';

/** A use of a resource that a request tried, and how it was answered. */
export interface Tried {
  readonly request: PatternRequest;
  readonly resource: PathResource;
  readonly use: Use;
  readonly permissions: readonly string[];
  /** The keys that the service used for the request; empty if it used none. */
  readonly keys: string;
  /** How the resource was reached: `directly`, `through S3`. */
  readonly route: string;
  readonly answer: AccessAnswer;
}

/** The use that a request as a whole tried; none if nothing was decided on a resource. */
export function triedBy(request: PatternRequest): readonly Tried[] {
  const { decisions, service, operation } = request.request;
  const own = decisions.filter(({ action }) => service === undefined || action.startsWith(`${service}:`));
  const main = own.at(-1) ?? decisions[0];
  // A request through an access point is about the access point: a direct one can be answered otherwise. A copy can read through one,
  // and write to a bucket.
  const point = own.findLast(
    ({ action, resource }) => action === main?.action && resource.includes(':accesspoint/'),
  );
  const answer = accessAnswerOf(request.request);
  if (main === undefined || answer === undefined) return [];
  const together = useTogether((own.length > 0 ? own : [main]).map(({ action }) => useOf(action)));
  const keys = decisions.filter(({ action }) => service !== 'kms' && action.startsWith('kms:'));
  return [
    {
      request,
      resource: request.ends.resource(point ?? main),
      use: operation === 'HeadObject' ? 'look up' : together,
      permissions: [...new Set(decisions.map(({ action }) => action))],
      keys: [...new Set(keys.map((decision) => request.ends.resource(decision).phrase))].join(', '),
      route: 'directly',
      answer,
    },
  ];
}

/** Reading and writing in one request is a copy; else the last permission says what the request is for. */
function useTogether(all: readonly Use[]): Use {
  if (all.includes('read') && all.includes('write')) return 'copy';
  return all.at(-1) ?? 'administer';
}

/** The names of services that use keys for their callers. */
const SERVICES: Readonly<Record<string, string>> = {
  s3: 'S3',
  dynamodb: 'DynamoDB',
  secretsmanager: 'Secrets Manager',
};

/** The uses of keys that a service tried for the caller of a request. */
export function keyUsesOf(request: PatternRequest): readonly Tried[] {
  const { decisions, service = '' } = request.request;
  if (service === 'kms') return [];
  return decisions
    .filter(({ action }) => action.startsWith('kms:'))
    .map((decision) => ({
      request,
      resource: request.ends.resource(decision),
      use: useOf(decision.action),
      permissions: [decision.action],
      keys: '',
      route: `through ${SERVICES[service] ?? service}`,
      answer: permissionAnswerOf(decision, 'kms'),
    }));
}
