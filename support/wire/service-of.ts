import { AwsError } from '../aws/aws-error.ts';
import type { Service } from '../aws/operations.ts';
import { isService, type ServiceFacts, serviceNames, services, signingName } from '../aws/services.ts';
import { malformedInput, notImplemented } from './faults.ts';
import { parseQuery, type RequestHead } from './request-head.ts';

/**
 * The service of a request: the one that its signature names. Without a signature, `x-amz-target` or the `Version` of
 * its action names it. Otherwise it is S3, the only service addressed by method and path alone.
 *
 * `body` is needed only if {@link isForm} is true. Throws `NotImplemented` (501) for a service that keyhole does not
 * serve. Refuses a target of another service than the signature's: gateway and store could disagree about it.
 */
export function serviceOf(head: RequestHead, body?: Uint8Array): Service {
  const signed = signedService(head);
  const target = head.headers['x-amz-target'];
  const targeted = target === undefined ? undefined : targetedService(target);
  if (signed !== undefined && targeted !== undefined && signed !== targeted) {
    const message = `Credential should be scoped to correct service: '${targeted}'. `;
    throw new AwsError('InvalidSignatureException', 400, message);
  }
  return addressedWithin(signed ?? targeted ?? actionService(head, body) ?? addressedByPath, head);
}

/** The service that a request addresses among those that sign with the name of one: S3 Control signs as S3 does. */
function addressedWithin(named: Service, { rawPath, headers }: RequestHead): Service {
  const isAddressed = ({ within }: ServiceFacts) =>
    within?.service === named && rawPath.startsWith(within.prefix) && headers[within.header] !== undefined;
  return services[named].protocol === 'rest-xml' ? (find(isAddressed) ?? named) : named;
}

/** The service that is addressed by method and path alone: Amazon S3. */
const addressedByPath = firstOf('rest-xml');

/** The service whose error format is used if the addressed one is unknown or unsupported: one with the same protocol. */
export function kindredService(head: RequestHead | undefined): Service {
  if (head === undefined) return addressedByPath;
  if (head.headers['x-amz-target'] !== undefined) return firstOf('json');
  return isForm(head) ? firstOf('query') : addressedByPath;
}

/** True if the action may be in a form body, so that the body is needed to find service and operation. */
export function isForm(head: RequestHead): boolean {
  if (head.method !== 'POST') return false;
  const type = head.headers['content-type'] ?? '';
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type);
}

/** The parameters of a query-protocol request: those of its query and those of its form body. */
export function actionParameters(
  head: RequestHead,
  body: Uint8Array | undefined,
): readonly (readonly [string, string])[] {
  if (body === undefined || body.byteLength === 0 || !isForm(head)) return head.query;
  try {
    return [...head.query, ...parseQuery(utf8.decode(body))];
  } catch {
    throw malformedInput('The request body is not form-encoded UTF-8');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function signedService(head: RequestHead): Service | undefined {
  const { authorization } = head.headers;
  const fromHeader =
    authorization === undefined ? undefined : scopeService(/Credential=([^,\s]*)/.exec(authorization)?.[1]);
  const presigned = head.query.find(([name]) => name === 'X-Amz-Credential');
  const fromQuery = scopeService(presigned?.[1]);
  if (fromHeader !== undefined && fromQuery !== undefined && fromHeader !== fromQuery) {
    throw new AwsError('InvalidArgument', 400, 'Only one auth mechanism allowed');
  }
  return fromHeader ?? fromQuery;
}

const TERMINATOR = '/aws4_request';

/** The service in `<access key>/<date>/<region>/<service>/aws4_request`. SigV4 checks the rest of the scope. */
function scopeService(credential: string | undefined): Service | undefined {
  if (!credential?.endsWith(TERMINATOR)) return undefined;
  const end = credential.length - TERMINATOR.length;
  const name = credential.slice(credential.lastIndexOf('/', end - 1) + 1, end);
  if (!isService(name) || signingName(name) !== name)
    throw notImplemented(`The service ${JSON.stringify(name)}`);
  return name;
}

function targetedService(target: string): Service {
  const prefix = target.slice(0, Math.max(0, target.lastIndexOf('.')));
  const found = prefix === '' ? undefined : find((service) => service.target === prefix);
  if (!found) throw notImplemented(`The service of the target ${JSON.stringify(target)}`);
  return found;
}

function actionService(head: RequestHead, body: Uint8Array | undefined): Service | undefined {
  if (head.query.length === 0 && body === undefined) return undefined;
  const parameters = actionParameters(head, body);
  if (!parameters.some(([name]) => name === 'Action')) return undefined;
  const version = parameters.find(([name]) => name === 'Version')?.[1];
  if (version === undefined) return undefined;
  const found = find((service) => service.protocol === 'query' && service.version === version);
  if (!found) throw notImplemented(`The service with the API version ${JSON.stringify(version)}`);
  return found;
}

function find(matches: (service: ServiceFacts) => boolean): Service | undefined {
  return serviceNames.find((name) => matches(services[name]));
}

function firstOf(protocol: ServiceFacts['protocol']): Service {
  const found = find((service) => service.protocol === protocol);
  if (found === undefined) throw new TypeError(`no service speaks ${protocol}`);
  return found;
}
