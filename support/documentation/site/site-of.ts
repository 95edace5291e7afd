import { posix } from 'node:path';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import type { RecordedFeature, RunRecord } from '../record/run-record.ts';
import { AddressBook } from './address-book.ts';
import { slug } from './addresses.ts';
import { decidedMatricesOf } from './decided-matrices.ts';
import { evidenceAddress, MOST_OUTCOMES } from './evidence-addresses.ts';
import { type FeatureGroup, groupsOf } from './feature-groups.ts';
import { areTooMany, inParts } from './feature-parts.ts';
import { isOfOtherCommit, scenariosOf } from './one-reading.ts';
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
  const scenarios = scenariosOf(verdicts);
  const addresses = new AddressBook();
  const documents = documentsOf([...scenarios.values()], addresses);
  const features = inOrderOfRegister(verdicts.features, verdicts.register);
  const found = groupsOf(features).map((group) =>
    patternOf(group, { scenarios, documents, verdicts, addresses }),
  );
  const examples = found.flatMap(({ features }) =>
    features.flatMap(({ rules }) => rules.flatMap((rule) => rule.examples)),
  );
  const outcomes = outcomesOf(examples, verdicts);
  const patterns = found.map((pattern) => {
    pattern.outcomes.push(...outcomes.filter((outcome) => outcome.pattern === pattern.name));
    return pattern;
  });
  return {
    main,
    records,
    stores: verdicts.stores,
    patterns,
    documents,
    matrices: decidedMatricesOf(records, scenarios, addresses),
    outcomes: new Map(outcomes.map((outcome) => [outcome.id, outcome])),
    examples,
    earlier: main.earlier,
    register: verdicts.register,
    keys: verdicts.keys,
    ofOtherCommits: examples.filter((example) => isOfOtherCommit(example, verdicts)).length,
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

interface Parts {
  readonly scenarios: ReadonlyMap<string, RecordedScenario>;
  readonly documents: ReadonlyMap<string, SiteDocument>;
  readonly verdicts: RecordedVerdicts;
  readonly addresses: AddressBook;
}

/** A pattern whose outcomes are still to be found: an outcome may have examples in several patterns. */
type PatternWithout = SitePattern & { readonly outcomes: SiteOutcome[] };

function patternOf({ id, folder, features: recorded }: FeatureGroup, parts: Parts): PatternWithout {
  const used = new Set(
    recorded.flatMap(({ rules }) =>
      rules.flatMap(({ examples }) => examples.flatMap(({ scenario }) => scenario ?? [])),
    ),
  );
  const scenarios = [...used].flatMap((name) => parts.scenarios.get(name) ?? []);
  const [only] = scenarios;
  const address = parts.addresses.pattern(id, folder || only?.name || 'features');
  const named = scenarios.find((scenario) => scenario.name === folder) ?? only;
  const features: SiteFeature[] = [];
  const documents = [...parts.documents.values()].filter(({ scenario }) => used.has(scenario.name));
  const pattern: PatternWithout = {
    name: posix.basename(address),
    title: named?.title ?? titleOf(folder || 'features'),
    summary: named?.summary,
    address,
    features,
    outcomes: [],
    scenarios,
    documents,
    principals: scenarios.flatMap((scenario) => principalsOf(scenario, recorded, parts.addresses)),
  };
  features.push(...recorded.map((feature) => featureOf(feature, pattern, parts)));
  return pattern;
}

function titleOf(folder: string): string {
  const words = folder.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function featureOf(
  recorded: RecordedFeature,
  pattern: SitePattern,
  { verdicts, addresses }: Parts,
): SiteFeature {
  const ownName = posix.basename(recorded.file).replace(/\.feature(?:\.md)?$/, '');
  const address = addresses.feature(pattern.address, ownName, recorded.file);
  const rules: SiteRule[] = [];
  const anchors = new Set<string>();
  const { file, description } = recorded;
  const feature: SiteFeature = {
    file,
    title: recorded.name,
    name: posix.basename(address),
    description,
    address,
    pattern,
    rules,
  };
  const split = areTooMany(recorded.rules.flatMap((rule) => rule.examples));
  for (const { name: title, description: said, line, examples: all } of recorded.rules) {
    const examples: SiteExample[] = [];
    const own = split ? addresses.rule(address, title || 'examples', `${file}:${line}`) : address;
    const rule: SiteRule = {
      name: title,
      description: said,
      anchor: title === '' ? '' : unused(`R${line}`, anchors),
      address: own,
      feature,
      examples,
    };
    const parts = split ? inParts(all) : [all];
    parts.forEach((part, index) => {
      for (const example of part)
        examples.push({
          ...example,
          feature,
          rule,
          anchor: unused(`L${example.line}`, anchors),
          address: index === 0 ? own : `${own}${index + 1}/`,
          standings: verdicts.standingsOf(file, example),
          alone: verdicts.aloneAnswer(file, example),
        });
    });
    rules.push(rule);
  }
  return feature;
}

/** An id that no other element of a page has: records of two commits can have two examples on one line. */
function unused(id: string, taken: Set<string>): string {
  let name = id;
  for (let number = 2; taken.has(name); number += 1) name = `${id}-${number}`;
  taken.add(name);
  return name;
}

/**
 * The outcomes of the register that have an example, each with all of its examples. It is listed with one pattern:
 * the one that the register names if an example is in it, otherwise the one of the first example.
 */
function outcomesOf(
  examples: readonly SiteExample[],
  { main, register, stores }: RecordedVerdicts,
): SiteOutcome[] {
  const byId = Map.groupBy(
    examples.flatMap((example) => [...new Set(example.outcomes)].map((id) => ({ id, example }))),
    ({ id }) => id,
  );
  const listed = new Map<string, number>();
  return register.flatMap((outcome) => {
    const own = (byId.get(outcome.id) ?? []).map(({ example }) => example);
    const names = own.map(({ feature }) => feature.pattern.name);
    const pattern = names.find((name) => name === slug(outcome.pattern)) ?? names[0];
    if (pattern === undefined) return [];
    const standings = stores.map((store) => standingOf(store, outcome.id, own, main.earlier));
    const place = listed.get(pattern) ?? 0;
    listed.set(pattern, place + 1);
    const evidence = evidenceAddress(pattern, 1 + Math.floor(place / MOST_OUTCOMES));
    return { ...outcome, pattern, evidence, examples: own, standings };
  });
}

function documentsOf(
  scenarios: readonly RecordedScenario[],
  addresses: AddressBook,
): ReadonlyMap<string, SiteDocument> {
  return new Map(
    scenarios.flatMap((scenario) =>
      scenario.documents.map((document): [string, SiteDocument] => {
        const path = document.path.split('/').filter((part) => part !== '..' && part !== '.');
        const address = addresses.ofScenario(scenario.name, 'documents', path);
        return [document.file, { ...document, address, name: posix.basename(document.path), scenario }];
      }),
    ),
  );
}

/** The principals of a scenario, and the root users that made a request. */
function principalsOf(
  scenario: RecordedScenario,
  features: readonly RecordedFeature[],
  addresses: AddressBook,
): SitePrincipal[] {
  const requests = features
    .flatMap(({ rules }) => rules.flatMap(({ examples }) => examples))
    .filter((example) => example.scenario === scenario.name)
    .flatMap((example) => example.requests);
  const callers = new Set(requests.map(({ principal }) => principal));
  const at = (phrase: string) =>
    addresses.ofScenario(scenario.name, 'principals', [phrase.replace(/^the /, '')]);
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
