import type { Condition } from '../../authorization/terms/policy.ts';
import type { Describing } from '../../gateway/record/decision-report.ts';
import { type AccessWorld, startAccessWorld } from '../access-world.ts';
import { ConditionSamples } from '../condition-samples.ts';
import { MOST_OBJECTS, type ObjectPatterns, objectPatternsOf, objectsOf } from '../objects-asked.ts';
import { type Outsider, outsidersNamed } from '../outsiders.ts';
import { namedKeys, placedConditions, RelevantSamples } from '../relevant-samples.ts';
import { conditionsOf } from '../resource-policies.ts';
import { canonicalIds } from './canonical-ids.ts';
import type { ScenarioVersion } from './scenario-version.ts';

/** Two versions of a scenario, which tell the same classes of requests and the same objects apart. */
export interface WorldPair extends AsyncDisposable {
  readonly before: AccessWorld;
  readonly after: AccessWorld;
  readonly samples: ConditionSamples;
  /** The classes that the policies of both versions tell apart which bear on a principal and a resource. */
  readonly samplesFor: AccessWorld['samplesFor'];
  /** Keys whose conditions differ between the versions, with the reason why further classes of requests may exist. */
  readonly inexact: readonly InexactKey[];
}

/** A condition key of which some classes of requests may be missing. */
export interface InexactKey {
  readonly key: string;
  readonly reason: string;
}

/** Provisions both versions. Throws SpecError as `provision` does. */
export async function startWorldPair(before: ScenarioVersion, after: ScenarioVersion): Promise<WorldPair> {
  const versions = [before, after];
  const own = versions.flatMap(({ scenario }) => Object.values(scenario.document.accounts));
  const named = versions.flatMap(({ scenario }) => outsidersNamed(scenario));
  // An account that one version has is no outsider of the other.
  const outsiders = named.filter(({ accountId }) => !own.includes(accountId));
  const taken = [...own, ...named.map(({ accountId }) => accountId)];
  const one = await started(before, { taken, outsiders });
  try {
    return pairOf(one, await started(after, { taken, outsiders }));
  } catch (error) {
    await one[Symbol.asyncDispose]();
    throw error;
  }
}

async function started(
  { scenario, shown }: ScenarioVersion,
  beside: { readonly taken: readonly string[]; readonly outsiders: readonly Outsider[] },
): Promise<AccessWorld> {
  const world = await startAccessWorld(scenario, { insiders: true, ...beside });
  const { names, sources } = world.describing;
  const describing: Describing = {
    names,
    sources: (statement) => {
      const source = sources(statement);
      const origin = source?.origin && { ...source.origin, file: shown(source.origin.file) };
      return source && { ...source, file: shown(source.file), ...(origin !== undefined && { origin }) };
    },
  };
  return { ...world, describing };
}

function pairOf(before: AccessWorld, after: AccessWorld): WorldPair {
  const conditions = [before, after].map(canonicalConditions);
  const samples = new ConditionSamples(conditions.flat());
  const [ofBefore = [], ofAfter = []] = conditions;
  const placed = [before, after].map(({ played: { provisioned } }) =>
    placedConditions(provisioned, canonicalIds(provisioned).canonical),
  );
  const keys = [before, after].flatMap(({ played, resources }) =>
    namedKeys(resources, canonicalIds(played.provisioned).canonical),
  );
  const relevant = new RelevantSamples(placed, samples, keys);
  const patterns = objectPatternsOf([...before.policies, ...after.policies]);
  const samplesFor: WorldPair['samplesFor'] = (who, versions) => relevant.for(who, versions);
  const conditionsOf: AccessWorld['conditionsOf'] = (who) => relevant.conditionsOf(who);
  return {
    before: joined(before, after, { shared: { samples, samplesFor, conditionsOf }, patterns }),
    after: joined(after, before, { shared: { samples, samplesFor, conditionsOf }, patterns }),
    samples,
    samplesFor,
    inexact: inexactKeys(samples, ofBefore, ofAfter),
    [Symbol.asyncDispose]: async () => {
      await before[Symbol.asyncDispose]();
      await after[Symbol.asyncDispose]();
    },
  };
}

function canonicalConditions({ policies, played }: AccessWorld): readonly Condition[] {
  const { canonical } = canonicalIds(played.provisioned);
  return conditionsOf(policies).map((condition) => ({
    ...condition,
    values: condition.values.map(canonical),
  }));
}

/** The classes of two versions, and the patterns of objects that their policies name. */
interface OfBoth {
  readonly shared: Pick<AccessWorld, 'samples' | 'samplesFor' | 'conditionsOf'>;
  readonly patterns: ObjectPatterns;
}

/** A version with the classes of both, and with objects that tell the patterns of both apart. */
function joined(world: AccessWorld, other: AccessWorld, { shared, patterns }: OfBoth): AccessWorld {
  const { local } = canonicalIds(world.played.provisioned);
  const resources = world.resources.map((resource) => {
    const { id, objectPlaces } = resource;
    if (objectPlaces === undefined) return resource;
    const elsewhere = other.resources.find((one) => one.id === id)?.objectPlaces ?? [];
    const objectNames = objectsOf([...objectPlaces, ...elsewhere], patterns, 2 * MOST_OBJECTS);
    return { ...resource, objects: [...objectNames.keys()], objectNames };
  });
  return { ...world, ...shared, resources, local };
}

function inexactKeys(
  samples: ConditionSamples,
  before: readonly Condition[],
  after: readonly Condition[],
): readonly InexactKey[] {
  return samples.keys.flatMap((key) => {
    const reason = samples.of(key).inexact;
    if (reason === undefined || textOf(before, key) === textOf(after, key)) return [];
    return { key, reason };
  });
}

/** The conditions on a key as a text that does not depend on their order. */
function textOf(conditions: readonly Condition[], key: string): string {
  const own = conditions.filter((condition) => condition.key.toLowerCase() === key);
  return own
    .map(({ operator, values }) => `${operator} ${values.toSorted().join(' ')}`)
    .toSorted()
    .join('\n');
}
