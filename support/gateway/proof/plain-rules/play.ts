import {
  CreatePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  DeletePublicAccessBlockCommand,
  PutBucketAbacCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import {
  CreateAccessPointCommand,
  PutAccessPointPolicyCommand,
  PutPublicAccessBlockCommand as PutPublicAccessBlockOfAccountCommand,
} from '@aws-sdk/client-s3-control';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import type { AccessKey, LabUnderTest } from '../../testing/lab-under-test.ts';
import { accessKeyOf, assume } from '../../testing/roles.ts';
import type { Base } from './base.ts';
import { arnOfRole, BUCKET, OWNER, PARTNER, STRANGER, VPC, VPCE, withKeys } from './names.ts';
import type { Question } from './questions.ts';
import type { PlainStatement } from './statements.ts';
import type { World } from './worlds.ts';

/** A world in a lab. */
export interface Played {
  /** The access keys of the callers. */
  readonly who: Readonly<Record<Question['caller'], string | AccessKey>>;
  /** The alias of the access point. */
  readonly alias: string;
}

const text = (Statement: readonly PlainStatement[]) => JSON.stringify({ Version: '2012-10-17', Statement });

interface Setting {
  readonly lab: LabUnderTest;
  readonly base: Base;
  readonly world: World;
}

/** Makes a world by requests, of root users as far as policies bind others. What binds root users too comes last. */
export async function play(lab: LabUnderTest, base: Base, generated: World): Promise<Played> {
  const setting = { lab, base, world: withKeys(generated, base.keys) };
  base.restore();
  lab.lab.surround({});
  const sessions = await makeIdentities(setting);
  await makeBucket(setting);
  const alias = await makePolicies(setting);
  surround(setting);
  const { ana, bob } = base.users;
  const stranger = base.helpers[STRANGER] ?? STRANGER;
  return { alias, who: { root: OWNER, ana, bob, stranger, anonymous: 'anonymous', ...sessions } };
}

async function makeIdentities({ lab, base, world }: Setting) {
  const [owner, partner] = [lab.as(OWNER), lab.as(PARTNER)];
  for (const [UserName, { iam }] of [
    ['ana', owner],
    ['bob', partner],
  ] as const)
    await iam.send(
      new PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument: text(world[UserName]) }),
    );
  const { anaTeam } = world;
  if (anaTeam !== undefined)
    await owner.iam.send(new TagUserCommand({ UserName: 'ana', Tags: [{ Key: 'team', Value: anaTeam }] }));
  const helper = (account: string) => lab.as(base.helpers[account] ?? account);
  const rex = await assume(helper(OWNER), arnOfRole('rex'), {
    ...{ RoleSessionName: 'one', SourceIdentity: 'carla', Tags: [{ Key: 'team', Value: 'red' }] },
    Policy: world.session && text(world.session),
  });
  const kim = await assume(helper(PARTNER), arnOfRole('kim'), { RoleSessionName: 'one' });
  const token = await lab.as(base.users.ana).sts.send(new GetSessionTokenCommand({}));
  for (const [RoleName, { iam }] of [
    ['rex', owner],
    ['kim', partner],
  ] as const)
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: text(world[RoleName]) }),
    );
  if (world.boundary !== undefined) {
    const limits = { PolicyName: 'limits', PolicyDocument: text(world.boundary) };
    const { Policy } = await owner.iam.send(new CreatePolicyCommand(limits));
    const PermissionsBoundary = Policy?.Arn;
    await owner.iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'ana', PermissionsBoundary }));
    await owner.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'rex', PermissionsBoundary }));
  }
  return { rex, kim, 'ana token': accessKeyOf(token.Credentials) };
}

const OFF = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false };
const restricting = (RestrictPublicBuckets: boolean) => ({ ...OFF, RestrictPublicBuckets });

async function makeBucket({ lab, base, world }: Setting): Promise<void> {
  const { s3, s3control } = lab.as(OWNER);
  const Bucket = BUCKET;
  await newBucket({ s3 }, Bucket);
  const isUnderKey = world.objectEncryption === 'owner';
  const encryption = isUnderKey && { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: base.keys.owner };
  for (const Key of ['in/a.txt', 'red/a.txt'])
    await newObject({ s3 }, { Bucket, Key, Tagging: 'kind=open', ...encryption });
  const TagSet = Object.entries(world.tags).map(([Key, Value]) => ({ Key, Value }));
  if (TagSet.length > 0) await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  if (world.isUnderAbac)
    await s3.send(new PutBucketAbacCommand({ Bucket, AbacStatus: { Status: 'Enabled' } }));
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const PublicAccessBlockConfiguration = restricting(true);
  if (world.restricts)
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  if (world.accountRestricts) {
    const ofAccount = { AccountId: OWNER, PublicAccessBlockConfiguration };
    await s3control.send(new PutPublicAccessBlockOfAccountCommand(ofAccount));
  }
  if (world.encryption === 'none') return;
  const KMSMasterKeyID = world.encryption === 'partner' ? base.keys.partner : base.keys.owner;
  const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID };
  const BucketKeyEnabled = world.encryption.endsWith('bucket key');
  const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled }];
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
}

async function makePolicies({ lab, base: { keys }, world }: Setting): Promise<string> {
  const owner = lab.as(OWNER);
  for (const [KeyId, { kms }, statements] of [
    [keys.owner, owner, world.keyOfOwner],
    [keys.partner, lab.as(PARTNER), world.keyOfPartner],
  ] as const) {
    const input = { KeyId, Policy: text(statements), BypassPolicyLockoutSafetyCheck: true };
    await kms.send(new PutKeyPolicyCommand(input));
  }
  const { account, policy, isOfVpc, restricts } = world.point;
  const { s3control } = lab.as(account);
  const point = { AccountId: account, Name: 'mine' };
  const { Alias = '' } = await s3control.send(
    new CreateAccessPointCommand({
      ...{ ...point, Bucket: BUCKET, BucketAccountId: OWNER },
      ...(isOfVpc && { VpcConfiguration: { VpcId: VPC } }),
      PublicAccessBlockConfiguration: restricting(restricts),
    }),
  );
  if (policy.length > 0)
    await s3control.send(new PutAccessPointPolicyCommand({ ...point, Policy: text(policy) }));
  const Policy = text(world.bucket);
  if (world.bucket.length > 0) await owner.s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
  return Alias;
}

function surround({ lab, world }: Setting): void {
  const controls = (
    name: string,
    service: readonly PlainStatement[],
    ofResources: readonly PlainStatement[] = [],
  ) => ({
    withoutFullAwsAccess: true,
    serviceControlPolicies: [{ name, document: text(service) }],
    ...(ofResources.length > 0 && { resourceControlPolicies: [{ name, document: text(ofResources) }] }),
  });
  const unit = {
    ...{ id: 'ou-ab12-11111111', ...controls('unit', world.unitControls, world.unitResourceControls) },
    accounts: [{ id: OWNER, ...controls('account', world.accountControls) }],
  };
  const root = {
    ...{ id: 'r-ab12', ...controls('root', world.rootControls, world.rootResourceControls) },
    ...{ accounts: [{ id: PARTNER }], units: [unit] },
  };
  lab.lab.surround({
    ...lab.lab.surroundings,
    organization: { id: 'o-exampleorgid', managementAccount: '999999999999', root },
    endpoints: [{ id: VPCE, vpc: VPC, policy: world.endpoint && text(world.endpoint) }],
  });
}
