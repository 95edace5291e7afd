import { nearest } from '../authorization/terms/nearest.ts';
import { accountOf } from '../aws/principal.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import type { AccessWorld } from './access-world.ts';
import { administratorOf } from './outsiders.ts';

/** The principals that words name; all without words. Throws SpecError `unknown-name`. */
export function principalsMeant(
  words: readonly string[],
  { principals }: Pick<AccessWorld, 'principals'>,
): readonly AccessPrincipal[] {
  if (words.length === 0) return principals;
  return words.map((one) => theOne('principal', one, principals, namesOfPrincipal));
}

/** The resources that words name; all without words. Throws SpecError `unknown-name`. */
export function resourcesMeant(
  words: readonly string[],
  { resources }: Pick<AccessWorld, 'resources'>,
): readonly AccessResource[] {
  if (words.length === 0) return resources;
  return words.map((one) => theOne('resource', one, resources, namesOfResource));
}

/** The names by which a principal is known: phrase, id, name in scenario.yaml, ARN, and the id of an account. */
function namesOfPrincipal({ id, name, principal }: AccessPrincipal): readonly string[] {
  const arns = 'arn' in principal ? [principal.arn] : [];
  const roles = principal.type === 'AssumedRole' ? [principal.roleArn] : [];
  const isOfAccount = principal.type === 'Root' || name === administratorOf(accountOf(principal) ?? '');
  const accounts = isOfAccount ? accountNames(accountOf(principal) ?? '') : [];
  const bare = id.startsWith('accounts.') ? [] : [id.slice(id.indexOf('.') + 1)];
  return [name, id, ...bare, ...arns, ...roles, ...accounts];
}

/** The names of an account as policies write them. */
function accountNames(id: string): readonly string[] {
  return [id, `arn:aws:iam::${id}:root`];
}

function namesOfResource({ id, name, arn }: AccessResource): readonly string[] {
  return [name, id, id.slice(id.indexOf('.') + 1), arn, arn.replace(/^arn:aws:s3:::/, '')];
}

function theOne<Thing extends { readonly name: string }>(
  what: string,
  words: string,
  things: readonly Thing[],
  namesOf: (thing: Thing) => readonly string[],
): Thing {
  const exact = things.find(({ name }) => name === words);
  const found = exact === undefined ? things.filter((thing) => namesOf(thing).includes(words)) : [exact];
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const names = (found.length === 0 ? things : found).map(({ name }) => name);
  const meant = nearest(words, things.flatMap(namesOf));
  const near = things.find((thing) => meant !== undefined && namesOf(thing).includes(meant));
  const hint = near === undefined ? 'known' : `did you mean "${near.name}"? Known`;
  const why = `${found.length === 0 ? hint : 'it names several'}: ${names.toSorted().join(', ')}`;
  throw new SpecError('unknown-name', `there is no single ${what} "${words}"; ${why}`);
}
