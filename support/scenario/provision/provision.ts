import { join } from 'node:path';
import {
  CreateOpenIDConnectProviderCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  BucketLocationConstraint,
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { enableAbac } from '../../client/bucket-requests.ts';
import { defaultEncryption } from '../../client/default-encryption.ts';
import { managedPoliciesOf, type OwnManagedPolicy } from '../document/managed-policies.ts';
import { placeOfThing } from '../document/place-in-source.ts';
import type { Scenario } from '../document/scenario.ts';
import { scenarioFile } from '../document/scenario-file.ts';
import { shownPath } from '../document/scenario-folder.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import { tagList } from '../document/tags-schema.ts';
import { SpecError } from '../spec-error.ts';
import { createAccessPoint, setAccessPointPolicy } from './access-points.ts';
import { createGrants } from './grants.ts';
import { createGroup } from './groups.ts';
import { setBoundary } from './identity-policies.ts';
import { createKey, createReplicas, setKeyPolicy } from './keys.ts';
import { attachManagedPolicies, createManagedPolicy } from './managed-policies.ts';
import { createOutsidePrincipals, TRUSTS_NONE } from './outside-principals.ts';
import { ProvisionedScenario } from './provisioned-scenario.ts';
import { remedyOfRefusal } from './remedy-of-refusal.ts';
import { roleRounds } from './role-rounds.ts';
import { attachRolePolicies, createRole, setTrust } from './roles.ts';
import { createSecret, setSecretPolicy } from './secrets.ts';
import { createTable, setTablePolicy } from './tables.ts';

/**
 * Creates a scenario at an endpoint; the root user of each account creates what the account owns.
 *
 * AWS refuses a policy that names a principal or key that does not exist. The order is therefore users, providers, roles that
 * services and users assume, and the roles that those assume. Then come keys with their aliases, tables and secrets, policies
 * of users and roles, buckets, and the policies of tables and secrets.
 * Throws SpecError `setup-failed` naming the resource that was not created. Clients of this process can be given, which need no
 * connection.
 */
export async function provision(
  scenario: Scenario,
  endpoint: string,
  makeClients?: ConstructorParameters<typeof ProvisionedScenario>[2],
): Promise<ProvisionedScenario> {
  const provisioned = new ProvisionedScenario(scenario, endpoint, makeClients);
  const { users, oidcProviders, roles, groups, keys, buckets, tables, secrets } = scenario.document;
  await createOutsidePrincipals(provisioned);
  await each(scenario, 'user', users, (_, { account, userName, path, tags }) =>
    provisioned
      .root(account)
      .iam.send(new CreateUserCommand({ UserName: userName, Path: path, Tags: tagList(tags) })),
  );
  await each(scenario, 'OpenID Connect provider', oidcProviders, (_, { account, issuer, clientIds }) =>
    provisioned
      .root(account)
      .iam.send(new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList: clientIds })),
  );
  await createRoles(provisioned);
  const keyIds = await each(scenario, 'key', keys, (_, key) => createKey(provisioned, key));
  provisioned.learnKeys(keyIds);
  await each(scenario, 'table', tables, (_, table) => createTable(provisioned, table));
  provisioned.learnSecrets(
    await each(scenario, 'secret', secrets, (_, secret) => createSecret(provisioned, secret)),
  );
  // The owner's root user replicates a key while it may use it.
  await each(scenario, 'replicas of the key', keys, (name, key) => createReplicas(provisioned, name, key));
  await each(scenario, 'grants of the key', keys, (name, key) => createGrants(provisioned, name, key));
  await each(scenario, 'key', keys, (name, key) => setKeyPolicy(provisioned, name, key));
  const own = managedPoliciesOf(scenario.document);
  await each(scenario, 'managed policy', byName(own), (_, policy) =>
    createManagedPolicy(provisioned, policy),
  );
  await Promise.all([
    each(scenario, 'user', users, (name, user) => attachUserPolicies(provisioned, name, user)),
    each(scenario, 'role', roles, (name, role) => attachRolePolicies(provisioned, name, role)),
    each(scenario, 'group', groups, (_, group) => createGroup(provisioned, group)),
    each(scenario, 'bucket', buckets, (_, bucket) => createBucket(provisioned, bucket)),
    each(scenario, 'table', tables, (name, table) => setTablePolicy(provisioned, name, table)),
    each(scenario, 'secret', secrets, (name, secret) => setSecretPolicy(provisioned, name, secret)),
  ]);
  await createAccessPoints(provisioned);
  return provisioned;
}

async function createAccessPoints(provisioned: ProvisionedScenario): Promise<void> {
  const { scenario } = provisioned;
  const { accessPoints } = scenario.document;
  provisioned.learnAccessPoints(
    await each(scenario, 'access point', accessPoints, (_, point) => createAccessPoint(provisioned, point)),
  );
  await each(scenario, 'policy of the access point', accessPoints, (_, point) =>
    setAccessPointPolicy(provisioned, point),
  );
}

function byName(policies: readonly OwnManagedPolicy[]): Readonly<Record<string, OwnManagedPolicy>> {
  return Object.fromEntries(policies.map((policy) => [`${policy.name} of ${policy.account}`, policy]));
}

type Owned<Kind extends 'users' | 'buckets'> = ScenarioDocument[Kind][string];

