import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedStep } from '../record/run-record.ts';
import { premisesOf, requestsInWorlds } from './alterations.ts';
import { once } from './once.ts';
import { PathEnds, type PathPrincipal } from './path-ends.ts';
import type { SiteExample, SitePattern } from './site.ts';

/** A request of an example of a pattern. */
export interface PatternRequest {
  readonly example: SiteExample;
  readonly request: RecordedRequest;
  /** The steps that altered the scenario for this request; empty for the scenario as it stands. */
  readonly whatIf: readonly RecordedStep[];
  /** True for a request of the last When of its example. */
  readonly stated: boolean;
  readonly principal: PathPrincipal;
  /** The names of its scenario. */
  readonly ends: PathEnds;
}

/**
 * The requests of all examples of a pattern. A request is of the scenario as it stands if no step altered it before. The
 * steps of a Background that all features on a scenario share are part of it. Any other request is a what-if.
 */
export const requestsOf = once((pattern: SitePattern): readonly PatternRequest[] => {
  const names = new Map(
    pattern.scenarios.map((scenario) => [scenario.name, new PathEnds(pattern, scenario)]),
  );
  const premises = premisesOf(pattern);
  return pattern.features
    .flatMap(({ rules }) => rules.flatMap(({ examples }) => examples))
    .flatMap((example) => {
      const ends = names.get(example.scenario ?? '');
      const given = premises.get(example.scenario ?? '');
      if (ends === undefined) return [];
      return requestsInWorlds(example).map(({ request, alterations, stated }) => ({
        example,
        request,
        whatIf: alterations.filter(({ background, text }) => !(background && given?.has(text))),
        stated,
        principal: ends.principal(request),
        ends,
      }));
    });
});
