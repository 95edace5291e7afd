import { verdict } from '../components/ribbon.ts';
import { versions } from '../components/run-extent.ts';
import { counted, day, moment } from '../components/words.ts';
import { causesOf } from '../site/causes-of.ts';
import { countedVerdicts } from '../site/counted-verdicts.ts';
import { type FailureKind, failureKinds, failuresOf, type SiteFailure } from '../site/failures-of.ts';
import type { Site, SiteExample, SitePattern, SiteStore } from '../site/site.ts';
import { boundedText, type Part } from './bounded-text.ts';
import { failureWords, statementWords } from './failure-words.ts';
import { code, head, plain, row } from './markdown.ts';

/** The longest summary. GitHub takes 65,536 characters in a comment. */
const MOST_BYTES = 60 * 1024;

const TITLES: Readonly<Record<FailureKind, string>> = {
  opened: 'Opened: allowed, and must be refused',
  otherwise: 'Refused, for another reason than stated',
  shut: 'Shut: refused, and must be allowed',
  different: 'Answered, with another result than stated',
  unusable: 'Broken and unusable: not judged',
};

/**
 * A summary of a run in Markdown, for a step of GitHub Actions and for a comment on a pull request. It has the verdict,
 * patterns by store, failures, what was skipped or not run, and stated facts. What does not fit into 60 KB is counted.
 * Names and messages are escaped.
 */
export function markdownSummary(site: Site): string {
  const byKind = Map.groupBy(failuresOf(site), ({ kind }) => kind);
  return boundedText(
    [
      { opening: opening(site), rows: [], rest: 'lines' },
      patternPart(site),
      ...causePart(site),
      ...failureKinds.flatMap((kind) => failurePart(kind, byKind.get(kind) ?? [])),
      ...stillParts(site),
      ...factPart(site),
    ],
    MOST_BYTES,
  );
}

function opening(site: Site): readonly string[] {
  const { run } = site.main;
  const [main] = site.stores;
  const facts = [
    plain(main?.name ?? ''),
    moment(run.ended),
    plain(versions(run.versions)),
    ...(run.commit === undefined
      ? []
      : [`commit ${code(run.commit.id.slice(0, 7))}${run.commit.changed ? ' with changes' : ''}`]),
    ...(run.interrupted ? ['**interrupted**'] : []),
  ];
  const counts = countedVerdicts(site.examples, main?.name ?? '').map(
    ([found, number]) => `${number} ${found === 'holds' ? 'hold' : found}`,
  );
  const extent = `${counted(site.examples.length, 'example')}: ${counts.join(', ')}`;
  return [`### ${plain(verdict(site))}`, '', [extent, ...facts].join(' · ')];
}

function patternPart({ patterns, stores }: Site): Part {
  const registered = patterns.some(({ outcomes }) => outcomes.length > 0);
  const names = stores.map(({ name, main, when }) => plain(main ? name : `${name}, ${day(when)}`));
  return {
    opening: head(['pattern', registered ? 'outcomes' : 'examples', ...names]),
    rows: patterns.map((pattern) => patternRow(pattern, stores)),
    rest: 'patterns',
  };
}

function patternRow(pattern: SitePattern, stores: readonly SiteStore[]): string {
  const examples = pattern.features.flatMap(({ rules }) => rules.flatMap((rule) => rule.examples));
  const registered = pattern.outcomes.length > 0;
  const things = registered ? pattern.outcomes : examples;
  const cells = stores.map(({ name }) =>
    countedVerdicts(things, name)
      .map(([verdictOf, number]) => {
        const words = `${number} ${verdictOf === 'holds' ? 'hold' : verdictOf}`;
        return verdictOf === 'holds' ? words : `**${words}**`;
      })
      .join(', '),
  );
  return row([plain(pattern.title), `${things.length}${registered ? '' : ' examples'}`, ...cells]);
}

function causePart(site: Site): readonly Part[] {
  const { causes } = causesOf(site);
  if (causes.length === 0) return [];
  return [
    {
      opening: ['#### What the failures have in common', ''],
      rows: causes.map(
        ({ statement, failures }) =>
          `- ${code(statementWords(statement))} ${plain(`${statement.statement} of ${statement.policy}`)}: ${failures.length} failures`,
      ),
      rest: 'causes',
    },
  ];
}

function failurePart(kind: FailureKind, failures: readonly SiteFailure[]): readonly Part[] {
  if (failures.length === 0) return [];
  return [
    {
      opening: [
        `#### ${TITLES[kind]} (${failures.length})`,
        '',
        ...head(['example', 'stated', 'found', 'at']),
      ],
      rows: failures.map((failure) => {
        const { stated, found } = failureWords(failure);
        const { name, outcomes } = failure.example;
        const title = outcomes.length > 0 ? `${outcomes.join(' ')} ${name}` : name;
        return row([plain(title), plain(stated), plain(found), placeOf(failure.example)]);
      }),
      rest: `of "${TITLES[kind]}"`,
    },
  ];
}

/** Examples that were skipped, by their reasons, and those that were not run. */
function stillParts({ examples }: Site): readonly Part[] {
  const skipped = examples.filter(({ verdict: found }) => found === 'skipped');
  const still = examples.filter(({ verdict: found }) => found === 'not run');
  const reasons = Map.groupBy(skipped, ({ skipped: why }) => why ?? 'no reason was given');
  return [
    ...(skipped.length === 0
      ? []
      : [
          {
            opening: [`#### Skipped (${skipped.length})`, '', ...head(['why', 'examples'])],
            rows: [...reasons].map(([why, own]) => row([plain(why), places(own)])),
            rest: 'reasons of what was skipped',
          },
        ]),
    ...(still.length === 0
      ? []
      : [
          {
            opening: [`#### Not run (${still.length})`, ''],
            rows: [places(still)],
            rest: 'list of what was not run',
          },
        ]),
  ];
}

function factPart({ examples }: Site): readonly Part[] {
  const facts = Map.groupBy(
    examples.flatMap((example) => example.assumptions.map((fact) => ({ fact, example }))),
    ({ fact }) => fact,
  );
  if (facts.size === 0) return [];
  return [
    {
      opening: ['#### Stated facts that this rests on', '', ...head(['stated fact', 'rests on it'])],
      rows: [...facts].map(([fact, resting]) =>
        row([plain(fact), places(resting.map(({ example }) => example))]),
      ),
      rest: 'stated facts',
    },
  ];
}

/** The most examples that a cell names. */
const MOST_PLACES = 20;

/** Examples by their outcomes, or by file and line, each once. */
function places(examples: readonly SiteExample[]): string {
  const all = [
    ...new Set(
      examples.map((example) =>
        example.outcomes.length > 0 ? plain(example.outcomes.join(' ')) : placeOf(example),
      ),
    ),
  ];
  const rest = all.length - MOST_PLACES;
  return `${all.slice(0, MOST_PLACES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function placeOf({ feature, line, failure }: SiteExample): string {
  return code(`${feature.file}:${failure?.line || line}`);
}
