import type { OperationModel } from '../schema/shape.ts';
import { operationModel, operationNames } from '../sdk-schemas.ts';

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

/** Candidates by method and level, such as `PUT key`; the most specific come first. */
export const candidates: ReadonlyMap<string, readonly Candidate[]> = collect();

const everyCandidate = [...candidates.values()].flat();

/** Query parameters that select an operation somewhere in S3: `acl`, `uploads`, `list-type`, … */
export const subResources: ReadonlySet<string> = new Set(
  everyCandidate.flatMap((each) => [...each.literals.keys()]),
);

/**
 * The query parameters and headers that select among the operations of one method and level, because one requires them.
 */
export const selectors: ReadonlyMap<string, { queries: ReadonlySet<string>; headers: ReadonlySet<string> }> =
  new Map(
    [...candidates].map(([place, list]) => [
      place,
      {
        queries: new Set([...subResources, ...list.flatMap((each) => each.requiredQueries)]),
        headers: new Set(list.flatMap((each) => each.requiredHeaders)),
      },
    ]),
  );

function collect(): Map<string, Candidate[]> {
  const found = new Map<string, Candidate[]>();
  for (const name of operationNames('s3')) {
    const model = elsewhere.has(name) ? undefined : operationModel('s3', name);
    if (!model?.http) continue;
    const place = `${model.http.method} ${level(model)}`;
    found.set(place, [...(found.get(place) ?? []), candidate(model, model.http.uri)]);
  }
  for (const list of found.values()) list.sort((a, b) => specificity(b) - specificity(a));
  return found;
}

function level(model: OperationModel): string {
  const labels = model.input.labels.map((label) => label.name);
  return labels.includes('Key') ? 'key' : labels.includes('Bucket') ? 'bucket' : 'service';
}

function candidate(model: OperationModel, uri: string): Candidate {
  const literals = new URLSearchParams(uri.split('?')[1] ?? '');
  // Only the JavaScript SDK sends x-id, and S3 ignores it.
  literals.delete('x-id');
  const { queries, headers } = model.input;
  return {
    operation: model.name,
    literals: new Map(literals),
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
