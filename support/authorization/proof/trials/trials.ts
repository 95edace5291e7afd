import fc from 'fast-check';
import type { Principal } from '../../../aws/principal.ts';
import { accountOf } from '../../../aws/principal.ts';
import { ACTORS, OWN } from '../cases/actors.ts';
import { keysOf } from './conditions.ts';
import { documents } from './documents.ts';
import { mostly } from './elements.ts';
import { SUBJECTS, type Subject } from './subjects.ts';
import type { Documents, Trial } from './trial.ts';

const one = fc.constantFrom;

const PRINCIPALS: readonly Principal[] = Object.values(ACTORS);
const OWN_PRINCIPALS = PRINCIPALS.filter((principal) => accountOf(principal) === OWN);

/** Only policies of resources let others in: where there are none, most requests come from the account itself. */
function principalFor({ action, resource }: Subject): fc.Arbitrary<Principal> {
  const closed = action.startsWith('iam:') || resource.includes(':alias/');
  return closed ? mostly(one(...OWN_PRINCIPALS), one(...PRINCIPALS)) : one(...PRINCIPALS);
}

/** Trials of all services and layers. */
export const trials: fc.Arbitrary<Trial> = one(...SUBJECTS)
  .chain((subject) => principalFor(subject).map((principal) => ({ subject, principal })))
  .chain((request) => {
    const { principal, subject } = request;
    const resourceAccount = subject.resource === '*' ? (accountOf(principal) ?? OWN) : OWN;
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
 * The engines read "the meaning of public" differently where an Allow has NotPrincipal and conditions, or ARNs with
 * wildcards or ForAnyValue in its conditions (see explained.test.ts): such bucket policies go without Block Public
 * Access here.
 */
function comparable(found: Documents): Documents {
  const text = JSON.stringify(found.resource ?? {});
  const unlike =
    /"NotPrincipal"|"ForAnyValue:/.test(text) || /:(PrincipalArn|SourceArn)":[^}]*[*?]/.test(text);
  return unlike ? { ...found, restrictPublicBuckets: false } : found;
}
