import type { Input, Operation, Output, Service } from '../../../aws/operations.ts';
import { sdkClients } from '../../../aws/sdk-clients.ts';
import { isRest } from '../../../aws/services.ts';
import { endpointServices } from '../services/endpoint-services.ts';

/** A request as the SDK writes it, not signed yet. */
export interface SerialisedRequest {
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An answer whose body is not read yet. */
export interface RawResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The part of the SDK's protocols that is used here. */
interface Protocol {
  serializeRequest(operation: object, input: object, context: object): Promise<SdkRequest>;
  deserializeResponse(operation: object, context: object, response: RawResponse): Promise<object>;
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Speaker {
  readonly protocol: Protocol;
  readonly context: object;
}

/**
 * Clients are made for their protocols alone. They send nothing, and their region and credentials are not
 * used.
 */
const settings = {
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
};
const speakers = new Map<Service, Speaker>();
const operations = new Map<string, object>();

function speakerFor(service: Service): Speaker {
  const known = speakers.get(service);
  if (known) return known;
  const { config } = endpointServices[service].client(settings);
  const protocol: unknown = Reflect.get(config, 'protocol');
  if (!isProtocol(protocol)) throw new TypeError(`the SDK's client for ${service} has no protocol`);
  const endpoint = async () => ({ protocol: 'http:', hostname: '127.0.0.1', path: '/' });
  const speaker = { protocol, context: { ...config, endpoint } };
  speakers.set(service, speaker);
  return speaker;
}

function isProtocol(value: unknown): value is Protocol {
  return typeof value === 'object' && value !== null && 'serializeRequest' in value;
}

function operationSchema(service: Service, name: string): object {
  const key = `${service}:${name}`;
  const known = operations.get(key);
  if (known) return known;
  const schema: unknown = Reflect.get(sdkClients[service], `${name}$`);
  if (!Array.isArray(schema)) throw new TypeError(`${service} has no operation ${name}`);
  const [, namespace, , traits, input, output] = schema;
  const operation = { namespace, name, traits, input, output };
  operations.set(key, operation);
  return operation;
}

/** Writes a typed input as the SDK would send it; buckets go into the path. */
export async function serialise<S extends Service, O extends Operation<S>>(
  service: S,
  operation: O,
  input: Input<S, O>,
): Promise<SerialisedRequest> {
  const { protocol, context } = speakerFor(service);
  const request = await protocol.serializeRequest(operationSchema(service, operation), input, context);
  const bucket: unknown = isRest(service) ? Reflect.get(input, 'Bucket') : undefined;
  // The SDK leaves the bucket to its endpoint rules.
  const path =
    typeof bucket === 'string'
      ? `/${encodeURIComponent(bucket)}${pathAfterBucket(request.path)}`
      : request.path;
  const query = queryText(request.query ?? {});
  return {
    method: request.method,
    target: query === '' ? path : `${path}?${query}`,
    headers: request.headers,
    body: request.body,
  };
}

/** Reads a successful answer as the SDK would; `$metadata` left out. */
export async function deserialise<S extends Service, O extends Operation<S>>(
  service: S,
  operation: O,
  response: RawResponse,
): Promise<Output<S, O>> {
  const { protocol, context } = speakerFor(service);
  const output = await protocol.deserializeResponse(operationSchema(service, operation), context, response);
  Reflect.deleteProperty(output, '$metadata');
  // The SDK reads by the same schema that its types are generated from.
  return output as Output<S, O>;
}

/** `.` and `..` are written so that no reader takes them for steps in the path. */
function pathAfterBucket(path: string): string {
  if (path === '/') return '';
  return path.replaceAll(/(?<=\/)\.{1,2}(?=\/|$)/g, (dots) => dots.replaceAll('.', '%2E'));
}

function queryText(query: Readonly<Record<string, string | readonly string[] | null>>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (name === 'x-id') continue;
    const values = typeof value === 'string' || value === null ? [value ?? ''] : value;
    for (const one of values)
      parts.push(
        one === '' ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(one)}`,
      );
  }
  return parts.join('&');
}
