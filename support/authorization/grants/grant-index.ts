import type { Principal } from '../../aws/principal.ts';
import { NAMED, type Named } from '../matching/principal-matcher.ts';
import type { Grant } from '../terms/grant.ts';

/** An index of the grants of a key, which can have 50,000: no decision reads them all. */
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
 * The names by which a grant can name a principal, the closest first. An anonymous caller has no such name. A grant that
 * names an account leaves the decision to the identity-based policies there, as a key policy does.
 * Source: AWS KMS API reference, CreateGrant, GranteePrincipal; AWS KMS developer guide, "Retiring and revoking grants".
 */
export function namesOf(principal: Principal): readonly (readonly [string, Named])[] {
  switch (principal.type) {
    case 'Anonymous':
    case 'WebIdentity':
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
    case 'FederatedUser':
      return [
        [principal.arn, NAMED.direct],
        [principal.user.arn, NAMED.role],
        [principal.user.userId, NAMED.role],
        [rootOf(principal.accountId), NAMED.account],
      ];
  }
}

/** How closely a name in a grant names a principal. */
export function namedInGrant(name: string | undefined, principal: Principal): Named {
  return namesOf(principal).find(([known]) => known === name)?.[1] ?? NAMED.not;
}

function rootOf(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}
