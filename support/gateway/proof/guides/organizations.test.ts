import { CreateUserCommand, DeleteUserCommand, GetUserCommand } from '@aws-sdk/client-iam';
import { ListKeysCommand } from '@aws-sdk/client-kms';
import { LeaveOrganizationCommand } from '@aws-sdk/client-organizations';
import { GetObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import type { OrganizationalUnit } from '../../surroundings/organization.ts';
import { newBucket, newObject, setBucketPolicy } from '../../testing/buckets.ts';
import { allow, type Clients, deny, documentOf, type StatementText } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';

/** A member account with a user and a role that may do everything, and a bucket that is open to all of AWS. */
interface OrganizationWorld extends World {
  readonly user: Clients;
  readonly admin: Clients;
  readonly outsider: Clients;
}

const management = '444444444444';
const Bucket = 'records';

async function prepare(world: World): Promise<OrganizationWorld> {
  const { lab, owner } = world;
  const user = await lab.user(account, 'user', allow('*'));
  await newRole(owner, 'Admin', { AWS: account }, allow('*'));
  const admin = lab.as(await assume(user, `arn:aws:iam::${account}:role/Admin`));
  await newBucket(owner, Bucket);
  await newObject(owner, { Bucket, Key: 'k' });
  await setBucketPolicy(
    owner,
    Bucket,
    allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, { Principal: { AWS: otherAccount } }),
  );
  return { ...world, user, admin, outsider: await lab.user(otherAccount, 'outsider', allow('*')) };
}

const policy = (name: string, ...statements: readonly StatementText[]) => ({
  name,
  document: documentOf(...statements),
});
const scp = (...statements: readonly StatementText[]) => ({
  serviceControlPolicies: [policy('scp', ...statements)],
});
const rcp = (...statements: readonly StatementText[]) => ({
  resourceControlPolicies: [policy('rcp', ...statements)],
});

type Controls = Omit<OrganizationalUnit, 'id' | 'accounts' | 'units'>;

/** Puts the member in a unit of an organization, with policies on each level. */
const organize =
  (levels: {
    readonly root?: Controls;
    readonly unit?: Controls;
    readonly member?: Controls;
    readonly outsider?: true;
  }) =>
  async ({ lab }: OrganizationWorld) => {
    const accounts = [{ id: account, ...levels.member }];
    const units = [{ id: 'ou-ab12-11111111', ...levels.unit, accounts }];
    const others = levels.outsider === true ? [{ id: otherAccount }] : [];
    const root = { id: 'r-ab12', ...levels.root, units, accounts: [{ id: management }, ...others] };
    lab.lab.surround({ organization: { id: 'o-exampleorgid', managementAccount: management, root } });
  };

const listBuckets = (who: 'user' | 'admin' | 'owner') => (world: OrganizationWorld) =>
  world[who].s3.send(new ListBucketsCommand({}));
const listKeys = ({ user }: OrganizationWorld) => user.kms.send(new ListKeysCommand({}));
const keysIn = (region: string) => async (world: OrganizationWorld) => {
  const { accessKeyId, secretAccessKey } = await world.user.kms.config.credentials();
  return world.lab.as({ accessKeyId, secretAccessKey }, region).kms.send(new ListKeysCommand({}));
};
const getUser = ({ user }: OrganizationWorld) => user.iam.send(new GetUserCommand({ UserName: 'user' }));
const createUser = (who: 'user' | 'admin', UserName: string) => (world: OrganizationWorld) =>
  world[who].iam.send(new CreateUserCommand({ UserName }));
const leave = ({ user }: OrganizationWorld) => user.organizations.send(new LeaveOrganizationCommand({}));
const createSecret =
  (Name: string, Tags?: { Key: string; Value: string }[]) =>
  ({ user }: OrganizationWorld) =>
    user.secretsmanager.send(new CreateSecretCommand({ Name, SecretString: 'x', Tags }));
const read = (who: 'user' | 'outsider') => (world: OrganizationWorld) =>
  world[who].s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
const removeUser = ({ admin }: OrganizationWorld) =>
  admin.iam.send(new DeleteUserCommand({ UserName: 'none' }));

const IAM_WRITES = ['iam:CreateUser', 'iam:DeleteUser'];
const notOfAdmin = when('ArnNotLike', 'aws:PrincipalARN', [`arn:aws:iam::*:role/Admin`]);

