import type { AttachedPermissionsBoundary } from '@aws-sdk/client-iam';
import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { NamedPolicy, PoliciesInForce } from '../../../authorization/policies-in-force.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Input, Operation, Output } from '../../../aws/operations.ts';
import type { Principal } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';

type Reader = <O extends Operation<'iam'>>(operation: O, input: Input<'iam', O>) => Promise<Output<'iam', O>>;

/** What a principal brings to a decision. */
export type IdentitySide = Pick<PoliciesInForce, 'identity' | 'boundary'>;

const NOTHING: IdentitySide = { identity: [] };

/**
 * Every identity-based policy of a principal: inline, attached, and those of its groups, and its permissions boundary;
 * none for the root user, services and nobody. Read through IAM's own read operations, so policies set by any client
 * count. A session outlives its role without rights: a deleted role has none, and a namesake created later is another.
 */
export async function identitySide(store: Store, principal: Principal): Promise<IdentitySide> {
  if (principal.type !== 'User' && principal.type !== 'AssumedRole') return NOTHING;
  const read: Reader = (operation, input) =>
    store.read({ service: 'iam', operation, input, region: 'us-east-1', account: principal.accountId });
  try {
    if (principal.type === 'User') {
      const { userName } = principal;
      const { User } = await read('GetUser', { UserName: userName });
      const boundary = await boundaryOf(read, User?.PermissionsBoundary, `the user ${userName}`);
      return { identity: await userPolicies(read, userName), boundary };
    }
    const { roleName } = principal;
    const { Role } = await read('GetRole', { RoleName: roleName });
    if (Role?.RoleId !== principal.roleId) return NOTHING;
    const boundary = await boundaryOf(read, Role.PermissionsBoundary, `the role ${roleName}`);
    return { identity: await rolePolicies(read, roleName), boundary };
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return NOTHING;
    throw error;
  }
}

async function userPolicies(read: Reader, UserName: string): Promise<NamedPolicy[]> {
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

async function rolePolicies(read: Reader, RoleName: string): Promise<NamedPolicy[]> {
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

async function groupPolicies(read: Reader, GroupName: string | undefined): Promise<NamedPolicy[]> {
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
function inlinePolicy(document: string | undefined, name: string, owner: string): NamedPolicy {
  return identityPolicy(document, `the inline policy "${name}" of ${owner}`);
}

async function managedPolicy(
  read: Reader,
  PolicyArn: string | undefined,
  owner: string,
): Promise<NamedPolicy> {
  const { name, document } = await defaultVersion(read, PolicyArn);
  return identityPolicy(document, `the managed policy "${name}" of ${owner}`);
}

/** The managed policy that bounds a user or role, if one does. */
async function boundaryOf(
  read: Reader,
  boundary: AttachedPermissionsBoundary | undefined,
  owner: string,
): Promise<NamedPolicy | undefined> {
  if (boundary === undefined) return undefined;
  const { name, document = '' } = await defaultVersion(read, boundary.PermissionsBoundaryArn);
  return {
    name: `the permissions boundary "${name}" of ${owner}`,
    layer: 'boundary',
    policy: parsedPolicy(decodeURIComponent(document), 'boundary'),
  };
}

async function defaultVersion(read: Reader, PolicyArn: string | undefined) {
  const { Policy } = await read('GetPolicy', { PolicyArn });
  const VersionId = Policy?.DefaultVersionId;
  const { PolicyVersion } = await read('GetPolicyVersion', { PolicyArn, VersionId });
  return { name: Policy?.PolicyName, document: PolicyVersion?.Document };
}

function identityPolicy(document: string | undefined, name: string): NamedPolicy {
  return { name, layer: 'identity', policy: parsedPolicy(decodeURIComponent(document ?? ''), 'identity') };
}

interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** All items of a listing that IAM gives in pages. */
async function pages<
  K extends string,
  T,
  P extends Page & { readonly [key in K]?: readonly T[] | undefined },
>(
  read: (marker: string | undefined) => Promise<P>,
  member: K,
): Promise<readonly NonNullable<P[K]>[number][]> {
  const items: NonNullable<P[K]>[number][] = [];
  let marker: string | undefined;
  do {
    const page = await read(marker);
    items.push(...(page[member] ?? []));
    marker = page.IsTruncated ? page.Marker : undefined;
  } while (marker !== undefined);
  return items;
}
