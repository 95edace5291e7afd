import type { Address } from './addresses.ts';
import type { SiteExample, SiteFeature, SiteRule } from './site.ts';

/** The most that a page holds, in estimated characters of markup. Above the first, a feature is split by rule. */
const MOST_OF_FEATURE = 190_000;
const MOST_OF_RULE = 150_000;

/** Examples of one rule on a page of their own. */
export interface RulePart {
  readonly rule: SiteRule;
  readonly examples: readonly SiteExample[];
  readonly address: Address;
  /** The number of the page among those of its rule, counted from 1. */
  readonly number: number;
}

/** True if a feature is too much for one page. Its page then lists its rules, and each rule has pages of its own. */
export function isSplit({ rules, address }: SiteFeature): boolean {
  return rules.some((rule) => rule.address !== address);
}

/** The pages of the rules of a feature that is split; none for another one. */
export function rulePartsOf(feature: SiteFeature): readonly RulePart[] {
  if (!isSplit(feature)) return [];
  return feature.rules.flatMap((rule) =>
    [...Map.groupBy(rule.examples, ({ address }) => address)].map(([address, examples], index) => ({
      rule,
      examples,
      address,
      number: index + 1,
    })),
  );
}

/** True if examples are too much for one page. */
export function areTooMany(examples: readonly Sized[]): boolean {
  return examples.reduce((sum, example) => sum + sizeOf(example), 0) > MOST_OF_FEATURE;
}

/** Examples in the groups that fit on one page each, in their order. */
export function inParts<Example extends Sized>(
  examples: readonly Example[],
): readonly (readonly Example[])[] {
  const parts: Example[][] = [[]];
  let size = 0;
  for (const example of examples) {
    const own = sizeOf(example);
    if (size > 0 && size + own > MOST_OF_RULE) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(example);
    size += own;
  }
  return parts;
}

/** The parts of an example that its markup grows with. */
type Sized = Pick<SiteExample, 'name' | 'description' | 'steps' | 'requests' | 'verdict' | 'changes'>;

/** The length of an example in characters of markup, apart from the texts of documents. It is an estimate, never by much too small. */
function sizeOf({ name, description, steps, requests, verdict, changes = [] }: Sized): number {
  const written = steps.reduce(
    (sum, { text, table = [], docString = '' }) =>
      sum +
      110 +
      2 * text.length +
      docString.length +
      table.flat().join('').length +
      30 * table.flat().length,
    changes.reduce(
      (sum, { text = '' }) => sum + 250 + 1.2 * text.length,
      900 + 2 * name.length + description.length,
    ),
  );
  if (verdict === 'skipped' || verdict === 'not run') return written;
  return requests.reduce((sum, request) => sum + sizeOfRequest(request), written);
}

function sizeOfRequest({ decisions, response }: SiteExample['requests'][number]): number {
  return decisions.reduce(
    (sum, { allowedBy = [], denial }) =>
      sum + 500 + 260 * allowedBy.length + (denial === undefined ? 0 : 900 + 160 * denial.considered.length),
    1300 + (response?.message?.length ?? 0),
  );
}
