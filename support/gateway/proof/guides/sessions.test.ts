import {
  CreatePolicyCommand,
  CreateRoleCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import {
  allow,
  type Clients,
  deny,
  documentOf,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';
import { accessKeyOf } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';

/** A bucket with an object, and users of both accounts who may assume any role and pass on tags and an identity. */
interface RoleWorld extends World {
  readonly user: Clients;
  readonly outsider: Clients;
}

const object = { Bucket: 'records', Key: 'k' };
const OBJECTS = 'arn:aws:s3:::records/*';
const RoleName = 'reader';
const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
const ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

async function prepare(world: World): Promise<RoleWorld> {
  await newBucket(world.owner, object.Bucket);
  await newObject(world.owner, object);
  const user = await world.lab.user(account, 'user', allow(ACTIONS));
  const outsider = await world.lab.user(otherAccount, 'Outsider', allow(ACTIONS));
  return { ...world, user, outsider };
}

/** Creates the role that these principals may assume under a condition, with an inline policy. */
const role =
  (trusted: readonly string[], condition: object = {}, ...statements: readonly StatementText[]) =>
  async ({ owner }: RoleWorld) => {
    const trust = { Effect: 'Allow', Principal: { AWS: trusted }, Action: ACTIONS, ...condition };
    const AssumeRolePolicyDocument = documentOf(trust);
    await owner.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    if (statements.length === 0) return;
    const PolicyDocument = documentOf(...statements);
    await owner.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
  };

type Who = 'user' | 'outsider' | 'owner';
type Asked = Partial<AssumeRoleCommandInput>;

const session = (world: RoleWorld, who: Who, more: Asked = {}) =>
  world[who].sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'work', ...more }));
const assume =
  (who: Who, more: Asked = {}) =>
  (world: RoleWorld) =>
    session(world, who, more);
const read =
  (more: Asked = {}) =>
  async (world: RoleWorld) => {
    const { Credentials } = await session(world, 'user', more);
    return world.lab.as(accessKeyOf(Credentials)).s3.send(new GetObjectCommand(object));
  };
const Tags = [{ Key: 'Project', Value: 'Alpha' }];
const READ = allow('s3:GetObject');
const POLICY = documentOf(allow('s3:ListBucket'));

/** Bounds the role to nothing of S3, and names a principal in the bucket policy. */
const boundedAndNamed = (named: string) => async (world: RoleWorld) => {
  await role([account])(world);
  const PolicyDocument = documentOf(allow('kms:*'));
  const { Policy } = await world.owner.iam.send(new CreatePolicyCommand({ PolicyName: 'b', PolicyDocument }));
  const PermissionsBoundary = Policy?.Arn;
  await world.owner.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  await setBucketPolicy(world.owner, object.Bucket, allow('s3:GetObject', OBJECTS, to(named)));
};

const EXAMPLES: readonly Example<RoleWorld>[] = [
  {
    words: 'A trusted account leaves it to its identity-based policies',
    arrange: role([account]),
    asks: [
      ['a user with a policy', assume('user'), 'granted'],
      ['another account', assume('outsider'), 'denied'],
      ['the root user', assume('owner'), 'denied'],
    ],
  },
  {
    words: 'A third party states the external id',
    arrange: role([otherAccount], when('StringEquals', 'sts:ExternalId', '12345')),
    asks: [
      ['with it', assume('outsider', { ExternalId: '12345' }), 'granted'],
      ['with another', assume('outsider', { ExternalId: '54321' }), 'denied'],
      ['without one', assume('outsider'), 'denied'],
    ],
  },
  {
    words: 'The session is named as the user',
    arrange: role([account], when('StringLike', 'sts:RoleSessionName', '${aws:username}')),
    asks: [
      ['so', assume('user', { RoleSessionName: 'user' }), 'granted'],
      ['otherwise', assume('user'), 'denied'],
    ],
  },
  {
    words: 'A source identity is one of the list, and decides later',
    arrange: role(
      [account],
      when('StringLike', 'sts:SourceIdentity', ['Diego', 'Maria']),
      allow('s3:GetObject', '*', when('StringEquals', 'aws:SourceIdentity', 'Diego')),
    ),
    asks: [
      ['one of the list', read({ SourceIdentity: 'Diego' }), 'granted'],
      ['another of the list', read({ SourceIdentity: 'Maria' }), 'denied'],
      ['none of the list', assume('user', { SourceIdentity: 'Saanvi' }), 'denied'],
      ['none at all', assume('user'), 'denied'],
    ],
  },
  {
    words: 'A tag of the session decides',
    arrange: role(
      [account],
      {},
      allow('s3:GetObject', '*', when('StringEquals', 'aws:PrincipalTag/Project', 'Alpha')),
    ),
    asks: [
      ['with the tag', read({ Tags }), 'granted'],
      ['without it', read(), 'denied'],
    ],
  },
  {
    words: 'A session policy limits the role, and gives nothing',
    arrange: role([account], {}, READ),
    asks: [
      ['without one', read(), 'granted'],
      ['with one that does not list the action', read({ Policy: POLICY }), 'denied'],
    ],
  },
  {
    words: 'A bucket policy that names the role is limited by the boundary of the role',
    arrange: boundedAndNamed(RoleArn),
    asks: [['a read', read(), 'denied']],
  },
  {
    words: 'A bucket policy that names the session is not limited by it',
    arrange: boundedAndNamed(`arn:aws:sts::${account}:assumed-role/${RoleName}/work`),
    asks: [['a read', read(), 'granted']],
  },
  {
    words: 'Older sessions are revoked',
    arrange: role(
      [account],
      {},
      READ,
      deny('*', '*', when('DateLessThan', 'aws:TokenIssueTime', '2099-01-01T00:00:00Z')),
    ),
    asks: [['a session from before', read(), 'denied']],
  },
  {
    words: 'MFA is asked for',
    arrange: role([account], when('Bool', 'aws:MultiFactorAuthPresent', true)),
    asks: [['without a code', assume('user'), 'denied']],
  },
];

holdsAsGuided('IAM user guide, "IAM roles" and "Policies and permissions in IAM"', prepare, EXAMPLES);