/** The members of a scenario that each kind of thing is in, by the words for it. */
const KINDS = {
  user: 'users',
  'OpenID Connect provider': 'oidcProviders',
  role: 'roles',
  group: 'groups',
  key: 'keys',
  'replicas of the key': 'keys',
  'grants of the key': 'keys',
  'managed policy': undefined,
  bucket: 'buckets',
  table: 'tables',
  secret: 'secrets',
  'access point': 'accessPoints',
  'policy of the access point': 'accessPoints',
} as const;

async function each<Item extends object, Made>(
  scenario: Scenario,
  kind: keyof typeof KINDS,
  items: Readonly<Record<string, Item>>,
  make: (name: string, item: Item) => Promise<Made>,
): Promise<Record<string, Made>> {
  const made = Object.entries(items).map(async ([name, item]): Promise<[string, Made]> => {
    try {
      return [name, await make(name, item)];
    } catch (cause) {
      const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      throw new SpecError(
        'setup-failed',
        `${placeOf(scenario, kind, name, item)}: could not create the ${kind} ${name}${fileOf(scenario, kind, item)}: ${why.replace(/\.$/, '')}${remedyOfRefusal(why, scenario.file !== undefined)}`,
        { cause },
      );
    }
  });
  return Object.fromEntries(await Promise.all(made));
}

/** The place of a thing, or of the policy of an access point, which is set apart from it. */
function placeOf(scenario: Scenario, kind: keyof typeof KINDS, name: string, item: object): string {
  const member = KINDS[kind];
  if (member === undefined) return scenarioFile(scenario);
  return placeOfThing(scenario, member, name, separatePolicy(kind, item));
}

function separatePolicy(kind: keyof typeof KINDS, item: object): string | undefined {
  const isSeparate = kind === 'policy of the access point' && 'policy' in item;
  return isSeparate && typeof item.policy === 'string' ? item.policy : undefined;
}

/** The file of a policy that is set apart from its thing, after a comma; empty if the source of the thing has it. */
function fileOf({ folder, imported }: Scenario, kind: keyof typeof KINDS, item: object): string {
  const policy = separatePolicy(kind, item);
  return policy === undefined || imported?.origins.has(policy) === true
    ? ''
    : `, ${shownPath(join(folder, policy))}`;
}

async function createRoles(provisioned: ProvisionedScenario): Promise<void> {
  const { scenario } = provisioned;
  const { rounds, mutual } = roleRounds(provisioned);
  for (const round of rounds) await each(scenario, 'role', round, (_, role) => createRole(provisioned, role));
  await each(scenario, 'role', mutual, (_, role) => createRole(provisioned, role, TRUSTS_NONE));
  await each(scenario, 'role', mutual, (_, role) => setTrust(provisioned, role));
}

async function attachUserPolicies(
  provisioned: ProvisionedScenario,
  name: string,
  user: Owned<'users'>,
): Promise<void> {
  const { iam } = provisioned.root(user.account);
  for (const [policy, path] of Object.entries(user.policies)) {
    const document = {
      UserName: user.userName,
      PolicyName: policy,
      PolicyDocument: provisioned.policy(path),
    };
    await iam.send(new PutUserPolicyCommand(document));
  }
  const holder = { account: user.account, UserName: user.userName };
  await attachManagedPolicies(provisioned, holder, user.managedPolicies);
  await setBoundary(provisioned, name, user.boundary);
}

async function createBucket(provisioned: ProvisionedScenario, bucket: Owned<'buckets'>): Promise<void> {
  const { s3 } = provisioned.root(bucket.account);
  const Bucket = bucket.bucketName;
  const ObjectOwnership = bucket.objectOwnership;
  await s3.send(
    new CreateBucketCommand({ Bucket, ObjectOwnership, ...location(provisioned.scenario.document.region) }),
  );
  if (bucket.encryption !== undefined) {
    const reference = provisioned.filledIn(bucket.encryption, scenarioFile(provisioned.scenario));
    await s3.send(
      new PutBucketEncryptionCommand({ Bucket, ...defaultEncryption(reference, bucket.bucketKey) }),
    );
  }
  if (bucket.versioning) {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  }
  const TagSet = tagList(bucket.tags);
  if (TagSet !== undefined) await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  if (bucket.abac) await enableAbac(s3, Bucket);
  await setPublicAccess(s3, Bucket, bucket.blockPublicAccess);
  if (bucket.policy !== undefined) {
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: provisioned.policy(bucket.policy) }));
  }
}

/** Sets Block Public Access of a new bucket, which has all settings on. */
async function setPublicAccess(
  s3: ReturnType<ProvisionedScenario['root']>['s3'],
  Bucket: string,
  settings: Owned<'buckets'>['blockPublicAccess'],
): Promise<void> {
  const all = Object.values(settings);
  if (all.every((on) => on)) return;
  if (all.every((on) => !on)) await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  else await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: settings }));
}

/** The location constraint of a region; us-east-1 has none. */
function location(region: string) {
  const LocationConstraint = Object.values(BucketLocationConstraint).find(
    (constraint) => constraint === region,
  );
  return LocationConstraint === undefined ? {} : { CreateBucketConfiguration: { LocationConstraint } };
}
