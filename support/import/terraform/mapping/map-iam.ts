import type { Holder } from '../../world/imported-world.ts';
import type { HolderChange, HolderName } from '../../world/parts.ts';
import { DENIES_ALL } from '../../world/property-reader.ts';
import { UNKNOWN_POLICY, unknownIdentityPolicy, unknownTrustPolicy } from '../../world/stand-in-policies.ts';
import {
  hasPolicyAt,
  nameAt,
  ownedBy,
  policyAt,
  requiredPolicyAt,
  type TerraformMapper,
  type TerraformResource,
  tagsOf,
} from './terraform-resource.ts';

const NO_POLICY = 'the policy is left out: what it allows and denies is missing here';
const COMPUTED = ['arn', 'id', 'unique_id', 'create_date', 'name_prefix', 'timeouts'] as const;

function holderOf(resource: TerraformResource): Holder | undefined {
  const { reader, builder } = resource;
  const name = nameAt(resource, 'name');
  reader.ignore(...COMPUTED);
  const isBound = reader.has('permissions_boundary') && reader.raw('permissions_boundary') !== '';
  const boundary = reader.text('permissions_boundary', 'a boundary that allows nothing stands for it');
  const inline = reader.each('inline_policy').flatMap((policy) => {
    const text = policyAt({ reader: policy, builder }, 'policy', unknownIdentityPolicy);
    return text === undefined ? [] : [[policy.text('name') ?? 'inline', text] as const];
  });
  const holder = {
    ...ownedBy(resource),
    path: reader.text('path') ?? '/',
    tags: tagsOf(resource),
    inline: Object.fromEntries(inline),
    managed: reader.texts('managed_policy_arns', DENIES_ALL, UNKNOWN_POLICY),
    boundary: isBound ? (boundary ?? UNKNOWN_POLICY) : undefined,
  };
  return name === undefined ? undefined : { ...holder, name };
}

const role: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  const holder = holderOf(resource);
  const trust = requiredPolicyAt(resource, 'assume_role_policy', unknownTrustPolicy);
  reader.ignore('description', 'force_detach_policies', 'max_session_duration', 'role_last_used');
  if (holder !== undefined) builder.roles.push({ ...holder, trust });
};

const user: TerraformMapper = (resource) => {
  const holder = holderOf(resource);
  resource.reader.ignore('force_destroy');
  if (holder !== undefined) resource.builder.users.push(holder);
};

const group: TerraformMapper = (resource) => {
  const holder = holderOf(resource);
  if (holder !== undefined) resource.builder.groups.push({ ...holder, members: [] });
};

const policy: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  const arn = nameAt(resource, 'arn');
  const text = policyAt(resource, 'policy', unknownIdentityPolicy);
  reader.ignore(
    ...COMPUTED,
    'name',
    'path',
    'description',
    'policy_id',
    'attachment_count',
    'delay_after_policy_creation_in_ms',
    'tags',
    'tags_all',
  );
  if (arn === undefined) return;
  if (text !== undefined) builder.policies.push({ ...ownedBy(resource), arn, text });
  else if (hasPolicyAt(resource, 'policy')) builder.emptyPolicies.add(arn);
};

function addPart(resource: TerraformResource, target: HolderName, change: HolderChange): void {
  resource.builder.holderParts.push({ ...ownedBy(resource), target, change });
}

/** An inline policy of a role, user or group. */
function inlinePolicy(kind: HolderName['kind'], holder: string): TerraformMapper {
  return (resource) => {
    const { reader, origin } = resource;
    reader.ignore('id', 'name_prefix');
    const text = policyAt(resource, 'policy', unknownIdentityPolicy);
    const own = reader.has('name') ? reader.text('name') : undefined;
    const name = reader.text(holder, NO_POLICY);
    if (name === undefined || text === undefined) return;
    addPart(resource, { kind, name }, { inline: { [own ?? origin.id.replaceAll(/[^\w.-]+/g, '-')]: text } });
  };
}

function attachment(kind: HolderName['kind'], holder: string): TerraformMapper {
  return (resource) => {
    const { reader } = resource;
    reader.ignore('id');
    const arn = reader.text('policy_arn', DENIES_ALL) ?? UNKNOWN_POLICY;
    const name = reader.text(holder, NO_POLICY);
    if (name !== undefined) addPart(resource, { kind, name }, { managed: [arn] });
  };
}

