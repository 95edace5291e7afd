import type { Principal } from '../../aws/principal.ts';
import { NAMED, type Named } from '../matching/principal-matcher.ts';
import type { Grant } from '../terms/grant.ts';

/** The grants of a key, found without going through all of them: there can be 50,000. */
export interface GrantIndex {
  readonly byGrantee: ReadonlyMap<string, readonly Grant[]>;
  readonly byId: ReadonlyMap<string, Grant>;
}

const indexes = new WeakMap<readonly Grant[], GrantIndex>();

/** The index of a list of grants, made once for each list. */
export function indexOf(grants: readonly Grant[]): GrantIndex {
  const known = indexes.get(grants);
  if (known !== undefined) return known;
  const byGrantee = Map.groupBy(grants, ({ granteePrincipal }) => granteePrincipal);
  const index = { byGrantee, byId: new Map(grants.map((grant) => [grant.id, grant])) };
  indexes.set(grants, index);
  return index;
}

/**
 * The names that a grant can have a principal by, the closest first. Naming an account leaves it to the identity-based
 * policies there, as in a key policy. Nobody has none.
 * Source: AWS KMS API reference, CreateGrant, GranteePrincipal; AWS KMS developer guide, "Retiring and revoking grants".
 */
export function namesOf(principal: Principal): readonly (readonly [string, Named])[] {
  switch (principal.type) {
    case 'Anonymous':
      return [];
    case 'Service':
      return [[principal.service, NAMED.direct]];
    case 'Root':
      return [[principal.arn, NAMED.direct]];
    case 'User':
      return [
        [principal.arn, NAMED.direct],
        [principal.userId, NAMED.direct],
        [rootOf(principal.accountId), NAMED.account],
      ];
    case 'AssumedRole':
      return [
        [principal.arn, NAMED.direct],
        [principal.roleArn, NAMED.role],
        [principal.roleId, NAMED.role],
        [rootOf(principal.accountId), NAMED.account],
      ];
  }
}

/** How closely a name in a grant means a principal. */
export function namedInGrant(name: string | undefined, principal: Principal): Named {
  return namesOf(principal).find(([known]) => known === name)?.[1] ?? NAMED.not;
}

function rootOf(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}
