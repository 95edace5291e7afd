import { CreateRoleCommand, PutRolePolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { EncryptCommand } from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetFederationTokenCommand } from '@aws-sdk/client-sts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import {
  allow,
  type Clients,
  deny,
  documentOf,
  newKey,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';
import { accessKeyOf, assume, newRole } from '../../testing/roles.ts';
import { type Example, holdsAsGuided, type World } from './guide-examples.ts';
import {
  boundedRole,
  boundedUser,
  bucketPolicy,
  identity,
  OBJECTS,
  type PeopleWorld,
  prepare as preparePeople,
  read,
  rolePolicy,
  steps,
  USER_ARN,
} from './people.ts';

/** Beside the people: a key, a secret, and a role of each account that the users may assume. */
interface SidesWorld extends PeopleWorld {
  readonly key: string;
  readonly secret: string;
}
const ROLE = `arn:aws:iam::${account}:role/reader`;
const SESSION = `arn:aws:sts::${account}:assumed-role/reader/work`;
const FOREIGN_ROLE = `arn:aws:iam::${otherAccount}:role/reader`;
const FOREIGN_SESSION = `arn:aws:sts::${otherAccount}:assumed-role/reader/work`;
const OUTSIDER = `arn:aws:iam::${otherAccount}:user/outsider`;

async function prepare(world: World): Promise<SidesWorld> {
  const people = await preparePeople(world);
  const { owner, partner } = people;
  await newRole(owner, 'reader', { AWS: account });
  await newRole(partner, 'reader', { AWS: otherAccount });
  await identity(allow(['sts:AssumeRole', 'sts:GetFederationToken']))(people);
  await foreign(allow(['sts:AssumeRole', 'sts:GetFederationToken']))(people);
  const made = await owner.secretsmanager.send(new CreateSecretCommand({ Name: 'db', SecretString: 'x' }));
  return { ...people, key: await newKey(owner), secret: made.ARN ?? '' };
}

/** Gives the partner's user an inline policy. */
function foreign(...statements: readonly StatementText[]) {
  return ({ partner }: World) =>
    partner.iam.send(
      new PutUserPolicyCommand({
        UserName: 'outsider',
        PolicyName: 'p',
        PolicyDocument: documentOf(...statements),
      }),
    );
}
const foreignRolePolicy =
  (...statements: readonly StatementText[]) =>
  ({ partner }: World) =>
    partner.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'reader',
        PolicyName: 'p',
        PolicyDocument: documentOf(...statements),
      }),
    );
const keyPolicy =
  (...statements: readonly StatementText[]) =>
  ({ owner, key }: SidesWorld) =>
    setKeyPolicy(owner, key, allow('kms:*', '*', to(account)), ...statements);
const secretPolicy =
  (...statements: readonly StatementText[]) =>
  ({ owner }: SidesWorld) =>
    owner.secretsmanager.send(
      new PutResourcePolicyCommand({ SecretId: 'db', ResourcePolicy: documentOf(...statements) }),
    );

type Ask = (clients: Clients, world: SidesWorld) => Promise<unknown>;
const reads: Ask = (user, world) => read()({ ...world, user });
const encrypts: Ask = ({ kms }, { key }) =>
  kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('x') }));
const getsSecret: Ask = ({ secretsmanager }, { secret }) =>
  secretsmanager.send(new GetSecretValueCommand({ SecretId: secret }));
const asUser = (ask: Ask) => (world: SidesWorld) => ask(world.user, world);
const asOutsider = (ask: Ask) => (world: SidesWorld) => ask(world.outsider, world);
const asRole =
  (ask: Ask, more: object = {}) =>
  async (world: SidesWorld) =>
    ask(world.lab.as(await assume(world.user, ROLE, { RoleSessionName: 'work', ...more })), world);
const asForeignRole =
  (ask: Ask, more: object = {}) =>
  async (world: SidesWorld) =>
    ask(
      world.lab.as(await assume(world.outsider, FOREIGN_ROLE, { RoleSessionName: 'work', ...more })),
      world,
    );
const asForeignFederated =
  (ask: Ask, more: object = {}) =>
  async (world: SidesWorld) =>
    ask(
      world.lab.as(
        accessKeyOf(
          (await world.outsider.sts.send(new GetFederationTokenCommand({ Name: 'fed', ...more })))
            .Credentials,
        ),
      ),
      world,
    );
const READ = allow('s3:GetObject');
const OTHER = { Policy: documentOf(allow('s3:ListBucket')) };
const opens = (principal: string) => bucketPolicy(allow('s3:GetObject', OBJECTS, to(principal)));

