import { awsManagedPolicies } from '../../aws/managed-policies/aws-managed-policies.ts';
import type { ImportedGroup, ImportedPolicy } from './imported-world.ts';
import type { CollectedParts } from './parts.ts';
import { withoutAllows } from './policy-text.ts';

/** The users of whom some may be members, and the texts of managed policies. */
type Known = Pick<CollectedParts, 'users' | 'holderParts'> & { readonly policies: readonly ImportedPolicy[] };

/**
 * Groups, and one more for each that has users of whom it is not known whether they are in it. That one has only what the group denies: it
 * denies them what it may deny, and allows nothing.
 */
export function withPossibleMembers(
  groups: readonly ImportedGroup[],
  { users, holderParts, policies }: Known,
): readonly ImportedGroup[] {
  return groups.flatMap((group) => {
    const { account } = group;
    const possible = holderParts.flatMap(({ account: own, target, change }) =>
      own === account && target.kind === 'groups' && isSame(target.name, group.name)
        ? [change.possibleMembers ?? []]
        : [],
    );
    const names = possible.flatMap((members) =>
      members === 'all' ? users.filter((user) => user.account === account).map(({ name }) => name) : members,
    );
    const members = [...new Set(names)].filter((name) => !group.members.some((own) => isSame(own, name)));
    return members.length === 0 ? [group] : [group, denyingGroup(group, members, policies)];
  });
}

function denyingGroup(
  group: ImportedGroup,
  members: readonly string[],
  policies: readonly ImportedPolicy[],
): ImportedGroup {
  const attached = group.managed.map((arn) => {
    const own = policies.find((policy) => policy.arn === arn)?.text;
    return { arn, text: own ?? awsManagedPolicies().get(arn)?.document };
  });
  const texts = [
    ...Object.entries(group.inline),
    ...attached.flatMap(({ arn, text }) =>
      text === undefined ? [] : [[arn.split('/').at(-1) ?? arn, text] as const],
    ),
  ];
  const denying = texts.flatMap(([name, text]) => {
    const denied = withoutAllows(text);
    return denied === '' ? [] : [[name, denied] as const];
  });
  return {
    ...group,
    origin: { ...group.origin, id: `${group.origin.id} (denying)` },
    name: `${group.name}-denying`,
    inline: Object.fromEntries(denying),
    managed: attached.flatMap(({ arn, text }) => (text === undefined ? [arn] : [])),
    members,
  };
}

/** IAM takes names that differ in case alone for one. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
