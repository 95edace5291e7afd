import type { Played } from '../../../../access/decision-in-scenario.ts';
import { phraseFor } from '../../../../scenario/cast/phrase-for.ts';
import type { Extent } from './held-policies.ts';

/** The phrase for an account: `the security account`; by its id, if the scenario does not have it. */
export function accountPhrase(id: string, played: Played | undefined): string {
  const name = accountName(id, played);
  return name === undefined ? `the account ${id}` : phraseFor('account', name);
}

/** The phrase for the root user of an account. */
export function rootPhrase(id: string, played: Played | undefined): string {
  return `the root user of ${accountPhrase(id, played)}`;
}

/** The principals of an account, its root user first, who may be asked to set its policies. */
export function settersIn(id: string, played: Played | undefined): readonly string[] {
  const account = accountName(id, played);
  if (played === undefined || account === undefined) return [rootPhrase(id, played)];
  const { roles, users } = played.provisioned.scenario.document;
  const own = (kind: 'role' | 'user', principals: Readonly<Record<string, { readonly account: string }>>) =>
    Object.entries(principals)
      .filter(([, principal]) => principal.account === account)
      .map(([name]) => phraseFor(kind, name));
  return [rootPhrase(id, played), ...own('user', users), ...own('role', roles)];
}

/** The accounts and the region of a scenario; for an empty lab, the region that clients use by default. */
export function scenarioExtent(played: Played | undefined): Extent {
  if (played === undefined) return { accounts: [], regions: ['us-east-1'] };
  const { accounts, region } = played.provisioned.scenario.document;
  return { accounts: Object.values(accounts), regions: [region] };
}

function accountName(id: string, played: Played | undefined): string | undefined {
  const accounts = Object.entries(played?.provisioned.scenario.document.accounts ?? {});
  return accounts.find(([, one]) => one === id)?.[0];
}
