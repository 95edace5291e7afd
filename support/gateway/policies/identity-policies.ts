import type { Principal } from '../../authentication/principal.ts';
import { parsedPolicy } from '../../authorization/parse-policy.ts';
import type { NamedPolicy } from '../../authorization/policies-in-force.ts';
import type { Store } from '../../stores/store.ts';
import { AwsError } from '../../wire/aws-error.ts';
import type { Input, Operation, Output } from '../../wire/operations.ts';

type Reader = <O extends Operation<'iam'>>(operation: O, input: Input<'iam', O>) => Promise<Output<'iam', O>>;

/**
 * Every identity-based policy of a principal: inline, attached, and those of its groups; none for the root user,
 * services and nobody. Read through IAM's own read operations, so policies set by any client count.
 * A session outlives its role without rights: a deleted role has none, and a namesake created later is another role.
 */
export async function identityPolicies(store: Store, principal: Principal): Promise<readonly NamedPolicy[]> {
  if (principal.type !== 'User' && principal.type !== 'AssumedRole') return [];
  const read: Reader = (operation, input) =>
    store.read({ service: 'iam', operation, input, region: 'us-east-1', account: principal.accountId });
  try {
    if (principal.type === 'User') return await userPolicies(read, principal.userName);
    const { Role } = await read('GetRole', { RoleName: principal.roleName });
    return Role?.RoleId === principal.roleId ? await rolePolicies(read, principal.roleName) : [];
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return [];
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
  const { Policy } = await read('GetPolicy', { PolicyArn });
  const { PolicyVersion } = await read('GetPolicyVersion', {
    PolicyArn,
    VersionId: Policy?.DefaultVersionId,
  });
  return identityPolicy(PolicyVersion?.Document, `the managed policy "${Policy?.PolicyName}" of ${owner}`);
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
