import { AwsError } from '../../../aws/aws-error.ts';
import type { Service } from '../../../aws/operations.ts';
import { services } from '../../../aws/services.ts';
import { readXml, type XmlElement } from '../../../wire/decoding/xml-reader.ts';

/** The body and head of an answer that is an error. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * The error codes of answers without a body, by status (Amazon S3 API Reference, "HeadObject" and "Error
 * responses").
 */
const bare: ReadonlyMap<number, string> = new Map([
  [304, 'NotModified'],
  [400, 'BadRequest'],
  [403, 'Forbidden'],
  [404, 'NotFound'],
  [405, 'MethodNotAllowed'],
  [412, 'PreconditionFailed'],
  [416, 'InvalidRange'],
]);

/** Members of the endpoint's answer that are not members of the error. */
const notMembers: ReadonlySet<string> = new Set(['Code', 'Message', 'Type', 'RequestId', 'HostId']);

/** An error as the endpoint sent it, for the gateway to send on under its own request id. */
export function errorOfResponse(service: Service, answer: ErrorAnswer): AwsError {
  const { code, message, members, structures } = read(service, answer);
  const error = new AwsError(code, answer.status, message, members, kept(answer.headers));
  return structures === undefined ? error : error.with(structures);
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly members: Readonly<Record<string, string>>;
  readonly structures?: Readonly<Record<string, unknown>> | undefined;
}

/** Members of DynamoDB's errors that are no texts. */
const STRUCTURES: ReadonlySet<string> = new Set(['CancellationReasons', 'Item']);

function read(service: Service, answer: ErrorAnswer): Told {
  const { status, body } = answer;
  const nothing = {
    code: bare.get(status) ?? (status < 500 ? 'BadRequest' : 'InternalError'),
    message: '',
    members: {},
  };
  if (body.length === 0) return nothing;
  try {
    return services[service].protocol === 'json' ? fromJson(body, nothing) : fromXml(body, nothing);
  } catch {
    const text = Buffer.from(body).toString('utf8').slice(0, 200);
    return {
      ...nothing,
      message: `keyhole: the store answered ${status} with a body that is not an error of AWS: ${text}`,
    };
  }
}

function fromJson(body: Uint8Array, nothing: Told): Told {
  const document: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
  if (typeof document !== 'object' || document === null) throw new SyntaxError('not an object');
  const told = new Map<string, unknown>(Object.entries(document));
  const code = String(told.get('__type') ?? told.get('code') ?? nothing.code);
  const message = told.get('message') ?? told.get('Message') ?? '';
  // `com.amazonaws.kms#NotFoundException` and `NotFoundException` are the same error.
  const structures = [...told].filter(([name]) => STRUCTURES.has(name));
  return {
    code: code.slice(code.lastIndexOf('#') + 1),
    message: String(message),
    members: {},
    structures: structures.length === 0 ? undefined : Object.fromEntries(structures),
  };
}

function fromXml(body: Uint8Array, nothing: Told): Told {
  const root = readXml(body, 1000);
  const error = root.children.find(({ name }) => name === 'Error') ?? root;
  const members = Object.fromEntries(
    error.children.filter(({ name }) => !notMembers.has(name)).map(({ name, text }) => [name, text]),
  );
  return { code: textOf(error, 'Code') ?? nothing.code, message: textOf(error, 'Message') ?? '', members };
}

function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

/** The headers of an error that are passed on. */
function kept(headers: Readonly<Record<string, string>>): Record<string, string> {
  const names = [
    'x-amz-delete-marker',
    'x-amz-version-id',
    'x-amz-bucket-region',
    'allow',
    'etag',
    'last-modified',
  ];
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}
