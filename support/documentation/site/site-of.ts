import { posix } from 'node:path';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import type { RecordedFeature, RunRecord } from '../record/run-record.ts';
import { slug } from './addresses.ts';
import { RecordedVerdicts } from './recorded-verdicts.ts';
import type {
  Site,
  SiteDocument,
  SiteExample,
  SiteFeature,
  SiteOutcome,
  SitePattern,
  SitePrincipal,
  SiteRule,
} from './site.ts';
import { standingOf } from './standing-of.ts';

/**
 * Makes the site of one or more records. The first is explained; the others say how its examples stand on other stores.
 * Records of the same store complete each other, as the shards of a run do; of two results of an example the newer counts.
 */
export function siteOf(records: readonly RunRecord[], { repeat }: { readonly repeat: string }): Site {
  const verdicts = new RecordedVerdicts(records);
  const main = verdicts.main;
  const scenarios = new Map(
    records.flatMap(({ scenarios: all }) => all).map((scenario) => [scenario.name, scenario]),
  );
  const documents = documentsOf([...scenarios.values()]);
  const features = inOrderOfRegister(verdicts.features, main.outcomes);
  const groups = Map.groupBy(features, ({ file }) => folderOf(file));
  const patterns = [...groups].map(([folder, own]) =>
    patternOf(folder, own, { scenarios, documents, verdicts, main }),
  );
  const examples = patterns.flatMap(({ features }) =>
    features.flatMap(({ rules }) => rules.flatMap((rule) => rule.examples)),
  );
  return {
    main,
    records,
    stores: verdicts.stores,
    patterns,
    documents,
    outcomes: new Map(patterns.flatMap(({ outcomes }) => outcomes).map((outcome) => [outcome.id, outcome])),
    examples,
    earlier: main.earlier,
    repeat,
  };
}

/** Features in the order in which the register has their outcomes, the rest by file: its author chose that order to be read. */
function inOrderOfRegister(
  features: readonly RecordedFeature[],
  outcomes: RunRecord['outcomes'],
): readonly RecordedFeature[] {
  const ranks = new Map(outcomes.map(({ id }, index) => [id, index]));
  const rankOf = ({ rules }: RecordedFeature) => {
    const examples = rules.flatMap((rule) => rule.examples);
    const found = examples.flatMap((example) => example.outcomes.flatMap((id) => ranks.get(id) ?? []));
    return found.length === 0
      ? Number.MAX_SAFE_INTEGER
      : found.reduce((sum, rank) => sum + rank, 0) / found.length;
  };
  return features
    .map((feature) => ({ feature, rank: rankOf(feature) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ feature }) => feature);
}

/** The folder of a feature below the folder of all features: `write-only-bucket`; empty for one at the top. */
function folderOf(file: string): string {
  return posix.basename(posix.dirname(file)) === 'features' ? '' : posix.basename(posix.dirname(file));
}

interface Parts {
  readonly scenarios: ReadonlyMap<string, RecordedScenario>;
  readonly documents: ReadonlyMap<string, SiteDocument>;
  readonly verdicts: RecordedVerdicts;
  readonly main: RunRecord;
}

function patternOf(folder: string, recorded: readonly RecordedFeature[], parts: Parts): SitePattern {
  const used = new Set(
    recorded.flatMap(({ rules }) =>
      rules.flatMap(({ examples }) => examples.flatMap(({ scenario }) => scenario ?? [])),
    ),
  );
  const scenarios = [...used].flatMap((name) => parts.scenarios.get(name) ?? []);
  const [only] = scenarios;
  const name = slug(folder || only?.name || 'features');
  const named = scenarios.find((scenario) => scenario.name === folder) ?? only;
  const features: SiteFeature[] = [];
  const outcomes: SiteOutcome[] = [];
  const documents = [...parts.documents.values()].filter(({ scenario }) => used.has(scenario.name));
  const pattern: SitePattern = {
    name,
    title: named?.title ?? titleOf(folder || 'features'),
    summary: named?.summary,
    address: `${name}/`,
    features,
    outcomes,
    scenarios,
    documents,
    principals: scenarios.flatMap((scenario) => principalsOf(scenario, recorded)),
  };
  features.push(...recorded.map((feature) => featureOf(feature, pattern, parts.verdicts)));
  outcomes.push(...outcomesOf(pattern, parts));
  return pattern;
}

function titleOf(folder: string): string {
  const words = folder.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function featureOf(recorded: RecordedFeature, pattern: SitePattern, verdicts: RecordedVerdicts): SiteFeature {
  const name = slug(posix.basename(recorded.file).replace(/\.feature(?:\.md)?$/, ''));
  const rules: SiteRule[] = [];
  const { file, description } = recorded;
  const feature: SiteFeature = {
    file,
    title: recorded.name,
    name,
    description,
    address: `${pattern.address}${name}/`,
    pattern,
    rules,
  };
  for (const { name: title, description: said, line, examples: all } of recorded.rules) {
    const examples: SiteExample[] = [];
    const rule: SiteRule = {
      name: title,
      description: said,
      anchor: title === '' ? '' : `R${line}`,
      feature,
      examples,
    };
    for (const example of all)
      examples.push({
        ...example,
        feature,
        rule,
        anchor: `L${example.line}`,
        standings: verdicts.standingsOf(file, example),
        alone: verdicts.aloneAnswer(file, example),
      });
    rules.push(rule);
  }
  return feature;
}

function outcomesOf(pattern: SitePattern, { main, verdicts }: Parts): SiteOutcome[] {
  const byId = Map.groupBy(
    pattern.features
      .flatMap(({ rules }) => rules.flatMap(({ examples }) => examples))
      .flatMap((example) => example.outcomes.map((id) => ({ id, example }))),
    ({ id }) => id,
  );
  return main.outcomes.flatMap((outcome) => {
    const examples = byId.get(outcome.id)?.map(({ example }) => example) ?? [];
    if (examples.length === 0) return [];
    const standings = verdicts.stores.map((store) => standingOf(store, outcome.id, examples, main.earlier));
    return { ...outcome, pattern: pattern.name, examples, standings };
  });
}

function documentsOf(scenarios: readonly RecordedScenario[]): ReadonlyMap<string, SiteDocument> {
  return new Map(
    scenarios.flatMap((scenario) =>
      scenario.documents.map((document): [string, SiteDocument] => {
        const path = document.path.split('/').filter((part) => part !== '..' && part !== '.');
        const address = `${slug(scenario.name)}/documents/${path.map(slug).join('/')}/`;
        return [document.file, { ...document, address, name: posix.basename(document.path), scenario }];
      }),
    ),
  );
}

/** The principals of a scenario, and the root users that made a request. */
function principalsOf(scenario: RecordedScenario, features: readonly RecordedFeature[]): SitePrincipal[] {
  const requests = features
    .flatMap(({ rules }) => rules.flatMap(({ examples }) => examples))
    .filter((example) => example.scenario === scenario.name)
    .flatMap((example) => example.requests);
  const callers = new Set(requests.map(({ principal }) => principal));
  const at = (phrase: string) => `${slug(scenario.name)}/principals/${slug(phrase.replace(/^the /, ''))}/`;
  const roots = scenario.accounts.filter(({ root }) => callers.has(root));
  return [
    ...scenario.principals.map((principal) => ({ ...principal, scenario, address: at(principal.phrase) })),
    ...roots.map(({ name, root, phrase: account }) => {
      const phrase = `the root user of ${account}`;
      return {
        kind: 'root user' as const,
        name,
        phrase,
        account: name,
        arn: root,
        policies: [],
        scenario,
        address: at(phrase),
      };
    }),
  ];
}
