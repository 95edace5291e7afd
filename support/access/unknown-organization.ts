import { accountOf, type Principal } from '../aws/principal.ts';
import type { ScenarioDocument } from '../scenario/document/scenario-schema.ts';

/** The condition keys of the organization of a caller, in lower case. */
const OF_CALLER = ['aws:principalorgid', 'aws:principalorgpaths'];

/**
 * The condition keys of a caller's organization among those that conditions test, if it is not known. That is so for accounts outside a
 * scenario that describes no organization: they can be in one that its policies name.
 */
export function openOrganization(
  { organization, accounts }: Pick<ScenarioDocument, 'organization' | 'accounts'>,
  principal: Principal,
  tested: readonly string[],
): readonly string[] {
  const account = accountOf(principal);
  if (organization !== undefined || account === undefined) return [];
  if (Object.values(accounts).includes(account)) return [];
  return OF_CALLER.filter((key) => tested.includes(key));
}
