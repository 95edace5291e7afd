import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import { AWS_POLICIES, childrenOf, type Directory, newId, rootOf } from '../directory.ts';
import { describedAccount, describedUnit } from './described.ts';
import { nodeOf, parentOf, unitOf } from './found.ts';
import { pageOf, reading, writing } from './in-directory.ts';
import { setTags } from './tags.ts';

/** Units, and what a root or unit holds. Source: AWS Organizations API reference. */
export const unitAnswers: Answers<'organizations'> = {
  CreateOrganizationalUnit: writing((directory, { ParentId, Name: name = '', Tags }) => {
    const parent = parentOf(directory, ParentId);
    requireFreeName(directory, parent.id, name);
    const id = newId(`ou-${rootOf(directory).id.slice('r-'.length)}-`, 8);
    const node = { kind: 'ORGANIZATIONAL_UNIT', id, name, parent: parent.id } as const;
    const created = { ...node, policies: new Set(policiesOfAws(directory)) };
    directory.nodes.set(id, created);
    setTags(directory, id, Tags);
    return { OrganizationalUnit: describedUnit(directory, created) };
  }),

  UpdateOrganizationalUnit: writing((directory, { OrganizationalUnitId, Name }) => {
    const unit = unitOf(directory, OrganizationalUnitId);
    if (Name !== undefined && Name !== unit.name) {
      requireFreeName(directory, unit.parent ?? '', Name);
      unit.name = Name;
    }
    return { OrganizationalUnit: describedUnit(directory, unit) };
  }),

  DeleteOrganizationalUnit: writing((directory, { OrganizationalUnitId }) => {
    const unit = unitOf(directory, OrganizationalUnitId);
    if (childrenOf(directory, unit.id).length > 0)
      throw organizationsError('OrganizationalUnitNotEmptyException');
    directory.nodes.delete(unit.id);
    return {};
  }),

  DescribeOrganizationalUnit: reading((directory, { OrganizationalUnitId }) => ({
    OrganizationalUnit: describedUnit(directory, unitOf(directory, OrganizationalUnitId)),
  })),

  ListOrganizationalUnitsForParent: reading((directory, input) => {
    const units = childrenOfKind(directory, input.ParentId, 'ORGANIZATIONAL_UNIT');
    const { items, end } = pageOf(units, ({ id }) => id, input);
    return { OrganizationalUnits: items.map((unit) => describedUnit(directory, unit)), ...end };
  }),

  ListAccountsForParent: reading((directory, input) => {
    const { items, end } = pageOf(
      childrenOfKind(directory, input.ParentId, 'ACCOUNT'),
      ({ id }) => id,
      input,
    );
    return { Accounts: items.map((account) => describedAccount(directory, account)), ...end };
  }),

  ListChildren: reading((directory, input) => {
    const { ChildType: Type = 'ACCOUNT' } = input;
    const { items, end } = pageOf(childrenOfKind(directory, input.ParentId, Type), ({ id }) => id, input);
    return { Children: items.map(({ id: Id }) => ({ Id, Type })), ...end };
  }),

  ListParents: reading((directory, { ChildId }) => {
    const kinds = ['ORGANIZATIONAL_UNIT', 'ACCOUNT'] as const;
    const { parent = '' } = nodeOf(directory, ChildId, { kinds, missing: 'ChildNotFoundException' });
    const Type = directory.nodes.get(parent)?.kind === 'ROOT' ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
    return { Parents: [{ Id: parent, Type }] };
  }),
};

/** The policies of AWS that every new target has. */
export function policiesOfAws({ enabled }: Directory): readonly string[] {
  return [...enabled].map((type) => AWS_POLICIES[type].id);
}

function childrenOfKind(
  directory: Directory,
  parent: string | undefined,
  kind: 'ORGANIZATIONAL_UNIT' | 'ACCOUNT',
) {
  const { id } = parentOf(directory, parent);
  return childrenOf(directory, id).filter((node) => node.kind === kind);
}

function requireFreeName(directory: Directory, parent: string, name: string): void {
  const isTaken = childrenOf(directory, parent).some(
    (node) => node.kind === 'ORGANIZATIONAL_UNIT' && node.name === name,
  );
  if (isTaken) throw organizationsError('DuplicateOrganizationalUnitException');
}
