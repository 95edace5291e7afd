import { nearest } from '../../authorization/terms/nearest.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { SpecError } from '../spec-error.ts';
import { castNames } from './cast-names.ts';

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
export function namedThings(provisioned: ProvisionedScenario): readonly NamedThing[] {
  const names = castNames(provisioned);
  return Object.entries(provisioned.values).flatMap(([placeholder, arn]) => {
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
  provisioned: ProvisionedScenario,
): NamedThing | undefined {
  const candidates = namedThings(provisioned).filter(({ kind }) => kinds.includes(kind));
  const exact = candidates.find(({ phrase, arn }) => phrase === words || arn === words);
  if (exact !== undefined || words.startsWith('arn:')) return exact;
  // An account is no principal: only its root user is, and that goes by its phrase.
  const byName = candidates.filter((thing) => bareName(thing) === words);
  if (byName.length === 1) return byName[0];
  throw unknown(words, byName.length > 1 ? byName : candidates, provisioned);
}

/** An account is no principal: only its root user is, and that goes by its phrase. */
function bareName({ kind, name, phrase }: NamedThing): string {
  return kind === 'accounts' ? phrase : name;
}

function unknown(
  words: string,
  candidates: readonly NamedThing[],
  { scenario }: ProvisionedScenario,
): SpecError {
  const meant = nearest(
    words,
    candidates.flatMap((thing) => [thing.phrase, bareName(thing)]),
  );
  const near = candidates.find((thing) => thing.phrase === meant || bareName(thing) === meant);
  const hint = near === undefined ? 'known' : `did you mean "${near.phrase}"? Known`;
  const known = candidates.map(({ phrase }) => phrase).toSorted();
  const message = `"${words}" is not one thing in ${scenario.name}; ${hint}: ${known.join(', ')}`;
  return new SpecError('unknown-name', message);
}

function isKind(word: string | undefined): word is NamedThing['kind'] {
  return word !== undefined && ['accounts', 'buckets', 'keys', 'roles', 'users'].includes(word);
}
