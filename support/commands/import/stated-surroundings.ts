import type { WorldBuilder } from '../../import/world/world-builder.ts';
import { placeholderValues } from '../../scenario/document/placeholder-values.ts';
import { fillIn } from '../../scenario/document/placeholders.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { scenarioFile } from '../../scenario/document/scenario-file.ts';
import { shownPath } from '../../scenario/document/scenario-folder.ts';

type Unit = NonNullable<Scenario['document']['organization']>['units'][string];

/** The ids of the imported accounts by name, to which further ones are added, and where what is stated goes. */
interface Stating {
  readonly ids: Record<string, string>;
  readonly builder: WorldBuilder;
}

/**
 * Adds what a scenario states and accounts do not tell: its organization, its VPC endpoints, and the settings of Block Public
 * Access of whole accounts. Accounts of the organization that are not read are added by name.
 */
export function stateSurroundings(scenario: Scenario, { ids, builder }: Stating): void {
  const { organization, endpoints, accounts, accountPublicAccessBlocks } = scenario.document;
  const file = scenarioFile(scenario);
  const named = namesIn(accounts, ids);
  for (const [name, block] of Object.entries(accountPublicAccessBlocks)) {
    const of = named(name, false);
    if (of !== undefined) builder.accountPublicAccess[of] = { ...block };
  }
  for (const [name, { id, vpc, policy }] of Object.entries(endpoints)) {
    const account = Object.keys(ids)[0] ?? '';
    const text = policy === undefined ? undefined : textOf(policy, scenario);
    builder.endpoints.push({ origin: { file, id: name }, account, id, vpc, policy: text });
  }
  if (organization === undefined) return;
  const { id, root, managementAccount } = organization;
  builder.organization = { id, root, managementAccount: named(managementAccount, true) ?? managementAccount };
  const members: string[] = [accounts[managementAccount] ?? ''];
  const walk = (level: Omit<Unit, 'id'>, levelId: string) => {
    control(level, levelId);
    for (const [name, controls] of Object.entries(level.accounts)) {
      const accountId = accounts[name] ?? '';
      named(name, true);
      members.push(accountId);
      builder.parents[accountId] = levelId;
      control(controls, accountId);
    }
    for (const [name, unit] of Object.entries(level.units)) {
      const origin = { file, id: unit.id };
      builder.units.push({ origin, account: managementAccount, id: unit.id, name, parent: levelId });
      walk(unit, unit.id);
    }
  };
  const control = (controls: Omit<Unit, 'id' | 'accounts' | 'units'>, target: string) => {
    if (!controls.fullAwsAccess) builder.withoutFullAwsAccess.push(target);
    const kinds = [
      ['scp', controls.serviceControlPolicies],
      ['rcp', controls.resourceControlPolicies],
    ] as const;
    for (const [kind, policies] of kinds)
      for (const [name, path] of Object.entries(policies)) {
        const origin = { file: shownPath(`${scenario.folder}/${path}`), id: name };
        const text = textOf(path, scenario);
        const account = managementAccount;
        builder.controlPolicies.push({ origin, account, kind, name, text, targets: [target] });
      }
  };
  walk(organization, root);
  builder.organization = { ...builder.organization, members };
}

/** The name that an account of the scenario has in the import. One that is not read gets its own name if asked for. */
function namesIn(accounts: Readonly<Record<string, string>>, ids: Record<string, string>) {
  return (name: string, isAdded: boolean): string | undefined => {
    const id = accounts[name] ?? '';
    const known = Object.entries(ids).find(([, own]) => own === id)?.[0];
    if (known !== undefined || !isAdded) return known;
    const free = Object.hasOwn(ids, name) ? `account-${id}` : name;
    ids[free] = id;
    return free;
  };
}

/** A document with its placeholders filled in. Ids of keys and secrets are not known here, and are refused. */
function textOf(path: string, scenario: Scenario): string {
  const values = placeholderValues(scenario.document, {});
  return fillIn(scenario.policies.get(path) ?? '', values, shownPath(`${scenario.folder}/${path}`));
}
