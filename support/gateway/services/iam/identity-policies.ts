import type { AttachedPermissionsBoundary } from '@aws-sdk/client-iam';
import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { NamedPolicy, PoliciesInForce } from '../../../authorization/terms/policies-in-force.ts';
import type { AssumedRole, IamUser, Principal } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';
import { type IamReader, iamReader, pages, readWhole, unlessAbsent, unreadable } from './iam-reader.ts';

/** An identity-based policy, with the id by which a simulation of policies tells it. */
export interface IdentityPolicy extends NamedPolicy {
  /**
   * The name of a managed policy; of an inline policy, `role_reader_inline`.
   * Undocumented: answers of AWS that people published show these ids.
   */
  readonly sourceId: string;
}

/** The policies of a principal that take part in a decision. */
export interface IdentitySide extends Pick<PoliciesInForce, 'boundary'> {
  readonly identity: readonly IdentityPolicy[];
}

const NOTHING: IdentitySide = { identity: [] };

/**
 * The identity-based policies of a principal: inline ones, attached ones, those of its groups, and its
 * permissions boundary. The root user, services and anonymous callers have none. They are read through IAM's
 * own read operations, so that policies set by any client count. A deleted user or role has none, and a later
 * one of the same name is another principal.
 *
 * Throws ServiceUnavailable if a policy or boundary of the principal cannot be read.
 */
export async function identitySide(store: Store, principal: Principal): Promise<IdentitySide> {
  if (principal.type === 'FederatedUser') return identitySide(store, principal.user);
  if (principal.type !== 'User' && principal.type !== 'AssumedRole') return NOTHING;
  return readWhole(`the policies of ${principal.arn}`, async (fresh) => {
    const read = iamReader(store, principal.accountId, { fresh });
    return principal.type === 'User' ? userSide(read, principal) : roleSide(read, principal);
  });
}

async function userSide(read: IamReader, { userName, userId }: IamUser): Promise<IdentitySide> {
  const found = await unlessAbsent(read('GetUser', { UserName: userName }));
  if (found === undefined) return NOTHING;
  if (found.User === undefined) throw unreadable(`iam:GetUser tells nothing of the user ${userName}`);
  if (found.User.UserId !== userId) return NOTHING;
  const boundary = await boundaryOf(read, found.User.PermissionsBoundary, `the user ${userName}`);
  return { identity: await userPolicies(read, userName), boundary };
}

async function roleSide(read: IamReader, { roleName, roleId }: AssumedRole): Promise<IdentitySide> {
  const found = await unlessAbsent(read('GetRole', { RoleName: roleName }));
  if (found === undefined) return NOTHING;
  if (found.Role === undefined) throw unreadable(`iam:GetRole tells nothing of the role ${roleName}`);
  if (found.Role.RoleId !== roleId) return NOTHING;
  const boundary = await boundaryOf(read, found.Role.PermissionsBoundary, `the role ${roleName}`);
  return { identity: await rolePolicies(read, roleName), boundary };
}

async function userPolicies(read: IamReader, UserName: string): Promise<IdentityPolicy[]> {
  const owner = `the user ${UserName}`;
  const inline = await pages((Marker) => read('ListUserPolicies', { UserName, Marker }), 'PolicyNames');
  const attached = await pages(
    (Marker) => read('ListAttachedUserPolicies', { UserName, Marker }),
    'AttachedPolicies',
  );
  const groups = await pages((Marker) => read('ListGroupsForUser', { UserName, Marker }), 'Groups');
  return (
    await Promise.all([
      ...inline.map(async (PolicyName) =>
        inlinePolicy(
          (
            await read('GetUserPolicy', { UserName, PolicyName })
          ).PolicyDocument,
          PolicyName,
          owner,
        ),
      ),
      ...attached.map(async ({ PolicyArn }) => managedPolicy(read, PolicyArn, owner)),
      ...groups.map(async ({ GroupName }) => groupPolicies(read, GroupName)),
    ])
  ).flat();
}

async function rolePolicies(read: IamReader, RoleName: string): Promise<IdentityPolicy[]> {
  const owner = `the role ${RoleName}`;
  const inline = await pages((Marker) => read('ListRolePolicies', { RoleName, Marker }), 'PolicyNames');
  const attached = await pages(
    (Marker) => read('ListAttachedRolePolicies', { RoleName, Marker }),
    'AttachedPolicies',
  );
  return Promise.all([
    ...inline.map(async (PolicyName) =>
      inlinePolicy((await read('GetRolePolicy', { RoleName, PolicyName })).PolicyDocument, PolicyName, owner),
    ),
    ...attached.map(async ({ PolicyArn }) => managedPolicy(read, PolicyArn, owner)),
  ]);
}

/** The policies that a group gives its users. */
export async function groupPolicies(
  read: IamReader,
  GroupName: string | undefined,
): Promise<IdentityPolicy[]> {
  const owner = `the group ${GroupName}`;
  const inline = await pages((Marker) => read('ListGroupPolicies', { GroupName, Marker }), 'PolicyNames');
  const attached = await pages(
    (Marker) => read('ListAttachedGroupPolicies', { GroupName, Marker }),
    'AttachedPolicies',
  );
  return Promise.all([
    ...inline.map(async (PolicyName) =>
      inlinePolicy(
        (await read('GetGroupPolicy', { GroupName, PolicyName })).PolicyDocument,
        PolicyName,
        owner,
      ),
    ),
    ...attached.map(async ({ PolicyArn }) => managedPolicy(read, PolicyArn, owner)),
  ]);
}

/** IAM gives documents percent-encoded (RFC 3986). */
function inlinePolicy(document: string | undefined, name: string, owner: string): IdentityPolicy {
  const sourceId = `${owner.slice('the '.length).replace(' ', '_')}_${name}`;
  return identityPolicy(document, `the inline policy "${name}" of ${owner}`, sourceId);
}

async function managedPolicy(
  read: IamReader,
  PolicyArn: string | undefined,
  owner: string,
): Promise<IdentityPolicy> {
  const { name = '', document } = await defaultVersion(read, PolicyArn);
  return { ...identityPolicy(document, `the managed policy "${name}" of ${owner}`, name), arn: PolicyArn };
}

/** The managed policy that bounds a user or role, if one does. Throws NoSuchEntity if the policy does not exist. */
async function boundaryOf(
  read: IamReader,
  boundary: AttachedPermissionsBoundary | undefined,
  owner: string,
): Promise<NamedPolicy | undefined> {
  if (boundary === undefined) return undefined;
  const { name, document = '' } = await defaultVersion(read, boundary.PermissionsBoundaryArn);
  return {
    name: `the permissions boundary "${name}" of ${owner}`,
    layer: 'boundary',
    policy: parsedPolicy(decodeURIComponent(document), 'boundary'),
    arn: boundary.PermissionsBoundaryArn,
  };
}

async function defaultVersion(read: IamReader, PolicyArn: string | undefined) {
  const { Policy } = await read('GetPolicy', { PolicyArn });
  const VersionId = Policy?.DefaultVersionId;
  const { PolicyVersion } = await read('GetPolicyVersion', { PolicyArn, VersionId });
  return { name: Policy?.PolicyName, document: PolicyVersion?.Document };
}

function identityPolicy(document: string | undefined, name: string, sourceId: string): IdentityPolicy {
  const policy = parsedPolicy(decodeURIComponent(document ?? ''), 'identity');
  return { name, sourceId, layer: 'identity', policy };
}
