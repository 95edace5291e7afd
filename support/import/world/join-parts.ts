import { policyOfKind } from './asymmetric-key.ts';
import type { GapList } from './gap-list.ts';
import type { Holder, ImportedGroup, ImportedKey, ImportedPolicy } from './imported-world.ts';
import { withDenials, withInline } from './join-denials.ts';
import type { CollectedParts, HolderName, HolderPart, KeyChange, KeyPart } from './parts.ts';

type Joined = Pick<
  CollectedParts,
  | 'users'
  | 'roles'
  | 'groups'
  | 'buckets'
  | 'accessPoints'
  | 'keys'
  | 'tables'
  | 'secrets'
  | 'endpoints'
  | 'policies'
>;

/** Joins each part to its resource. A part whose resource is in no source is listed. */
export function joinParts(collected: CollectedParts): Joined {
  const { gaps, otherEndpoints } = collected;
  const endpointParts = collected.endpointParts.filter(({ target }) => !otherEndpoints.has(target));
  return {
    users: joinedHolders('users', collected.users, collected),
    roles: joinedHolders('roles', collected.roles, collected),
    groups: joinedHolders('groups', collected.groups, collected),
    policies: joinedPolicies(collected.policies),
    buckets: joined(collected.buckets, collected.bucketParts, {
      gaps,
      isOf: ({ name }, { target }) => name === target || `arn:aws:s3:::${name}` === target,
      change: changedResource,
      what: ({ target }) => `the bucket ${target}`,
    }),
    accessPoints: joined(collected.accessPoints, collected.accessPointParts, {
      gaps,
      isOf: ({ account, name }, part) =>
        part.account === account && part.target.endsWith(`:accesspoint/${name}`),
      change: changedResource,
      what: ({ target }) => `the access point ${target}`,
    }),
    keys: joined(collected.keys, collected.keyParts, {
      gaps,
      isOf: isOfKey,
      change: (key, { change }) => changedKey(key, change),
      what: ({ target }) => `the key ${target}`,
    }),
    tables: joined(collected.tables, collected.tableParts, {
      gaps,
      isOf: ({ account, name }, part) =>
        part.account === account && (part.target === name || part.target.endsWith(`:table/${name}`)),
      change: changedResource,
      what: ({ target }) => `the table ${target}`,
    }),
    secrets: joined(collected.secrets, collected.secretParts, {
      gaps,
      isOf: ({ account, name, arn }, part) => part.account === account && [name, arn].includes(part.target),
      change: changedResource,
      what: ({ target }) => `the secret ${target}`,
    }),
    endpoints: joined(collected.endpoints, endpointParts, {
      gaps,
      isOf: ({ id }, { target }) => id === target,
      change: changedResource,
      what: ({ target }) => `the VPC endpoint ${target}`,
    }),
  };
}

function joinedHolders<H extends Holder>(
  kind: HolderName['kind'],
  holders: readonly H[],
  { gaps, holderParts, policies, emptyPolicies }: CollectedParts,
): readonly H[] {
  const parts = holderParts.filter(({ target }) => target.kind === kind);
  const whole = joined(holders, parts, {
    gaps,
    isOf: (holder, { account, target }) =>
      holder.account === account && holder.name.toLowerCase() === target.name.toLowerCase(),
    change: (holder, part) => changedHolder(holder, part),
    what: ({ target }) => `the ${kind.slice(0, -1)} ${target.name}`,
  });
  const isLeft = (own: string) => !emptyPolicies.has(own) || policies.some(({ arn }) => arn === own);
  return whole.map((holder) => ({ ...holder, managed: holder.managed.filter(isLeft) }));
}

/** Managed policies, each ARN once if it is not known which of several it is: then it denies what each of them denies. */
function joinedPolicies(policies: readonly ImportedPolicy[]): readonly ImportedPolicy[] {
  const all = policies.filter(({ isUncertain }) => isUncertain !== true);
  for (const policy of policies.filter(({ isUncertain }) => isUncertain === true)) {
    const at = all.findIndex(({ arn }) => arn === policy.arn);
    const other = all[at];
    if (other === undefined) all.push(policy);
    else all[at] = { ...other, text: withDenials(other.text, policy.text) };
  }
  return all;
}

interface Joining<Whole, Part> {
  readonly gaps: GapList;
  readonly isOf: (whole: Whole, part: Part) => boolean;
  readonly change: (whole: Whole, part: Part) => Whole;
  readonly what: (part: Part) => string;
}

/** Parts of which it is not known whether they are there come last, so that no other replaces what they deny. */
function joined<Whole, Part extends Pick<HolderPart, 'origin' | 'isUncertain'>>(
  wholes: readonly Whole[],
  parts: readonly Part[],
  { gaps, isOf, change, what }: Joining<Whole, Part>,
): readonly Whole[] {
  for (const part of parts) {
    if (wholes.some((whole) => isOf(whole, part))) continue;
    gaps.add(part.origin, `${what(part)} is in none of the sources`, 'what is said of it is left out');
  }
  const certainFirst = [
    ...parts.filter(({ isUncertain }) => isUncertain !== true),
    ...parts.filter(({ isUncertain }) => isUncertain === true),
  ];
  return wholes.map((whole) =>
    certainFirst.filter((part) => isOf(whole, part)).reduce((changed, part) => change(changed, part), whole),
  );
}

interface WithPolicy {
  readonly policy?: string | undefined;
}

/** A resource with a part of it. A policy of which it is not known whether it is there adds what it denies. */
function changedResource<Whole extends WithPolicy>(
  whole: Whole,
  { change, isUncertain }: Pick<HolderPart, 'isUncertain'> & { readonly change: WithPolicy },
): Whole {
  if (isUncertain !== true) return { ...whole, ...change };
  return change.policy === undefined ? whole : { ...whole, policy: withDenials(whole.policy, change.policy) };
}

function changedHolder<H extends Holder>(holder: H, { change, isUncertain }: HolderPart): H {
  const { inline = {}, managed = [], members = [] } = change;
  const grown = {
    ...holder,
    inline: isUncertain === true ? withInline(holder.inline, inline) : { ...holder.inline, ...inline },
    managed: [...new Set([...holder.managed, ...managed])],
  };
  return isGroup(grown) ? { ...grown, members: [...new Set([...grown.members, ...members])] } : grown;
}

function isGroup(holder: Holder): holder is ImportedGroup {
  return 'members' in holder;
}

function isOfKey({ account, id, aliases }: ImportedKey, part: KeyPart): boolean {
  const { target } = part;
  if (target === id || target.endsWith(`:key/${id}`)) return true;
  return (
    part.account === account && aliases.some((alias) => target === alias || target.endsWith(`:${alias}`))
  );
}

function changedKey(
  key: ImportedKey,
  { policy, alias, grant, bypassLockoutCheck, replica }: KeyChange,
): ImportedKey {
  return {
    ...key,
    ...(replica !== undefined && { multiRegion: true, replicas: [...(key.replicas ?? []), replica] }),
    policy: policy === undefined ? key.policy : policyOfKind(policy, key.purpose),
    bypassLockoutCheck: bypassLockoutCheck ?? key.bypassLockoutCheck,
    aliases: alias === undefined ? key.aliases : [...key.aliases, alias],
    grants: grant === undefined ? key.grants : [...key.grants, grant],
  };
}