const attachments: TerraformMapper = (resource) => {
  const { reader } = resource;
  reader.ignore('id', 'name');
  const arn = reader.text('policy_arn', DENIES_ALL) ?? UNKNOWN_POLICY;
  for (const kind of ['roles', 'users', 'groups'] as const)
    for (const name of reader.texts(kind, NO_POLICY)) addPart(resource, { kind, name }, { managed: [arn] });
};

/** Policies that Terraform keeps as the only ones of a holder. */
function exclusive(kind: HolderName['kind'], holder: string): TerraformMapper {
  return (resource) => {
    const { reader } = resource;
    const name = reader.text(`${holder}_name`, NO_POLICY);
    reader.ignore('id', 'policy_names');
    const managed = reader.texts('policy_arns', DENIES_ALL, UNKNOWN_POLICY);
    if (name !== undefined && managed.length > 0) addPart(resource, { kind, name }, { managed });
  };
}

const UNKNOWN_GROUP = 'everything that the group could deny is denied here';
const UNKNOWN_MEMBER = 'what the group denies is denied to all users of the account here';

/** Denies everything to users that are in a group which is not known. */
function denyAllTo(resource: TerraformResource, users: readonly string[]): void {
  for (const name of users) addPart(resource, { kind: 'users', name }, { managed: [UNKNOWN_POLICY] });
}

const membership: TerraformMapper = (resource) => {
  const { reader } = resource;
  reader.ignore('id', 'name');
  const name = reader.text('group', UNKNOWN_GROUP);
  const listed = reader.texts('users', UNKNOWN_MEMBER, UNKNOWN_POLICY);
  const members = listed.filter((user) => user !== UNKNOWN_POLICY);
  if (name === undefined) return denyAllTo(resource, members);
  addPart(resource, { kind: 'groups', name }, { members });
  if (members.length < listed.length) addPart(resource, { kind: 'groups', name }, { possibleMembers: 'all' });
};

const memberships: TerraformMapper = (resource) => {
  const { reader } = resource;
  reader.ignore('id');
  const member = reader.text('user', UNKNOWN_MEMBER);
  const listed = reader.texts('groups', UNKNOWN_GROUP, UNKNOWN_POLICY);
  const change: HolderChange = member === undefined ? { possibleMembers: 'all' } : { members: [member] };
  for (const name of listed) if (name !== UNKNOWN_POLICY) addPart(resource, { kind: 'groups', name }, change);
  if (listed.includes(UNKNOWN_POLICY) && member !== undefined) denyAllTo(resource, [member]);
};

const provider: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  const issuer = reader.text('url', 'the provider is left out: its tokens open no role here');
  const clientIds = reader.texts('client_id_list', 'tokens for this audience are refused here');
  reader.ignore('arn', 'id', 'thumbprint_list', 'tags', 'tags_all');
  if (issuer !== undefined) builder.providers.push({ ...ownedBy(resource), issuer, clientIds });
};

/** The types of IAM. */
export const iamTypes: Readonly<Record<string, TerraformMapper>> = {
  aws_iam_role: role,
  aws_iam_user: user,
  aws_iam_group: group,
  aws_iam_policy: policy,
  aws_iam_role_policy: inlinePolicy('roles', 'role'),
  aws_iam_user_policy: inlinePolicy('users', 'user'),
  aws_iam_group_policy: inlinePolicy('groups', 'group'),
  aws_iam_role_policy_attachment: attachment('roles', 'role'),
  aws_iam_user_policy_attachment: attachment('users', 'user'),
  aws_iam_group_policy_attachment: attachment('groups', 'group'),
  aws_iam_policy_attachment: attachments,
  aws_iam_role_policies_exclusive: exclusive('roles', 'role'),
  aws_iam_role_policy_attachments_exclusive: exclusive('roles', 'role'),
  aws_iam_user_policies_exclusive: exclusive('users', 'user'),
  aws_iam_user_policy_attachments_exclusive: exclusive('users', 'user'),
  aws_iam_group_policies_exclusive: exclusive('groups', 'group'),
  aws_iam_group_policy_attachments_exclusive: exclusive('groups', 'group'),
  aws_iam_group_membership: membership,
  aws_iam_user_group_membership: memberships,
  aws_iam_openid_connect_provider: provider,
};
