import type { CallFacts } from '../../plan/call-facts.ts';
import type { Organization } from '../../surroundings/organization.ts';

/** The organization that the caller's account belongs to; undefined if it belongs to none. */
export function organizationOfCaller({
  account,
  facts: { surroundings },
}: Pick<CallFacts<'organizations'>, 'account' | 'facts'>): Organization | undefined {
  const organization = surroundings?.organization;
  return surroundings?.membership(account)?.organizationId === organization?.id ? organization : undefined;
}
