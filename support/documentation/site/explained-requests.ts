import type { RecordedRequest } from '../record/recorded-decision.ts';
import { once } from './once.ts';
import { outcomeAnchor } from './outcome-anchor.ts';
import type { SiteExample, SiteFeature } from './site.ts';

/** A request that is explained on the page of its example, with the id of its explanation. */
export interface ExplainedRequest {
  readonly request: RecordedRequest;
  readonly id: string;
}

/**
 * The requests of an example in their order, each with the id of its explanation. The first refusal of an outcome's first
 * example has the outcome's id. None is explained of an example that did not run.
 */
export const explainedRequests = once((example: SiteExample): readonly ExplainedRequest[] => {
  const { requests, verdict, anchor } = example;
  if (verdict === 'skipped' || verdict === 'not run') return [];
  const [outcome] = firstOutcomes(example);
  let refused = 0;
  let others = 0;
  return requests.map((request) => {
    if (!isRefused(request)) {
      others += 1;
      return { request, id: `${anchor}-answer${others === 1 ? '' : others}` };
    }
    refused += 1;
    const why = `${anchor}-why${refused === 1 ? '' : refused}`;
    return { request, id: refused === 1 && outcome !== undefined ? outcomeAnchor(outcome) : why };
  });
});

/** The refused request of an example that its reader asks about first; undefined if none was refused. */
export function firstRefusal(example: SiteExample): ExplainedRequest | undefined {
  return explainedRequests(example).find(({ request }) => isRefused(request));
}

/** The id of the explanation of a request; undefined if it is not explained. */
export function explanationId(example: SiteExample, request: RecordedRequest): string | undefined {
  return explainedRequests(example).find((explained) => explained.request === request)?.id;
}

function isRefused({ decisions, undecidable }: RecordedRequest): boolean {
  return undecidable !== undefined || decisions.some(({ result }) => result === 'Denied');
}

/** The outcomes of which an example is the first one of its page. */
export function firstOutcomes(example: SiteExample): readonly string[] {
  return outcomesByFirst(example.feature).get(example) ?? [];
}

const outcomesByFirst = once(({ rules }: SiteFeature): ReadonlyMap<SiteExample, readonly string[]> => {
  const seen = new Set<string>();
  const found = new Map<SiteExample, readonly string[]>();
  for (const example of rules.flatMap(({ examples }) => examples)) {
    const keyOf = (id: string) => `${example.address}#${id}`;
    found.set(
      example,
      example.outcomes.filter((id) => !seen.has(keyOf(id))),
    );
    for (const id of example.outcomes) seen.add(keyOf(id));
  }
  return found;
});
