import { AwsError } from '../../aws/aws-error.ts';
import { invalidArgument, notImplemented } from '../faults.ts';
import { formRefusals } from '../form/form-refusals.ts';
import type { RequestHead } from '../request-head.ts';
import { presignedHeaders } from './presigned-headers.ts';
import { type S3Address, s3Address } from './s3-address.ts';
import { type Candidate, operationsAt, subResources } from './s3-operations.ts';

/** An S3 operation with its bucket and key. */
export interface S3Route extends S3Address {
  readonly operation: string;
}

/**
 * Finds the operation of an S3 request. It depends on the method, the sub-resource, and the presence of a bucket
 * and a key. It also depends on the parameters and headers that operations require; the most specific wins.
 * Refuses parameters and headers that would select another operation and that the found one does not read. S3 itself
 * refuses conflicting sub-resources.
 */
export function routeS3(head: RequestHead): S3Route {
  const address = s3Address(head);
  const place = `${head.method} ${address.key !== undefined ? 'key' : address.bucket !== undefined ? 'bucket' : 'service'}`;
  const query = new Map<string, string>(head.query);
  const headers = presignedHeaders(head);
  const found = operationsAt(place).candidates.find((each) => isMeant(each, query, headers));
  if (!found) throw unknownOperation(place, query);
  refuseConflicts(place, found, { query, headers });
  if (query.size < head.query.length) refuseDuplicates(head, found);
  return { operation: found.operation, ...address };
}

type Headers = Readonly<Record<string, string>>;

function isMeant(candidate: Candidate, query: ReadonlyMap<string, string>, headers: Headers): boolean {
  for (const [name, value] of candidate.literals) {
    if (query.get(name) !== value) return false;
  }
  return (
    candidate.requiredQueries.every((name) => query.has(name)) &&
    candidate.requiredHeaders.every((name) => headers[name] !== undefined)
  );
}

interface Selecting {
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Headers;
}

function refuseConflicts(place: string, found: Candidate, { query, headers }: Selecting): void {
  const selecting = operationsAt(place);
  for (const [name, value] of query) {
    if (found.literals.has(name) || found.queries.has(name)) continue;
    if (name === 'versionId')
      throw invalidArgument('This operation does not accept a version-id.', name, value);
    if (selecting.queries.has(name)) throw conflict(place, found, [...query.keys()], name);
  }
  for (const name of selecting.headers) {
    const value = headers[name];
    if (value === undefined || found.headers.has(name)) continue;
    throw invalidArgument(`${found.operation} does not take the header ${name}.`, name, value);
  }
}

function conflict(place: string, found: Candidate, names: readonly string[], name: string): AwsError {
  const conflicting = names.filter(
    (each) => found.literals.has(each) || operationsAt(place).queries.has(each),
  );
  if (conflicting.length < 2) return methodNotAllowed(place, name);
  const message = `Conflicting query string parameters: ${conflicting.join(', ')}`;
  return invalidArgument(message, 'ResourceType', conflicting[0] ?? name);
}

function refuseDuplicates(head: RequestHead, found: Candidate): void {
  const seen = new Set<string>();
  for (const [name, value] of head.query) {
    const known =
      found.literals.has(name) || found.queries.has(name) || name.toLowerCase().startsWith('x-amz-');
    if (known && seen.has(name)) throw invalidArgument('Query parameter must not repeat.', name, value);
    seen.add(name);
  }
}

/**
 * The error for a request without an operation: the sub-resource does not support the method, or S3 does not know it.
 */
function unknownOperation(place: string, query: ReadonlyMap<string, string>): AwsError {
  const [method = '', level = ''] = place.split(' ');
  // A browser's question comes with an origin, and is answered before it is routed.
  if (method === 'OPTIONS') return originNeeded();
  const name = [...query.keys()].find((each) => subResources.has(each));
  if (name !== undefined) return methodNotAllowed(place, name);
  if (place === 'POST bucket') return formRefusals.notAForm();
  if (methods.has(method)) return methodNotAllowed(place, level);
  return notImplemented(`The S3 method ${method}`);
}

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE']);

/** Source: Amazon S3 user guide, "Troubleshooting CORS". */
function originNeeded(): AwsError {
  return new AwsError('BadRequest', 400, 'Insufficient information. Origin request header needed.');
}

function methodNotAllowed(place: string, resource: string): AwsError {
  const [method = ''] = place.split(' ');
  const message = 'The specified method is not allowed against this resource.';
  return new AwsError('MethodNotAllowed', 405, message, {
    Method: method,
    ResourceType: resource.toUpperCase(),
  });
}
