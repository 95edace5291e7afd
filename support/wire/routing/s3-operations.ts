import type { OperationModel } from '../schema/shape.ts';
import { operationModel, operationNames } from '../sdk-schemas.ts';

/** What a request must say to be this operation, besides its method and whether it names a bucket and a key. */
export interface Candidate {
  readonly operation: string;
  /** The sub-resources and other parameters in the operation's URI; undefined where any value will do. */
  readonly literals: ReadonlyMap<string, string>;
  readonly requiredQueries: readonly string[];
  readonly requiredHeaders: readonly string[];
  /** Every query parameter the operation reads. */
  readonly queries: ReadonlySet<string>;
  /** Every header the operation reads, lower case. */
  readonly headers: ReadonlySet<string>;
}

/**
 * Operations of other endpoints, which no S3 host tells apart: ListDirectoryBuckets has the method and path of
 * ListBuckets (its endpoint is s3express-control), WriteGetObjectResponse those of an object (s3-object-lambda).
 */
const elsewhere: ReadonlySet<string> = new Set(['ListDirectoryBuckets', 'WriteGetObjectResponse']);

/** Candidates by method and level, e.g. `PUT key`; the most specific first. */
export const candidates: ReadonlyMap<string, readonly Candidate[]> = collect();

const everyCandidate = [...candidates.values()].flat();

/** Query parameters that select an operation somewhere in S3 (`acl`, `uploads`, `list-type`), wherever they are sent. */
export const subResources: ReadonlySet<string> = new Set(
  everyCandidate.flatMap((each) => [...each.literals.keys()]),
);

/** What selects among the operations of one method and level: its required query parameters and headers. */
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
  // Only the JavaScript SDK sends x-id, and only for its own ends.
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

/** A sub-resource says more than any number of parameters, as these do than headers. */
function specificity({ literals, requiredQueries, requiredHeaders }: Candidate): number {
  return literals.size * 100 + requiredQueries.length * 10 + requiredHeaders.length;
}
