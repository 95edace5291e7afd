import type { Holder } from '../../world/imported-world.ts';
import { withInline } from '../../world/join-denials.ts';
import { knownOrDenying, knownOrNone } from '../../world/known-or-denying.ts';
import type { HolderChange, HolderName } from '../../world/parts.ts';
import { DENIES_ALL } from '../../world/property-reader.ts';
import { UNKNOWN_POLICY, unknownIdentityPolicy, unknownTrustPolicy } from '../../world/stand-in-policies.ts';
import { iamPathOf, managedPolicyArn, physicalName } from '../resource-values.ts';
import { knownName, type MappedResource, type Mapper, ownedBy, partBy, tagsOf } from './mapped-resource.ts';

const UNKNOWN_MEMBER = 'what the group denies is denied to all users of the account here';
const NO_POLICY = 'the policy is left out: what it allows and denies is missing here';
const UNKNOWN_GROUP = 'everything that the group could deny is denied here';

/** The document of an inline or managed policy. */
function documentAt(
  resource: MappedResource,
  reader: MappedResource['reader'],
  property: string,
): string | undefined {
  const told = { place: reader.placeOf(property), gaps: resource.builder.gaps };
  return knownOrNone(reader.raw(property), unknownIdentityPolicy, told);
}

function inlinePolicies(resource: MappedResource): Readonly<Record<string, string>> {
  return resource.reader.eachPossible('Policies').reduce((all, policy, index) => {
    const unnamed = `policy-${index + 1}`;
    if (policy === undefined) return withInline(all, { [unnamed]: unknownIdentityPolicy });
    const name = policy.text('PolicyName') ?? unnamed;
    const text = documentAt(resource, policy, 'PolicyDocument');
    policy.finish();
    return text === undefined ? all : withInline(all, { [name]: text });
  }, {});
}

function holderOf(resource: MappedResource, nameProperty: string): Holder | undefined {
  const { reader } = resource;
  reader.raw(nameProperty);
  const name = knownName(resource, physicalName(resource, nameProperty));
  if (name === undefined) return undefined;
  const path = knownName(resource, iamPathOf(resource)) ?? '/';
  reader.raw('Path');
  return {
    ...ownedBy(resource),
    name,
    path,
    tags: tagsOf(reader),
    inline: inlinePolicies(resource),
    managed: reader.texts('ManagedPolicyArns', DENIES_ALL, UNKNOWN_POLICY),
    boundary: boundaryOf(resource),
  };
}

/** The boundary's ARN. One that is not known is replaced by a text that names no policy, which the scenario refuses to skip. */
function boundaryOf({ reader }: MappedResource): string | undefined {
  const isSet = reader.has('PermissionsBoundary');
  const arn = reader.text('PermissionsBoundary', 'a boundary that allows nothing stands for it');
  return isSet ? (arn ?? UNKNOWN_POLICY) : undefined;
}

const role: Mapper = (resource) => {
  const { reader, builder } = resource;
  const holder = holderOf(resource, 'RoleName');
  const told = { place: reader.placeOf('AssumeRolePolicyDocument'), gaps: builder.gaps };
  const trust = knownOrDenying(reader.raw('AssumeRolePolicyDocument'), unknownTrustPolicy, told);
  reader.ignore('Description', 'MaxSessionDuration');
  if (holder !== undefined) builder.roles.push({ ...holder, trust });
};

const user: Mapper = (resource) => {
  const { reader, builder } = resource;
  const holder = holderOf(resource, 'UserName');
  reader.ignore('LoginProfile');
  if (holder === undefined) return;
  builder.users.push(holder);
  const groups = reader.texts('Groups', UNKNOWN_GROUP, UNKNOWN_POLICY);
  for (const name of groups.filter((group) => group !== UNKNOWN_POLICY))
    addToGroup(resource, name, { members: [holder.name] });
  if (groups.includes(UNKNOWN_POLICY)) denyAllTo(resource, [holder.name]);
};

const group: Mapper = (resource) => {
  const holder = holderOf(resource, 'GroupName');
  if (holder !== undefined) resource.builder.groups.push({ ...holder, members: [] });
};

