import { limitExceeded } from '../../../../aws/iam-errors.ts';
import { type IamReader, pages, unlessAbsent } from '../iam-reader.ts';
import { policySize } from '../policy-size.ts';
import type { StateChecks, StateInput } from './state-check.ts';

/** Source of all: IAM user guide, "IAM and AWS STS quotas", defaults. */
const MAX_ATTACHED = 10;
const MAX_GROUPS = 10;
const MAX_VERSIONS = 5;
const MAX_TAGS = 50;
/** Characters of all inline policies together, without white space. */
const MAX_INLINE = { user: 2048, role: 10_240, group: 5120 } as const;

interface Attached {
  readonly PolicyArn?: string | undefined;
}

/** Attaching a policy again changes nothing, so that it takes no room. */
function requireRoomFor({ PolicyArn }: StateInput, attached: readonly Attached[], quota: string): void {
  if (attached.some((one) => one.PolicyArn === PolicyArn) || attached.length < MAX_ATTACHED) return;
  throw limitExceeded(`Cannot exceed quota for ${quota}: ${MAX_ATTACHED}`);
}

/** The inline policies of an entity, and how to read the document of one. */
interface InlinePolicies {
  readonly kind: keyof typeof MAX_INLINE;
  readonly name: string | undefined;
  readonly names: readonly string[];
  readonly document: (PolicyName: string) => Promise<{ readonly PolicyDocument?: string | undefined }>;
}

async function requireInlineRoom(
  { PolicyName, PolicyDocument = '' }: StateInput,
  { kind, name, names, document }: InlinePolicies,
): Promise<void> {
  const others = names.filter((other) => other !== PolicyName);
  const texts = await Promise.all(
    others.map(async (other) => (await unlessAbsent(document(other)))?.PolicyDocument),
  );
  const sizes = texts.map((text) => policySize(decodeURIComponent(text ?? '')));
  const size = sizes.reduce((sum, one) => sum + one, policySize(PolicyDocument));
  if (size > MAX_INLINE[kind])
    throw limitExceeded(`Maximum policy size of ${MAX_INLINE[kind]} bytes exceeded for ${kind} ${name}`);
}

function requireTagRoom(
  { Tags = [] }: StateInput,
  existing: readonly { readonly Key?: string | undefined }[],
): void {
  const keys = new Set([...existing, ...Tags].map(({ Key = '' }) => Key.toLowerCase()));
  if (keys.size > MAX_TAGS) throw limitExceeded(`Cannot exceed quota for TagsPerEntity: ${MAX_TAGS}`);
}

async function groupsOf(read: IamReader, UserName: string | undefined) {
  return pages((Marker) => read('ListGroupsForUser', { UserName, Marker }), 'Groups');
}

const attachments: StateChecks = {
  async AttachUserPolicy(read, input) {
    const { UserName } = input;
    const list = (Marker: string | undefined) => read('ListAttachedUserPolicies', { UserName, Marker });
    requireRoomFor(input, await pages(list, 'AttachedPolicies'), 'PoliciesPerUser');
  },
  async AttachRolePolicy(read, input) {
    const { RoleName } = input;
    const list = (Marker: string | undefined) => read('ListAttachedRolePolicies', { RoleName, Marker });
    requireRoomFor(input, await pages(list, 'AttachedPolicies'), 'PoliciesPerRole');
  },
  async AttachGroupPolicy(read, input) {
    const { GroupName } = input;
    const list = (Marker: string | undefined) => read('ListAttachedGroupPolicies', { GroupName, Marker });
    requireRoomFor(input, await pages(list, 'AttachedPolicies'), 'PoliciesPerGroup');
  },
};

const inlinePolicies: StateChecks = {
  async PutUserPolicy(read, input) {
    const { UserName } = input;
    const names = await pages((Marker) => read('ListUserPolicies', { UserName, Marker }), 'PolicyNames');
    const document = (PolicyName: string) => read('GetUserPolicy', { UserName, PolicyName });
    await requireInlineRoom(input, { kind: 'user', name: UserName, names, document });
  },
  async PutRolePolicy(read, input) {
    const { RoleName } = input;
    const names = await pages((Marker) => read('ListRolePolicies', { RoleName, Marker }), 'PolicyNames');
    const document = (PolicyName: string) => read('GetRolePolicy', { RoleName, PolicyName });
    await requireInlineRoom(input, { kind: 'role', name: RoleName, names, document });
  },
  async PutGroupPolicy(read, input) {
    const { GroupName } = input;
    const names = await pages((Marker) => read('ListGroupPolicies', { GroupName, Marker }), 'PolicyNames');
    const document = (PolicyName: string) => read('GetGroupPolicy', { GroupName, PolicyName });
    await requireInlineRoom(input, { kind: 'group', name: GroupName, names, document });
  },
};

const tags: StateChecks = {
  async TagUser(read, input) {
    const { UserName } = input;
    requireTagRoom(input, await pages((Marker) => read('ListUserTags', { UserName, Marker }), 'Tags'));
  },
  async TagRole(read, input) {
    const { RoleName } = input;
    requireTagRoom(input, await pages((Marker) => read('ListRoleTags', { RoleName, Marker }), 'Tags'));
  },
  async TagPolicy(read, input) {
    const { PolicyArn } = input;
    requireTagRoom(input, await pages((Marker) => read('ListPolicyTags', { PolicyArn, Marker }), 'Tags'));
  },
  async TagInstanceProfile(read, input) {
    const { InstanceProfileName } = input;
    const { InstanceProfile } = await read('GetInstanceProfile', { InstanceProfileName });
    requireTagRoom(input, InstanceProfile?.Tags ?? []);
  },
  async TagOpenIDConnectProvider(read, input) {
    const asked = { OpenIDConnectProviderArn: input.OpenIDConnectProviderArn };
    const page = (Marker?: string) => read('ListOpenIDConnectProviderTags', { ...asked, Marker });
    requireTagRoom(input, await pages(page, 'Tags'));
  },
};

/** The quotas of an entity that depend on what its account holds. */
export const quotaChecks: StateChecks = {
  ...attachments,
  ...inlinePolicies,
  ...tags,

  async AddUserToGroup(read, { UserName, GroupName }) {
    const groups = await groupsOf(read, UserName);
    if (groups.some((group) => group.GroupName === GroupName) || groups.length < MAX_GROUPS) return;
    throw limitExceeded(`Cannot exceed quota for GroupsPerUser: ${MAX_GROUPS}`);
  },

  async CreatePolicyVersion(read, { PolicyArn }) {
    const versions = await pages((Marker) => read('ListPolicyVersions', { PolicyArn, Marker }), 'Versions');
    if (versions.length < MAX_VERSIONS) return;
    throw limitExceeded(
      `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
    );
  },
};
