import { GapList, inOrder } from '../world/gap-list.ts';
import type { Gap, ImportedWorld, Origin, PolicyPlace } from '../world/imported-world.ts';
import { accessPointMembers, withBuckets } from './access-point-members.ts';
import { assumerOf } from './assumer.ts';
import { completeWorld } from './complete-world.ts';
import { holderMembers, type Writing } from './holder-members.ts';
import { withMissingKeys } from './missing-keys.ts';
import { type NamedKind, NamesOfWorld } from './names-of-world.ts';
import { organizationDocument } from './organization-document.ts';
import { PolicyDocuments } from './policy-documents.ts';
import { realIds } from './real-ids.ts';
import {
  bucketMembers,
  kept,
  keyMembers,
  secretMembers,
  tableMembers,
  withoutEmpty,
} from './resource-members.ts';

/** A scenario that is made of a world: scenario.yaml as an object, and its documents. */
export interface ImportedScenario {
  readonly document: Readonly<Record<string, unknown>>;
  /** The text of each document by its path from scenario.yaml. */
  readonly documents: ReadonlyMap<string, string>;
  /** The place in the source of each document. */
  readonly origins: ReadonlyMap<string, Origin | PolicyPlace>;
  readonly things: readonly ImportedThing[];
  readonly gaps: readonly Gap[];
  readonly ignored: Readonly<Record<string, number>>;
}

/** A thing of the scenario, and where it is described. */
export interface ImportedThing {
  readonly kind: NamedKind;
  readonly name: string;
  readonly account: string;
  readonly origin: Origin;
}

/** Makes a scenario of a world. What a scenario cannot say is among the gaps. */
export function scenarioOfWorld(found: ImportedWorld, title: string): ImportedScenario {
  const world = withMissingKeys(completeWorld(found));
  const names = new NamesOfWorld(world);
  const documents = new PolicyDocuments(world, names);
  const gaps = new GapList();
  const writing: Writing = { world, names, documents, gaps };
  const members = {
    users: named(writing, 'users', world.users, (user) => holderMembers(user, 'users', writing)),
    oidcProviders: named(writing, 'oidcProviders', world.providers, ({ account, issuer, clientIds }) => ({
      account,
      issuer,
      ...(clientIds.length > 0 && { clientIds }),
    })),
    roles: named(writing, 'roles', world.roles, (role) => ({
      ...holderMembers(role, 'roles', writing),
      trust: documents.keep(`${names.of('roles', role.origin)}-trust`, role.trust, role.origin),
      ...optional('assumedBy', assumerOf(role, world, names)),
    })),
    groups: named(writing, 'groups', world.groups, (group) => ({
      ...holderMembers(group, 'groups', writing),
      members: membersOf(group, writing),
    })),
    keys: named(writing, 'keys', world.keys, (key) => keyMembers(key, writing)),
    buckets: named(writing, 'buckets', world.buckets, (bucket) => bucketMembers(bucket, writing)),
    accessPoints: named(writing, 'accessPoints', withBuckets(writing), (point) =>
      accessPointMembers(point, writing),
    ),
    tables: named(writing, 'tables', world.tables, (table) => tableMembers(table, writing)),
    secrets: named(writing, 'secrets', world.secrets, (secret) => secretMembers(secret, writing)),
    endpoints: named(writing, 'endpoints', world.endpoints, (one) => endpointMembers(one, writing)),
  };
  const organization = organizationDocument(world, documents, gaps);
  const ids = realIds(world, { names, documents: documents.texts, gaps });
  const document = {
    title,
    region: world.region,
    accounts: accountMembers(world),
    ...optional('organization', organization),
    ...withoutEmpty({
      ...members,
      keys: joined(members.keys, ids.keys),
      secrets: joined(members.secrets, ids.secrets),
    }),
  };
  return {
    document,
    documents: documents.texts,
    origins: documents.origins,
    things: thingsOf(world, names).filter(({ kind, name }) => Object.hasOwn(members[kind], name)),
    gaps: inOrder([...world.gaps, ...gaps.sorted()]),
    ignored: world.ignored,
  };
}

function named<Thing extends { readonly origin: Origin }>(
  { names }: Writing,
  kind: NamedKind,
  things: readonly Thing[],
  members: (thing: Thing) => object,
): Record<string, object> {
  return Object.fromEntries(
    things.map((thing) => [names.of(kind, thing.origin), withoutEmpty({ ...members(thing) })]),
  );
}

function endpointMembers(
  { id, vpc, policy, origin }: ImportedWorld['endpoints'][number],
  writing: Writing,
): object {
  const name = `${writing.names.of('endpoints', origin)}-endpoint-policy`;
  return { id, vpc, ...kept(writing, name, { text: policy, origin }) };
}

/** Members by name, with further ones for some names. */
function joined(all: Readonly<Record<string, object>>, more: Readonly<Record<string, object>>): object {
  return Object.fromEntries(
    Object.entries(all).map(([name, members]) => [name, { ...members, ...more[name] }]),
  );
}

function optional<Name extends string>(name: Name, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

function accountMembers({ accounts, accountPublicAccess }: ImportedWorld): object {
  return Object.fromEntries(
    Object.entries(accounts).map(([name, id]) => {
      const blockPublicAccess = accountPublicAccess[name];
      return [name, blockPublicAccess === undefined ? id : { id, blockPublicAccess }];
    }),
  );
}

function membersOf(
  { account, members, origin }: ImportedWorld['groups'][number],
  { world, names, gaps }: Writing,
) {
  return members.flatMap((member) => {
    const user = world.users.find((one) => one.account === account && one.name === member);
    if (user !== undefined) return [names.of('users', user.origin)];
    gaps.add(origin, `its user ${member} is in none of the sources`, 'the user is left out');
    return [];
  });
}

function thingsOf(world: ImportedWorld, names: NamesOfWorld): readonly ImportedThing[] {
  const { providers: oidcProviders, ...things } = world;
  const { users, roles, groups, keys, buckets, accessPoints, tables, secrets, endpoints } = things;
  const all: Readonly<Record<NamedKind, readonly { readonly origin: Origin; readonly account: string }[]>> = {
    ...{ users, roles, groups, keys, buckets, accessPoints, tables, secrets, oidcProviders, endpoints },
  };
  return (Object.keys(all) as NamedKind[]).flatMap((kind) =>
    all[kind].map(({ origin, account }) => ({ kind, name: names.of(kind, origin), account, origin })),
  );
}
