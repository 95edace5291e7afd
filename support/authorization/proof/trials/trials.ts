import fc from 'fast-check';
import type { Principal } from '../../../aws/principal.ts';
import { accountOf } from '../../../aws/principal.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { ACTORS } from '../cases/actors.ts';
import { keysOf } from './conditions.ts';
import { documents } from './documents.ts';
import { mostly } from './elements.ts';
import { SUBJECTS, type Subject } from './subjects.ts';
import type { Documents, Trial } from './trial.ts';

const anyOf = fc.constantFrom;

/** A web identity asks for the session of a role alone, which no trial is about. */
const PRINCIPALS: readonly Principal[] = Object.values(ACTORS).filter(({ type }) => type !== 'WebIdentity');
const OWN_PRINCIPALS = PRINCIPALS.filter((principal) => accountOf(principal) === account);

/**
 * Only policies of resources let other accounts in. For resources without one, most requests come from the own account.
 */
function principalFor({ action, resource }: Subject): fc.Arbitrary<Principal> {
  const closed = action.startsWith('iam:') || resource.includes(':alias/');
  return closed ? mostly(anyOf(...OWN_PRINCIPALS), anyOf(...PRINCIPALS)) : anyOf(...PRINCIPALS);
}

/** Trials of all services and layers. */
export const trials: fc.Arbitrary<Trial> = anyOf(...SUBJECTS)
  .chain((subject) => principalFor(subject).map((principal) => ({ subject, principal })))
  .chain((request) => {
    const { principal, subject } = request;
    const resourceAccount = subject.resource === '*' ? (accountOf(principal) ?? account) : account;
    return fc.tuple(keysOf(subject), documents(request)).map(([keys, found]) => ({
      principal,
      action: subject.action,
      resource: subject.resource,
      resourceAccount,
      keys,
      documents: comparable(found),
    }));
  });

/**
 * The trial's documents, without Block Public Access for bucket policies that both engines judge differently.
 * The engines differ on "the meaning of public" for an Allow with NotPrincipal and conditions. They also differ if
 * conditions have ForAnyValue or ARNs with wildcards; see explained.test.ts.
 */
function comparable(found: Documents): Documents {
  const text = JSON.stringify(found.resource ?? {});
  const unlike =
    /"NotPrincipal"|"ForAnyValue:/.test(text) || /:(PrincipalArn|SourceArn)":[^}]*[*?]/.test(text);
  return unlike ? { ...found, restrictPublicBuckets: false } : found;
}
