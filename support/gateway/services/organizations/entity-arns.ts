import { arnOfControlPolicy } from '../../surroundings/control-policy-ids.ts';
import type { ControlPolicyType } from '../../surroundings/organization.ts';
import { AWS_POLICIES, type Directory, type DirectoryNode } from './directory.ts';

type Place = Pick<Directory, 'id' | 'managementAccount'>;

/** The ARN of a root, unit or account. Source: Service Authorization Reference, "AWS Organizations". */
export function arnOfNode(
  { id, managementAccount }: Place,
  node: Pick<DirectoryNode, 'kind' | 'id'>,
): string {
  const kind = { ROOT: 'root', ORGANIZATIONAL_UNIT: 'ou', ACCOUNT: 'account' }[node.kind];
  return `arn:aws:organizations::${managementAccount}:${kind}/${id}/${node.id}`;
}

/** The ARN of a policy. */
export function arnOfPolicy(place: Place, type: ControlPolicyType, policy: string): string {
  if (policy === AWS_POLICIES[type].id)
    return `arn:aws:organizations::aws:policy/${type.toLowerCase()}/${policy}`;
  return arnOfControlPolicy(place, type, policy);
}

/** The ARN of an invitation. */
export function arnOfInvitation({ id, managementAccount }: Place, invitation: string): string {
  return `arn:aws:organizations::${managementAccount}:handshake/${id}/invite/${invitation}`;
}

/** The ARN of an organization. */
export function arnOfOrganization({ id, managementAccount }: Place): string {
  return `arn:aws:organizations::${managementAccount}:organization/${id}`;
}