const ACROSS: readonly Example<SidesWorld>[] = [
  {
    words: 'A bucket policy that names the session of another account’s role does not suffice',
    arrange: opens(FOREIGN_SESSION),
    asks: [['a session without a policy', asForeignRole(reads), 'denied']],
  },
  {
    words: 'A bucket policy that names the session of another account’s role, whose policy allows it too',
    arrange: steps(opens(FOREIGN_SESSION), foreignRolePolicy(READ)),
    asks: [
      ['the session', asForeignRole(reads), 'granted'],
      ['with a session policy that does not allow it', asForeignRole(reads, OTHER), 'denied'],
      ['another session', asForeignRole(reads, { RoleSessionName: 'other' }), 'denied'],
    ],
  },
  {
    words: 'A bucket policy that names another account’s user does not suffice',
    arrange: opens(OUTSIDER),
    asks: [['a user without a policy', asOutsider(reads), 'denied']],
  },
  {
    words: 'A federated user of another account',
    arrange: steps(opens(`arn:aws:sts::${otherAccount}:federated-user/fed`), foreign(READ, allow('sts:*'))),
    asks: [
      [
        'with a session policy that allows it',
        asForeignFederated(reads, { Policy: documentOf(READ) }),
        'granted',
      ],
      ['without one', asForeignFederated(reads), 'denied'],
    ],
  },
  {
    words: 'A denial by the own account, of a bucket that another account opens',
    arrange: steps(opens(OUTSIDER), foreign(READ, deny('s3:*', OBJECTS))),
    asks: [['a read', asOutsider(reads), 'denied']],
  },
  {
    words: 'A key of another account takes both',
    arrange: keyPolicy(allow('kms:Encrypt', '*', to([OUTSIDER, FOREIGN_ROLE]))),
    asks: [
      ['a user without a policy', asOutsider(encrypts), 'denied'],
      ['a role without a policy', asForeignRole(encrypts), 'denied'],
    ],
  },
  {
    words: 'A key of another account, with both',
    arrange: steps(
      keyPolicy(allow('kms:Encrypt', '*', to(otherAccount))),
      foreignRolePolicy(allow('kms:Encrypt', `arn:aws:kms:*:${account}:key/*`)),
    ),
    asks: [
      ['a role', asForeignRole(encrypts), 'granted'],
      ['a role with a session policy that does not allow it', asForeignRole(encrypts, OTHER), 'denied'],
      ['a user without a policy', asOutsider(encrypts), 'denied'],
    ],
  },
];

const NAMED: readonly Example<SidesWorld>[] = [
  {
    words: 'A key policy that names a user is not limited by the boundary of the user',
    arrange: steps(boundedUser(allow('s3:*')), keyPolicy(allow('kms:Encrypt', '*', to(USER_ARN)))),
    asks: [['the user', asUser(encrypts), 'granted']],
  },
  {
    words: 'A key policy that names a role is limited by its boundary',
    arrange: steps(boundedRole('reader', allow('s3:*')), keyPolicy(allow('kms:Encrypt', '*', to(ROLE)))),
    asks: [['the role', asRole(encrypts), 'denied']],
  },
  {
    words: 'A key policy that names a session is not',
    arrange: steps(boundedRole('reader', allow('s3:*')), keyPolicy(allow('kms:Encrypt', '*', to(SESSION)))),
    asks: [
      ['the session', asRole(encrypts), 'granted'],
      ['the session with a session policy', asRole(encrypts, OTHER), 'granted'],
    ],
  },
  {
    words: 'A key policy that names a role is limited by session policies',
    arrange: keyPolicy(allow('kms:Encrypt', '*', to(ROLE))),
    asks: [
      ['the role', asRole(encrypts), 'granted'],
      ['the role with a session policy', asRole(encrypts, OTHER), 'denied'],
    ],
  },
  {
    words: 'The policy of a secret that names a role is limited by its boundary',
    arrange: steps(
      boundedRole('reader', allow('s3:*')),
      secretPolicy(allow('secretsmanager:GetSecretValue', '*', to(ROLE))),
    ),
    asks: [['the role', asRole(getsSecret), 'denied']],
  },
  {
    words: 'The policy of a secret that names a user is not limited by the boundary of the user',
    arrange: steps(
      boundedUser(allow('s3:*')),
      secretPolicy(allow('secretsmanager:GetSecretValue', '*', to(USER_ARN))),
    ),
    asks: [['the user', asUser(getsSecret), 'granted']],
  },
  {
    words: 'A trust policy that names a user is not limited by the boundary of the user',
    arrange: steps(identity(allow('s3:*')), boundedUser(allow('s3:*')), trusting(USER_ARN)),
    asks: [['the user', assumes('trusting'), 'granted']],
  },
  {
    words: 'A trust policy that names the account leaves it to policy and boundary',
    arrange: steps(boundedUser(allow('s3:*')), trusting(account)),
    asks: [['the user', assumes('trusting'), 'denied']],
  },
  {
    words: 'What a role’s policy and a bucket policy deny',
    arrange: steps(rolePolicy('reader', READ, deny('s3:GetObject', `${OBJECTS}`)), opens(SESSION)),
    asks: [['the session that the bucket policy names', asRole(reads), 'denied']],
  },
];

function trusting(AWS: string) {
  return ({ owner }: World) =>
    owner.iam.send(
      new CreateRoleCommand({
        RoleName: 'trusting',
        AssumeRolePolicyDocument: documentOf({
          Effect: 'Allow',
          Principal: { AWS },
          Action: 'sts:AssumeRole',
        }),
      }),
    );
}
function assumes(name: string) {
  return ({ user }: SidesWorld) =>
    user.sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${name}`, RoleSessionName: 'work' }),
    );
}

holdsAsGuided('IAM user guide, "Cross-account policy evaluation logic"', prepare, ACROSS);
holdsAsGuided('IAM user guide, "Policy evaluation logic": keys, secrets and roles', prepare, NAMED);
