import { castNames } from './cast-names.ts';
import { SpecError } from './spec-error.ts';
import type { Topology } from './topology.ts';
import { suggest } from './unknown-name.ts';

/** Something of a scenario that has an ARN. */
export interface NamedThing {
  readonly kind: 'accounts' | 'buckets' | 'keys' | 'roles' | 'users';
  /** As scenario.yaml spells it: `key-2`. */
  readonly name: string;
  /** As features call it: `key 2`, `the root user of the intake account`. */
  readonly phrase: string;
  /** Of an account, that of its root user. */
  readonly arn: string;
}

const PLACEHOLDER = /^(accounts|buckets|keys|roles|users)\.(.+)\.(?:arn|root)$/;

/** The accounts, buckets, keys, roles and users of a provisioned scenario. */
export function namedThings(topology: Topology): readonly NamedThing[] {
  const names = castNames(topology);
  return Object.entries(topology.values).flatMap(([placeholder, arn]) => {
    const [, kind, name] = PLACEHOLDER.exec(placeholder) ?? [];
    if (!isKind(kind) || name === undefined) return [];
    return { kind, name, arn, phrase: names(arn) ?? name };
  });
}

/**
 * The thing of one of some kinds that words mean: what features call it, its name in scenario.yaml, or its ARN.
 * Undefined for an ARN of something else; throws SpecError `unknown-name` for words that mean nothing, or several things.
 */
export function thingMeant(
  words: string,
  kinds: readonly NamedThing['kind'][],
  topology: Topology,
): NamedThing | undefined {
  const candidates = namedThings(topology).filter(({ kind }) => kinds.includes(kind));
  const exact = candidates.find(({ phrase, arn }) => phrase === words || arn === words);
  if (exact !== undefined || words.startsWith('arn:')) return exact;
  // An account is no principal: only its root user is, and that goes by its phrase.
  const byName = candidates.filter(({ kind, name }) => kind !== 'accounts' && name === words);
  if (byName.length === 1) return byName[0];
  const known = (byName.length > 1 ? byName : candidates).map(({ phrase }) => phrase);
  throw new SpecError(
    'unknown-name',
    `"${words}" is ${byName.length > 1 ? 'several things' : 'nothing'} in ${topology.scenario.name}; ${suggest(words, known)}`,
  );
}

function isKind(word: string | undefined): word is NamedThing['kind'] {
  return word !== undefined && ['accounts', 'buckets', 'keys', 'roles', 'users'].includes(word);
}
