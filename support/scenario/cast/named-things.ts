import { nearest } from '../../authorization/terms/nearest.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { SpecError } from '../spec-error.ts';
import { castNames } from './cast-names.ts';

/** A resource or an account of a scenario that has an ARN. */
export interface NamedThing {
  readonly kind: 'accessPoints' | 'accounts' | 'buckets' | 'keys' | 'roles' | 'secrets' | 'tables' | 'users';
  /** The name in scenario.yaml: `key-2`. */
  readonly name: string;
  /** The phrase in features: `key 2`, `the root user of the intake account`. */
  readonly phrase: string;
  /** The ARN; of an account, that of its root user. */
  readonly arn: string;
}

/** The ARNs of each kind of thing. */
const ARN_OF: Readonly<Record<NamedThing['kind'], RegExp>> = {
  accessPoints: /^arn:aws:s3:[a-z0-9-]+:\d{12}:accesspoint\/[^/]+$/,
  accounts: /^arn:aws:iam::\d{12}:root$/,
  buckets: /^arn:aws:s3:::[^/]+$/,
  keys: /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[^/]+$/,
  roles: /^arn:aws:iam::\d{12}:role\/./,
  secrets: /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:./,
  tables: /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[^/]+$/,
  users: /^arn:aws:iam::\d{12}:user\/./,
};

const PLACEHOLDER = /^(accessPoints|accounts|buckets|keys|roles|secrets|tables|users)\.(.+)\.(?:arn|root)$/;

/** The access points, accounts, buckets, keys, roles, secrets, tables and users of a provisioned scenario. */
export function namedThings(provisioned: ProvisionedScenario): readonly NamedThing[] {
  const names = castNames(provisioned);
  return Object.entries(provisioned.values).flatMap(([placeholder, arn]) => {
    const [, kind, name] = PLACEHOLDER.exec(placeholder) ?? [];
    if (!isKind(kind) || name === undefined) return [];
    return { kind, name, arn, phrase: names(arn) ?? name };
  });
}

/**
 * Finds what words name among some kinds, by phrase, by name in scenario.yaml or by ARN. Undefined for an ARN that the scenario
 * does not have among these. Throws SpecError `unknown-name` for other words that name nothing, or several things.
 */
export function thingMeant(
  words: string,
  kinds: readonly NamedThing['kind'][],
  provisioned: ProvisionedScenario,
): NamedThing | undefined {
  const candidates = namedThings(provisioned).filter(({ kind }) => kinds.includes(kind));
  const exact = candidates.find(({ phrase, arn }) => phrase === words || arn === words);
  if (exact !== undefined || words.startsWith('arn:')) return exact;
  // A bare name matches one candidate only if no other kind has the same name.
  const byName = candidates.filter((thing) => bareName(thing) === words);
  if (byName.length === 1) return byName[0];
  if (byName.length > 1) throw ambiguous(words, byName, provisioned);
  throw unknown(words, candidates, provisioned);
}

/**
 * The name that identifies a thing without its kind. An account is not a principal, so its root user's phrase is used
 * instead.
 */
function bareName({ kind, name, phrase }: NamedThing): string {
  return kind === 'accounts' ? phrase : name;
}

/** The error about an ARN of one of some kinds, which the scenario does not have. Undefined for an ARN of another kind. */
export function unknownArn(
  arn: string,
  kinds: readonly NamedThing['kind'][],
  provisioned: ProvisionedScenario,
): SpecError | undefined {
  if (!kinds.some((kind) => ARN_OF[kind].test(arn))) return undefined;
  const candidates = namedThings(provisioned).filter(({ kind }) => kinds.includes(kind));
  return unknown(arn, candidates, provisioned);
}

/** The names that may be misspelt; those of a bucket include its own. */
function namesOf(thing: NamedThing): readonly string[] {
  const { kind, phrase, arn } = thing;
  const own = kind === 'buckets' ? [arn.slice(arn.lastIndexOf(':') + 1)] : [];
  return [phrase, bareName(thing), ...own];
}

function ambiguous(
  words: string,
  candidates: readonly NamedThing[],
  { scenario }: ProvisionedScenario,
): SpecError {
  const phrases = candidates.map(({ phrase }) => `"${phrase}"`).toSorted();
  const message = `"${words}" names several things in the scenario ${scenario.name}; write ${phrases.join(' or ')}`;
  return new SpecError('unknown-name', message);
}

function unknown(
  words: string,
  candidates: readonly NamedThing[],
  { scenario }: ProvisionedScenario,
): SpecError {
  const meant = nearest(words, candidates.flatMap(namesOf));
  const near = candidates.find((thing) => meant !== undefined && namesOf(thing).includes(meant));
  const hint = near === undefined ? 'known' : `did you mean "${near.phrase}"? Known`;
  const known = candidates.map(({ phrase }) => phrase).toSorted();
  const told =
    known.length > 0
      ? `${hint}: ${known.join(', ')}`
      : `it has none of this kind${words.startsWith('arn:') ? '' : ', so give the ARN'}`;
  const message = `"${words}" is not known in the scenario ${scenario.name}; ${told}`;
  return new SpecError('unknown-name', message);
}

function isKind(word: string | undefined): word is NamedThing['kind'] {
  return (
    word !== undefined &&
    ['accessPoints', 'accounts', 'buckets', 'keys', 'roles', 'secrets', 'tables', 'users'].includes(word)
  );
}
