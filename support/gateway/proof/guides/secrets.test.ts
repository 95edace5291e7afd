import { CreateRoleCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import {
  allow,
  type Clients,
  deny,
  documentOf,
  newKey,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';
import { assume } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';

/** A user without policies, a partner's user with all of Secrets Manager and KMS, a role, and secrets with and without tags. */
interface SecretWorld extends World {
  readonly user: Clients;
  readonly outsider: Clients;
  readonly role: Clients;
  readonly key: string;
}

const named = (name: string) => `arn:aws:secretsmanager:eu-west-1:${account}:secret:${name}`;
const ROLE = `arn:aws:iam::${account}:role/reader`;

async function prepare(world: World): Promise<SecretWorld> {
  const { lab, owner } = world;
  const key = await newKey(owner);
  const user = await lab.user(account, 'user');
  const assumes = await lab.user(account, 'assumes', allow('sts:AssumeRole'));
  const trust = documentOf({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' });
  await owner.iam.send(new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument: trust }));
  const create = (Name: string, more: object = {}) =>
    owner.secretsmanager.send(new CreateSecretCommand({ Name, SecretString: 'x', ...more }));
  await create('db', { Tags: [{ Key: 'ServerName', Value: 'ServerABC' }] });
  await create('db-other');
  await create('shared', { KmsKeyId: key });
  const again = { SecretId: 'db', SecretString: 'y' };
  await owner.secretsmanager.send(new PutSecretValueCommand(again));
  const role = lab.as(await assume(assumes, ROLE));
  const outsider = await lab.user(otherAccount, 'outsider', allow(['secretsmanager:*', 'kms:*']));
  return { ...world, user, outsider, role, key };
}

const identity =
  (...statements: readonly StatementText[]) =>
  ({ owner }: SecretWorld) => {
    const PolicyDocument = documentOf(...statements);
    return owner.iam.send(new PutUserPolicyCommand({ UserName: 'user', PolicyName: 'p', PolicyDocument }));
  };
const resource =
  (SecretId: string, ...statements: readonly StatementText[]) =>
  ({ owner }: SecretWorld) =>
    owner.secretsmanager.send(
      new PutResourcePolicyCommand({ SecretId, ResourcePolicy: documentOf(...statements) }),
    );

type Who = 'user' | 'outsider' | 'role';
const read =
  (SecretId: string, who: Who = 'user', more: object = {}) =>
  (world: SecretWorld) =>
    world[who].secretsmanager.send(new GetSecretValueCommand({ SecretId, ...more }));
const describe =
  (SecretId: string) =>
  ({ user }: SecretWorld) =>
    user.secretsmanager.send(new DescribeSecretCommand({ SecretId }));
const list = ({ user }: SecretWorld) => user.secretsmanager.send(new ListSecretsCommand({}));
const create =
  (more: object = {}) =>
  ({ user }: SecretWorld) =>
    user.secretsmanager.send(new CreateSecretCommand({ Name: 'new', SecretString: 'x', ...more }));
const remove =
  (more: object) =>
  ({ user }: SecretWorld) =>
    user.secretsmanager.send(new DeleteSecretCommand({ SecretId: 'db', ...more }));
const publish =
  (more: object) =>
  ({ user }: SecretWorld) =>
    user.secretsmanager.send(
      new PutResourcePolicyCommand({
        SecretId: 'db',
        ResourcePolicy: documentOf(allow('secretsmanager:GetSecretValue', '*', to(account))),
        ...more,
      }),
    );
const batch = ({ user }: SecretWorld) =>
  user.secretsmanager.send(new BatchGetSecretValueCommand({ SecretIdList: ['db'] }));

const GET = 'secretsmanager:GetSecretValue';

const EXAMPLES: readonly Example<SecretWorld>[] = [
  {
    words: 'The value of one secret',
    arrange: identity(allow(GET, named('db-??????'))),
    asks: [
      ['of that secret', read('db'), 'granted'],
      ['of another', read('db-other'), 'denied'],
      ['its description', describe('db'), 'denied'],
    ],
  },
  {
    words: 'A name with a star, which also begins the names of others',
    arrange: identity(allow(GET, named('db-*'))),
    asks: [
      ['the secret', read('db'), 'granted'],
      ['one whose name goes on', read('db-other'), 'granted'],
      ['one of another name', read('shared'), 'denied'],
    ],
  },
  {
    words: 'To read and describe one secret, and list all',
    arrange: identity(
      allow([GET, 'secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'], named('db-??????')),
      allow('secretsmanager:ListSecrets'),
    ),
    asks: [
      ['its value', read('db'), 'granted'],
      ['its description', describe('db'), 'granted'],
      ['the list', list, 'granted'],
      ['the description of another', describe('shared'), 'denied'],
    ],
  },
  {
    words: 'A group of values in a batch takes permission for the batch',
    arrange: identity(allow(GET, named('db-??????'))),
    asks: [['the batch', batch, 'denied']],
  },
  {
    words: 'To create secrets, with tags only if tagging is allowed too',
    arrange: identity(allow('secretsmanager:CreateSecret')),
    asks: [
      ['with tags', create({ Tags: [{ Key: 'a', Value: 'b' }] }), 'denied'],
      ['without tags', create(), 'granted'],
    ],
  },
  {
    words: 'Secrets by a tag that they share with the policy',
    arrange: identity(allow(GET, '*', when('StringEquals', 'aws:ResourceTag/ServerName', 'ServerABC'))),
    asks: [
      ['with the tag', read('db'), 'granted'],
      ['without it', read('db-other'), 'denied'],
    ],
  },
  {
    words: 'A role that the policy of the secret names',
    arrange: resource('db', allow(GET, '*', to(ROLE))),
    asks: [
      ['the role', read('db', 'role'), 'granted'],
      ['a user', read('db'), 'denied'],
      ['the role, of another secret', read('shared', 'role'), 'denied'],
    ],
  },
  {
    words: 'The current version alone',
    arrange: identity(allow(GET, '*', when('StringEquals', 'secretsmanager:VersionStage', 'AWSCURRENT'))),
    asks: [
      ['the current one', read('db', 'user', { VersionStage: 'AWSCURRENT' }), 'granted'],
      ['the previous one', read('db', 'user', { VersionStage: 'AWSPREVIOUS' }), 'denied'],
    ],
  },
  {
    words: 'No policies that could be public',
    arrange: identity(
      allow('secretsmanager:PutResourcePolicy'),
      deny(
        'secretsmanager:PutResourcePolicy',
        '*',
        when('BoolIfExists', 'secretsmanager:BlockPublicPolicy', 'false'),
      ),
    ),
    asks: [
      ['with the check', publish({ BlockPublicPolicy: true }), 'granted'],
      ['without the check', publish({ BlockPublicPolicy: false }), 'denied'],
    ],
  },
  {
    words: 'No deletion without recovery',
    arrange: identity(
      allow('secretsmanager:DeleteSecret'),
      deny(
        'secretsmanager:DeleteSecret',
        '*',
        when('Bool', 'secretsmanager:ForceDeleteWithoutRecovery', 'true'),
      ),
    ),
    asks: [
      ['by force', remove({ ForceDeleteWithoutRecovery: true }), 'denied'],
      ['with a window', remove({ RecoveryWindowInDays: 7 }), 'granted'],
    ],
  },
  {
    words: 'No short recovery windows',
    arrange: identity(
      allow(
        'secretsmanager:DeleteSecret',
        '*',
        when('NumericGreaterThanEquals', 'secretsmanager:RecoveryWindowInDays', '20'),
      ),
    ),
    asks: [
      ['of 7 days', remove({ RecoveryWindowInDays: 7 }), 'denied'],
      ['of 20 days', remove({ RecoveryWindowInDays: 20 }), 'granted'],
    ],
  },
  {
    words: 'Another account needs the policy of the secret, and a key that is not the account’s own',
    arrange: async (world) => {
      for (const SecretId of ['db', 'shared'])
        await resource(SecretId, allow(GET, '*', to(`arn:aws:iam::${otherAccount}:root`)))(world);
    },
    asks: [
      ['under the key of Secrets Manager', read(named('db'), 'outsider'), '400 InvalidRequestException'],
      ['under a key whose policy does not name the account', read(named('shared'), 'outsider'), 'denied'],
      ['without a policy on the secret', read(named('db-other'), 'outsider'), 'denied'],
    ],
  },
];

holdsAsGuided(
  'Secrets Manager user guide, "Permissions policy examples for AWS Secrets Manager"',
  prepare,
  EXAMPLES,
);
