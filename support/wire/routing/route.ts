import { AwsError } from '../../aws/aws-error.ts';
import type { Operation, Service } from '../../aws/operations.ts';
import { services } from '../../aws/services.ts';
import { malformedInput } from '../faults.ts';
import type { RequestHead } from '../request-head.ts';
import { operationModel } from '../sdk-schemas.ts';
import { actionParameters } from '../service-of.ts';
import { routeByUri } from './route-by-uri.ts';
import { routeS3 } from './route-s3.ts';

/** The operation that a request asks for. */
export interface Route<S extends Service = Service> {
  readonly service: S;
  readonly operation: Operation<S>;
  /** The bucket and key of an S3 request, decoded. */
  readonly bucket?: string;
  readonly key?: string;
  /** The decoded labels of the path of a request to another service of S3's protocol, by the names of the members. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The parameters of the query and the form of a query-protocol request, decoded. */
  readonly parameters?: readonly (readonly [name: string, value: string])[];
}

/**
 * Finds the operation of a request for a service. S3's depends on method, path, query and headers, that of S3 Control on
 * method and path. The JSON protocol
 * names it in `x-amz-target`, the query protocol in `Action`, in the query or in the form `body`.
 *
 * Throws S3's `MethodNotAllowed`, `InvalidArgument`, `InvalidBucketName` and `NotImplemented`, the JSON protocol's
 * `UnknownOperationException`, and the query protocol's `InvalidAction`, `MissingAction` and `MalformedInput`.
 */
export function route(head: RequestHead, service: Service, body?: Uint8Array): Route {
  switch (services[service].protocol) {
    case 'rest-xml': {
      if (head.headers['x-amz-target'] !== undefined) throw unknownOperation(head.headers['x-amz-target']);
      const { prefix } = services[service].within ?? {};
      const found = prefix === undefined ? routeS3(head) : routeByUri(head, service);
      return { ...found, service, operation: known(service, found.operation) };
    }
    case 'json':
      return { service, operation: known(service, targetOperation(head, service)) };
    case 'query':
      return actionRoute(head, service, body);
  }
}

function targetOperation(head: RequestHead, service: Service): string {
  const target = head.headers['x-amz-target'] ?? '';
  const prefix = `${services[service].target}.`;
  const type = head.headers['content-type'] ?? '';
  const name = target.startsWith(prefix) ? target.slice(prefix.length) : '';
  const once = !head.duplicated.includes('x-amz-target');
  const asked =
    once && head.method === 'POST' && head.rawPath === '/' && type.startsWith('application/x-amz-json-1.');
  if (!asked || !operationModel(service, name)) throw unknownOperation(target);
  return name;
}

function unknownOperation(target: string): AwsError {
  const message = `The operation ${JSON.stringify(target)} is not known here`;
  return new AwsError('UnknownOperationException', 400, message);
}

function actionRoute(head: RequestHead, service: Service, body: Uint8Array | undefined): Route {
  const parameters = actionParameters(head, body);
  const named = new Map(parameters);
  if (named.size < parameters.length) throw malformedInput('A parameter must not repeat');
  const action = named.get('Action');
  const version = named.get('Version');
  if (action === undefined) {
    throw new AwsError('MissingAction', 400, 'The request is missing an action or a required parameter.');
  }
  const rightly = (head.method === 'GET' || head.method === 'POST') && head.rawPath === '/';
  if (!rightly || version !== services[service].version || !operationModel(service, action)) {
    const message = `Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`;
    throw new AwsError('InvalidAction', 400, message);
  }
  return { service, operation: known(service, action), parameters };
}

/** The SDK gives both sides of the type: its schemas at run time, and its declarations in Operation. */
function known<S extends Service>(service: S, name: string): Operation<S> {
  if (!isOperation(service, name)) throw new TypeError(`${service} has no operation ${name}`);
  return name;
}

function isOperation<S extends Service>(service: S, name: string): name is Operation<S> & string {
  return operationModel(service, name) !== undefined;
}
