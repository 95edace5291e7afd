import type {
  Account,
  OrganizationalUnit,
  PolicySummary,
  PolicyTypeSummary,
  Root,
} from '@aws-sdk/client-organizations';
import type { ControlPolicyType, CreatedPolicy } from '../../../surroundings/organization.ts';
import { AWS_POLICIES, type Directory, type DirectoryNode } from '../directory.ts';
import { arnOfNode, arnOfPolicy } from '../entity-arns.ts';

/** The enabled types of policies. */
export function policyTypes({ enabled }: Directory): PolicyTypeSummary[] {
  return [...enabled].map((Type) => ({ Type, Status: 'ENABLED' }));
}

/** The root as Organizations tells it. */
export function describedRoot(directory: Directory, { id: Id, kind, name: Name }: DirectoryNode): Root {
  return { Id, Arn: arnOfNode(directory, { kind, id: Id }), Name, PolicyTypes: policyTypes(directory) };
}

/** A unit as Organizations tells it. */
export function describedUnit(
  directory: Directory,
  { id: Id, kind, name: Name }: DirectoryNode,
): OrganizationalUnit {
  return { Id, Arn: arnOfNode(directory, { kind, id: Id }), Name };
}

/** Undocumented: an account of a scenario has no e-mail address, and Organizations always tells one. */
const emailOf = ({ id, email }: DirectoryNode): string => email ?? `${id}@example.com`;

/** An account as Organizations tells it. */
export function describedAccount(directory: Directory, node: DirectoryNode): Account {
  const { id: Id, kind, name: Name, joined, isInvited = false } = node;
  return {
    Id,
    Arn: arnOfNode(directory, { kind, id: Id }),
    Email: emailOf(node),
    Name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    JoinedMethod: isInvited ? 'INVITED' : 'CREATED',
    JoinedTimestamp: new Date(joined ?? 0),
  };
}

/** A policy without its content. */
export function policySummary(directory: Directory, policy: CreatedPolicy): PolicySummary {
  const { id: Id, type: Type, name: Name, description: Description } = policy;
  const AwsManaged = isOfAws(Type, Id);
  return { Id, Arn: arnOfPolicy(directory, Type, Id), Name, Description, Type, AwsManaged };
}

/** True for a policy of AWS, which cannot be changed. */
export function isOfAws(type: ControlPolicyType, id: string): boolean {
  return AWS_POLICIES[type].id === id;
}
