import { accountOf } from '../../aws/principal.ts';
import type { RequestFacts } from './request-facts.ts';

/** A condition key's values by the request and by the account that owns the resource; undefined where it is absent. */
type KeyReader = (facts: RequestFacts, resourceAccount: string | undefined) => readonly string[] | undefined;

/**
 * The condition keys of organisations, in lower case: absent for accounts that belong to none, the management account
 * included among those that do. Service principals and nobody belong to no account.
 *
 * Source: IAM user guide, "AWS global condition context keys".
 */
export const organizationKeys: Readonly<Record<string, KeyReader>> = {
  'aws:principalorgid': (facts) => one(membershipOfCaller(facts)?.organizationId),
  'aws:principalorgpaths': (facts) => one(membershipOfCaller(facts)?.path),
  'aws:resourceorgid': ({ surroundings }, account) => one(surroundings?.membership(account)?.organizationId),
  'aws:resourceorgpaths': ({ surroundings }, account) => one(surroundings?.membership(account)?.path),
};

function membershipOfCaller({ surroundings, principal }: RequestFacts) {
  return surroundings?.membership(accountOf(principal));
}

function one(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}
