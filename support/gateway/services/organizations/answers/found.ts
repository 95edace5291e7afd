import { type OrganizationsErrorCode, organizationsError } from '../../../../aws/organizations-error.ts';
import type { CreatedPolicy } from '../../../surroundings/organization.ts';
import { AWS_POLICIES, type Directory, type DirectoryNode } from '../directory.ts';

/** The node of an id, of one of some kinds. Throws the error of a node that does not exist. */
export function nodeOf(
  { nodes }: Directory,
  id: string | undefined,
  {
    kinds,
    missing,
  }: { readonly kinds: readonly DirectoryNode['kind'][]; readonly missing: OrganizationsErrorCode },
): DirectoryNode {
  const node = nodes.get(id ?? '');
  if (node === undefined || !kinds.includes(node.kind)) throw organizationsError(missing);
  return node;
}

/** The root or unit of an id. Throws ParentNotFoundException unless told otherwise. */
export function parentOf(
  directory: Directory,
  id: string | undefined,
  missing: OrganizationsErrorCode = 'ParentNotFoundException',
): DirectoryNode {
  return nodeOf(directory, id, { kinds: ['ROOT', 'ORGANIZATIONAL_UNIT'], missing });
}

/** The target of policies of an id. Throws TargetNotFoundException. */
export function targetOf(directory: Directory, id: string | undefined): DirectoryNode {
  const kinds = ['ROOT', 'ORGANIZATIONAL_UNIT', 'ACCOUNT'] as const;
  return nodeOf(directory, id, { kinds, missing: 'TargetNotFoundException' });
}

/** The account of an id. Throws AccountNotFoundException. */
export function memberOf(directory: Directory, id: string | undefined): DirectoryNode {
  return nodeOf(directory, id, { kinds: ['ACCOUNT'], missing: 'AccountNotFoundException' });
}

/** The unit of an id. Throws OrganizationalUnitNotFoundException. */
export function unitOf(directory: Directory, id: string | undefined): DirectoryNode {
  const missing = 'OrganizationalUnitNotFoundException';
  return nodeOf(directory, id, { kinds: ['ORGANIZATIONAL_UNIT'], missing });
}

/** The policy of an id, of AWS or created. Throws PolicyNotFoundException. */
export function policyOf({ policies }: Directory, id: string | undefined): CreatedPolicy {
  const found = policies.get(id ?? '') ?? Object.values(AWS_POLICIES).find((policy) => policy.id === id);
  if (found === undefined) throw organizationsError('PolicyNotFoundException');
  return found;
}
