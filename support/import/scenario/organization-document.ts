import type { GapList } from '../world/gap-list.ts';
import type { ImportedControlPolicy, ImportedWorld } from '../world/imported-world.ts';
import { STAND_IN_ORGANIZATION } from '../world/stand-in-organization.ts';
import type { PolicyDocuments } from './policy-documents.ts';

interface Level {
  serviceControlPolicies?: Record<string, string>;
  resourceControlPolicies?: Record<string, string>;
  accounts?: Record<string, Level>;
  units?: Record<string, Level>;
  id?: string;
  fullAwsAccess?: false;
}

/** The organization as scenario.yaml writes it; undefined if no source speaks of one. */
export function organizationDocument(
  { organization, accounts }: ImportedWorld,
  documents: PolicyDocuments,
  gaps: GapList,
): object | undefined {
  const { units, policies, parents, id, root, managementAccount, members, withoutFullAwsAccess } =
    organization;
  if (id === undefined && units.length === 0 && policies.length === 0) return undefined;
  const rootId =
    root ?? units.find(({ parent }) => parent.startsWith('r-'))?.parent ?? STAND_IN_ORGANIZATION.root;
  const management =
    managementAccount ?? policies[0]?.account ?? units[0]?.account ?? Object.keys(accounts)[0] ?? '';
  const origin = policies[0]?.origin ?? units[0]?.origin;
  if (managementAccount === undefined && origin !== undefined)
    gaps.add(
      origin,
      'no source says which account manages the organization',
      `${management} is taken for it: no control policy binds it`,
    );
  const levels = new Map<string, Level>([[rootId, { accounts: {}, units: {} }]]);
  for (const unit of units) levels.set(unit.id, { id: unit.id, accounts: {}, units: {} });
  for (const unit of units) {
    const own = levels.get(unit.id);
    const above = levels.get(unit.parent) ?? levels.get(rootId);
    if (own !== undefined && above?.units !== undefined) above.units[unit.name] = own;
  }
  for (const [name, accountId] of Object.entries(accounts)) {
    if (members?.includes(accountId) === false) continue;
    const level: Level = {};
    levels.set(accountId, level);
    const above = levels.get(parents[accountId] ?? rootId) ?? levels.get(rootId);
    if (above?.accounts !== undefined) above.accounts[name] = level;
  }
  for (const target of withoutFullAwsAccess) {
    const level = levels.get(target);
    if (level !== undefined) level.fullAwsAccess = false;
  }
  for (const policy of policies) attach(policy, { levels, accounts, rootId, documents, gaps });
  return {
    id: id ?? STAND_IN_ORGANIZATION.id,
    root: rootId,
    managementAccount: management,
    ...levels.get(rootId),
  };
}

interface Attaching {
  readonly levels: ReadonlyMap<string, Level>;
  readonly accounts: Readonly<Record<string, string>>;
  readonly rootId: string;
  readonly documents: PolicyDocuments;
  readonly gaps: GapList;
}

function attach(
  policy: ImportedControlPolicy,
  { levels, accounts, rootId, documents, gaps }: Attaching,
): void {
  const { kind, name, text, targets, origin } = policy;
  const path = documents.keep(`${name}-${kind}`, text, origin);
  const member = kind === 'scp' ? 'serviceControlPolicies' : 'resourceControlPolicies';
  for (const target of targets) {
    const isRoot = target.startsWith('r-');
    const isOutside = /^\d{12}$/.test(target) && !Object.values(accounts).includes(target);
    if (isOutside) continue;
    const level = levels.get(isRoot ? rootId : target);
    if (level === undefined)
      gaps.add(
        origin,
        `no source says which accounts are below ${target}`,
        'the policy binds every account here',
      );
    const bound = level === undefined ? [levels.get(rootId)] : [level];
    for (const one of bound)
      if (one !== undefined) one[member] = { ...one[member], [policyName(name)]: path };
  }
}

function policyName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9 _@.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'policy';
}