function addToGroup(resource: MappedResource, name: string, change: HolderChange): void {
  resource.builder.holderParts.push({ ...ownedBy(resource), target: { kind: 'groups', name }, change });
}

/** Denies everything to users that are in a group which is not known. */
function denyAllTo(resource: MappedResource, users: readonly string[]): void {
  for (const name of users)
    resource.builder.holderParts.push({
      ...ownedBy(resource),
      target: { kind: 'users', name },
      change: { managed: [UNKNOWN_POLICY] },
    });
}

/** The holders that a policy names in `Roles`, `Users` and `Groups`. */
function holdersNamed({ reader }: MappedResource): readonly HolderName[] {
  const kinds = [
    ['roles', 'Roles'],
    ['users', 'Users'],
    ['groups', 'Groups'],
  ] as const;
  return kinds.flatMap(([kind, property]) =>
    reader.texts(property, NO_POLICY).map((name) => ({ kind, name })),
  );
}

const inlinePolicy: Mapper = (resource) => {
  const { reader, builder } = resource;
  const name = reader.text('PolicyName') ?? resource.id;
  const text = documentAt(resource, reader, 'PolicyDocument');
  for (const target of holdersNamed(resource))
    if (text !== undefined)
      builder.holderParts.push({ ...partBy(resource), target, change: { inline: { [name]: text } } });
};

/** AWS::IAM::RolePolicy and its like: one policy of one holder. */
function policyOfOne(kind: HolderName['kind'], holderProperty: string): Mapper {
  return (resource) => {
    const { reader, builder } = resource;
    const policy = reader.text('PolicyName') ?? resource.id;
    const text = documentAt(resource, reader, 'PolicyDocument');
    const name = reader.text(holderProperty, NO_POLICY);
    if (name === undefined || text === undefined) return;
    const change = { inline: { [policy]: text } };
    builder.holderParts.push({ ...partBy(resource), target: { kind, name }, change });
  };
}

const managedPolicy: Mapper = (resource) => {
  const { reader, builder } = resource;
  reader.ignore('Description', 'ManagedPolicyName', 'Path');
  const arn = knownName(resource, managedPolicyArn(resource));
  const text = documentAt(resource, reader, 'PolicyDocument');
  const holders = holdersNamed(resource);
  if (arn === undefined) return;
  if (text === undefined) {
    if (reader.has('PolicyDocument')) builder.emptyPolicies.add(arn);
    return;
  }
  builder.policies.push({ ...partBy(resource), arn, text });
  for (const target of holders)
    builder.holderParts.push({ ...partBy(resource), target, change: { managed: [arn] } });
};

const membership: Mapper = (resource) => {
  const { reader } = resource;
  const name = reader.text('GroupName', UNKNOWN_GROUP);
  const listed = reader.texts('Users', UNKNOWN_MEMBER, UNKNOWN_POLICY);
  const users = listed.filter((user) => user !== UNKNOWN_POLICY);
  if (name === undefined) return denyAllTo(resource, users);
  const isUncertain = reader.placeOf('Users').isUncertain === true;
  addToGroup(resource, name, isUncertain ? { possibleMembers: users } : { members: users });
  if (users.length < listed.length) addToGroup(resource, name, { possibleMembers: 'all' });
};

const provider: Mapper = (resource) => {
  const { reader, builder } = resource;
  const issuer = reader.text('Url', 'the provider is left out: its tokens open no role here');
  const clientIds = reader.texts('ClientIdList', 'tokens for this audience are refused here');
  reader.ignore('ThumbprintList', 'Tags');
  if (issuer !== undefined) builder.providers.push({ ...ownedBy(resource), issuer, clientIds });
};

/** The types of IAM. */
export const iamTypes: Readonly<Record<string, Mapper>> = {
  'AWS::IAM::Role': role,
  'AWS::IAM::User': user,
  'AWS::IAM::Group': group,
  'AWS::IAM::Policy': inlinePolicy,
  'AWS::IAM::RolePolicy': policyOfOne('roles', 'RoleName'),
  'AWS::IAM::UserPolicy': policyOfOne('users', 'UserName'),
  'AWS::IAM::GroupPolicy': policyOfOne('groups', 'GroupName'),
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::UserToGroupAddition': membership,
  'AWS::IAM::OIDCProvider': provider,
};
