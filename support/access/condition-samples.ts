import type { Condition } from '../authorization/terms/policy.ts';

/** The values of a condition key in one class of requests; undefined if the requests do not have the key. */
export type SampledValues = readonly string[] | undefined;

/** One value, or none, for each class of requests that conditions on a key can tell apart. */
export interface Samples {
  readonly values: readonly SampledValues[];
  /** The reason why further classes may exist; undefined if the samples stand for all of them. */
  readonly inexact?: string | undefined;
}

/** The classes of requests that tell the values of a condition key apart. */
export interface SamplesOfKeys {
  of(key: string): Samples;
}

/** The value of a class that no condition names. */
export const OTHER = 'keyhole-any-other';
export const OTHER_ARN = `arn:aws:iam::000000000000:role/${OTHER}`;
/** Addresses that no policy for a network of an organization contains. */
export const OTHER_ADDRESS = '240.0.0.1';

/** Condition keys that every request has. Source: IAM user guide, "AWS global condition context keys". */
const ALWAYS: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:requestedregion',
  'aws:securetransport',
]);

/** Without the class of requests that do not have the key. */
function present({ values, inexact }: Samples): Samples {
  return { values: values.filter((value) => value !== undefined), inexact };
}

/** The conditions that a set of policies has on each condition key. */
export class ConditionSamples {
  readonly #conditions = new Map<string, Condition[]>();
  readonly #samples = new Map<string, Samples>();

  constructor(conditions: Iterable<Condition>) {
    for (const condition of conditions) {
      const name = condition.key.toLowerCase();
      const known = this.#conditions.get(name);
      if (known === undefined) this.#conditions.set(name, [condition]);
      else known.push(condition);
    }
  }

  /** The keys that some condition tests, in lower case. */
  get keys(): readonly string[] {
    return [...this.#conditions.keys()];
  }

  /** The values that conditions compare a key with, as policies write them. */
  valuesOf(key: string): readonly string[] {
    const conditions = this.#conditions.get(key.toLowerCase()) ?? [];
    return [...new Set(conditions.flatMap(({ values }) => values))];
  }

  /** The classes of requests that the conditions on a key tell apart; none for a key that no condition tests. */
  of(key: string): Samples {
    const name = key.toLowerCase();
    const known = this.#samples.get(name);
    if (known !== undefined) return known;
    const found = samplesOf(this.#conditions.get(name) ?? []);
    const samples = ALWAYS.has(name) ? present(found) : found;
    this.#samples.set(name, samples);
    return samples;
  }
}

function samplesOf(conditions: readonly Condition[]): Samples {
  if (conditions.length === 0) return { values: [] };
  const all = conditions.flatMap(valuesFor);
  const single = [...new Set(all)];
  const meant = new Map(conditions.flatMap(meantBySamples));
  const sets = conditions.filter(({ operator }) => /^For(?:AnyValue|AllValues):/i.test(operator));
  const mixed = sets.flatMap(({ values }) => values.map((value) => [filled(value), OTHER]));
  return {
    values: [...single.map((value) => withWords(value, meant.get(value))), ...mixed, undefined],
    inexact: inexactBecause(conditions, sets),
  };
}

/** The values that tell apart the results of one condition, with one that it does not name. */
function valuesFor({ operator, values }: Condition): readonly string[] {
  const base = baseOf(operator);
  if (base === 'null') return [OTHER];
  if (base === 'bool') return ['true', 'false'];
  if (base.startsWith('numeric')) return values.flatMap(aroundNumber);
  if (base.startsWith('date')) return values.flatMap(aroundDate);
  if (base.endsWith('ipaddress')) return [...values.map(addressIn), OTHER_ADDRESS];
  if (base.startsWith('arn')) return [...values.map(filled), OTHER_ARN];
  return [...values.map(filled), OTHER];
}

/** The operator without its set and without IfExists, in lower case. */
function baseOf(operator: string): string {
  return operator
    .replace(/^For(?:AnyValue|AllValues):/i, '')
    .replace(/IfExists$/i, '')
    .toLowerCase();
}

/** The networks and patterns that samples of a condition stand for, in words. */
function meantBySamples({ operator, values }: Condition): readonly (readonly [string, string])[] {
  const base = baseOf(operator);
  if (base.endsWith('ipaddress'))
    return values.flatMap((network) =>
      network.includes('/') ? [[addressIn(network), `is in ${network}`] as const] : [],
    );
  if (!base.endsWith('like') && !base.startsWith('arn')) return [];
  return values.flatMap((pattern) =>
    /[*?]/.test(pattern) ? [[filled(pattern), `is like ${pattern}`] as const] : [],
  );
}

const words = new WeakMap<readonly string[], string>();

function withWords(value: string, meant: string | undefined): readonly string[] {
  const values = [value];
  if (meant !== undefined) words.set(values, meant);
  return values;
}

/** The values that a sample stands for in words, such as `is in 203.0.113.0/24`; undefined if it stands for itself. */
export function sampleInWords(values: readonly string[]): string | undefined {
  return words.get(values);
}

/** A text that a pattern matches. `*` becomes a word and `?` a letter, so that one pattern is told from the other. */
function filled(pattern: string): string {
  return pattern.replace(/\$\{\*\}/g, '*').replace(/[*?]/g, (wildcard) => (wildcard === '*' ? 'any' : 'x'));
}

function aroundNumber(value: string): readonly string[] {
  const number = Number(value);
  return Number.isFinite(number) ? [String(number - 1), value, String(number + 1)] : [value];
}

function aroundDate(value: string): readonly string[] {
  const time = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  if (!Number.isFinite(time)) return [value];
  return [time - 1000, time, time + 1000].map((at) => new Date(at).toISOString());
}

/** An address of a network, given as CIDR. */
function addressIn(network: string): string {
  return network.split('/')[0] ?? network;
}

function inexactBecause(conditions: readonly Condition[], sets: readonly Condition[]): string | undefined {
  const values = conditions.flatMap((condition) => condition.values);
  if (values.some((value) => /\$\{[^*?$]/.test(value)))
    return 'a condition compares it with a policy variable';
  const patterns = conditions
    .filter(({ operator }) => /like|^(?:for\w+:)?arn/i.test(operator))
    .flatMap((condition) => condition.values.filter((value) => /[*?]/.test(value)));
  if (new Set(patterns).size > 1) return 'several patterns may match the same value';
  if (new Set(sets.flatMap((set) => set.values)).size > 1) return 'requests can have any set of its values';
  const networks = conditions.filter(({ operator }) => baseOf(operator).endsWith('ipaddress'));
  if (new Set(networks.flatMap((network) => network.values)).size > 1) return 'its networks may overlap';
  return undefined;
}
