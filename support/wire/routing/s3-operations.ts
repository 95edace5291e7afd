import type { OperationModel } from '../schema/shape.ts';
import { modelOf, type OperationAddress, operationAddress, operationNames } from '../sdk-schemas.ts';

/**
 * The parameters and headers of a request for an operation, besides its method and the presence of a bucket and a key.
 */
export interface Candidate {
  readonly operation: string;
  /** The sub-resources and other parameters in the operation's URI, with the values that they must have. */
  readonly literals: ReadonlyMap<string, string>;
  readonly requiredQueries: readonly string[];
  readonly requiredHeaders: readonly string[];
  /** Every query parameter that the operation reads. */
  readonly queries: ReadonlySet<string>;
  /** Every header that the operation reads, in lower case. */
  readonly headers: ReadonlySet<string>;
}

/**
 * Operations of other endpoints, which share method and path with operations of S3. ListDirectoryBuckets looks like
 * ListBuckets (its endpoint is s3express-control), WriteGetObjectResponse like operations on objects (s3-object-lambda).
 */
const elsewhere: ReadonlySet<string> = new Set(['ListDirectoryBuckets', 'WriteGetObjectResponse']);

/** The operations of one method and level, such as `PUT key`. */
interface Place {
  /** The most specific come first. */
  readonly candidates: readonly Candidate[];
  /** The query parameters that select among the operations of the place, because one requires them. */
  readonly queries: ReadonlySet<string>;
  /** The headers that select among them. */
  readonly headers: ReadonlySet<string>;
}

const named: readonly Named[] = operationNames('s3').flatMap((name) => {
  const http = elsewhere.has(name) ? undefined : operationAddress('s3', name);
  return http === undefined ? [] : [{ name, ...http }];
});

/** An operation with its address. */
interface Named extends OperationAddress {
  readonly name: string;
}

/** Query parameters that select an operation somewhere in S3: `acl`, `uploads`, `list-type`, … */
export const subResources: ReadonlySet<string> = new Set(
  named.flatMap(({ uri }) => [...literalsOf(uri).keys()]),
);

const places = new Map<string, Place>();

/** The operations of a place. Their inputs are compiled at the first request for the place. */
export function operationsAt(place: string): Place {
  const known = places.get(place);
  if (known !== undefined) return known;
  const found = collect(place);
  // A method that S3 does not know is a client's own text, of which there is no end.
  if (found.candidates.length > 0) places.set(place, found);
  return found;
}

function collect(place: string): Place {
  const candidates = named
    .filter((each) => `${each.method} ${level(each)}` === place)
    .map(({ name, uri }) => candidate(modelOf('s3', name), uri))
    .sort((a, b) => specificity(b) - specificity(a));
  return {
    candidates,
    queries: new Set([...subResources, ...candidates.flatMap((each) => each.requiredQueries)]),
    headers: new Set(candidates.flatMap((each) => each.requiredHeaders)),
  };
}

/** The URI names the key. The endpoint names the bucket, so that the URI does not. */
function level({ uri, members }: OperationAddress): string {
  return uri.includes('{Key+}') ? 'key' : members.includes('Bucket') ? 'bucket' : 'service';
}

function literalsOf(uri: string): URLSearchParams {
  const literals = new URLSearchParams(uri.split('?')[1] ?? '');
  // Only the JavaScript SDK sends x-id, and S3 ignores it.
  literals.delete('x-id');
  return literals;
}

function candidate(model: OperationModel, uri: string): Candidate {
  const { queries, headers } = model.input;
  return {
    operation: model.name,
    literals: new Map(literalsOf(uri)),
    requiredQueries: queries.filter((each) => each.required).map((each) => each.placeName),
    requiredHeaders: headers.filter((each) => each.required).map((each) => each.placeName),
    queries: new Set(queries.map((each) => each.placeName)),
    headers: new Set(headers.map((each) => each.placeName)),
  };
}

/** A sub-resource counts more than any number of parameters, and a parameter more than headers. */
function specificity({ literals, requiredQueries, requiredHeaders }: Candidate): number {
  return literals.size * 100 + requiredQueries.length * 10 + requiredHeaders.length;
}
