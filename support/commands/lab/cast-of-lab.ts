import { rootName } from '../../scenario/cast/member-meant.ts';
import { phraseFor } from '../../scenario/cast/phrase-for.ts';
import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';

/** A principal of a lab that one can become. */
export interface LabPrincipal {
  /** The name of its profile: its name in scenario.yaml, `root-intake`, or a service's name. */
  readonly name: string;
  /** The name in features: `the transfer role`. */
  readonly phrase: string;
  readonly kind: 'role' | 'user' | 'root' | 'service';
  /** The name of its account; undefined for a service. */
  readonly account?: string | undefined;
}

/** The principals of a scenario that one can become: roles and users, the root users, and services that assume roles. */
export function castOfLab({ scenario }: ProvisionedScenario): readonly LabPrincipal[] {
  const { accounts, roles, users } = scenario.document;
  const services = new Set(
    Object.values(roles).flatMap(({ assumedBy }) =>
      assumedBy !== undefined && 'service' in assumedBy ? [assumedBy.service] : [],
    ),
  );
  const named = [
    ...members('role', roles),
    ...members('user', users),
    ...Object.keys(accounts).map((account) => ({
      name: rootName(account),
      phrase: `the root user of ${phraseFor('account', account)}`,
      kind: 'root' as const,
      account,
    })),
    ...[...services].map((name) => ({ name, phrase: name, kind: 'service' as const })),
  ];
  // A user or role of that name comes first, as when it is asked for by its name.
  return named.filter(({ name }, index) => named.findIndex((one) => one.name === name) === index);
}

function members(
  kind: 'role' | 'user',
  things: Readonly<Record<string, { readonly account: string }>>,
): readonly LabPrincipal[] {
  return Object.entries(things).map(([name, { account }]) => ({
    ...{ name, kind, account },
    phrase: phraseFor(kind, name),
  }));
}