const EXAMPLES: readonly Example<OrganizationWorld>[] = [
  {
    words: 'A list of denials, beside the policy that allows everything',
    arrange: organize({ root: scp(deny('kms:*')) }),
    asks: [
      ['the denied service', listKeys, 'denied'],
      ['another service', listBuckets('user'), 'granted'],
    ],
  },
  {
    words: 'A list of what is allowed, in place of that policy',
    arrange: organize({ member: { ...scp(allow('s3:*')), withoutFullAwsAccess: true } }),
    asks: [
      ['the allowed service', listBuckets('user'), 'granted'],
      ['another service', listKeys, 'denied'],
    ],
  },
  {
    words: 'Each level has to allow',
    arrange: organize({
      unit: { ...scp(allow(['s3:*', 'iam:*'])), withoutFullAwsAccess: true },
      member: { ...scp(allow(['s3:*', 'kms:*'])), withoutFullAwsAccess: true },
    }),
    asks: [
      ['what both allow', listBuckets('user'), 'granted'],
      ['what the unit allows', getUser, 'denied'],
      ['what the account allows', listKeys, 'denied'],
    ],
  },
  {
    words: 'The root user of a member account',
    arrange: organize({
      unit: scp(deny('*', '*', when('StringLike', 'aws:PrincipalArn', 'arn:aws:iam::*:root'))),
    }),
    asks: [
      ['the root user', listBuckets('owner'), 'denied'],
      ['a user', listBuckets('user'), 'granted'],
    ],
  },
  {
    words: 'Regions, but for services without Regions',
    arrange: organize({
      root: scp({
        Effect: 'Deny',
        NotAction: ['iam:*', 's3:ListAllMyBuckets'],
        Resource: '*',
        ...when('StringNotEquals', 'aws:RequestedRegion', ['eu-west-1']),
      }),
    }),
    asks: [
      ['in the Region', keysIn('eu-west-1'), 'granted'],
      ['in another', keysIn('us-east-1'), 'denied'],
      ['IAM', getUser, 'granted'],
    ],
  },
  {
    words: 'Changes of identities by a role of administrators alone',
    arrange: organize({ root: scp(deny(IAM_WRITES, '*', notOfAdmin)) }),
    asks: [
      ['a user', createUser('user', 'one'), 'denied'],
      ['the role', createUser('admin', 'two'), 'granted'],
      ['the role, about what does not exist', removeUser, '404 NoSuchEntityException'],
    ],
  },
  {
    words: 'No account leaves',
    arrange: organize({ root: scp(deny('organizations:LeaveOrganization')) }),
    asks: [['to leave', leave, 'denied']],
  },
  {
    words: 'New resources with a tag',
    arrange: organize({
      root: scp(deny('secretsmanager:CreateSecret', '*', when('Null', 'aws:RequestTag/Project', 'true'))),
    }),
    asks: [
      ['with the tag', createSecret('one', [{ Key: 'Project', Value: 'p' }]), 'granted'],
      ['with another', createSecret('two', [{ Key: 'Other', Value: 'p' }]), 'denied'],
      ['without tags', createSecret('three'), 'denied'],
    ],
  },
  {
    words: 'The management account is not bound',
    arrange: organize({ root: scp(deny('*')) }),
    asks: [
      ['a member', listBuckets('user'), 'denied'],
      [
        'the management account',
        ({ lab }) => lab.as(management).s3.send(new ListBucketsCommand({})),
        'granted',
      ],
    ],
  },
  {
    words: 'Resources for principals of the organization alone',
    arrange: organize({
      root: rcp(
        deny('s3:*', '*', {
          Principal: '*',
          Condition: {
            StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ),
    }),
    asks: [
      ['a user of the organization', read('user'), 'granted'],
      ['a user of another account, whom the bucket allows', read('outsider'), 'denied'],
    ],
  },
  {
    words: 'An account that joins is a principal of the organization',
    arrange: organize({
      outsider: true,
      root: rcp(
        deny('s3:*', '*', {
          Principal: '*',
          ...when('StringNotEqualsIfExists', 'aws:PrincipalOrgID', 'o-exampleorgid'),
        }),
      ),
    }),
    asks: [['whom the bucket allows', read('outsider'), 'granted']],
  },
  {
    words: 'A service control policy binds principals of its account, not its resources',
    arrange: organize({ root: scp(deny('s3:GetObject')) }),
    asks: [
      ['a user of the member', read('user'), 'denied'],
      ['a user of an account outside', read('outsider'), 'granted'],
    ],
  },
];

holdsAsGuided('AWS Organizations user guide, "Service control policies (SCPs)"', prepare, EXAMPLES);
