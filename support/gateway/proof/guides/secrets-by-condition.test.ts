import {
  DescribeSecretCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
} from '@aws-sdk/client-secrets-manager';
import { account } from '../../../aws/testing/accounts.ts';
import { allow, deny, to } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { identity, steps, taggedUser, tagsOf, USER_ARN } from './people.ts';
import {
  create,
  GET,
  named,
  prepare,
  read,
  resource,
  type SecretWorld,
  tag,
  update,
} from './secret-world.ts';

const describe =
  (SecretId = 'TestEnv/db') =>
  ({ user }: SecretWorld) =>
    user.secretsmanager.send(new DescribeSecretCommand({ SecretId }));
const ALL = 'secretsmanager:*';
const project = when('StringEquals', 'aws:ResourceTag/AccessProject', '${aws:PrincipalTag/AccessProject}');

const EXAMPLES: readonly Example<SecretWorld>[] = [
  {
    words: 'Secrets of one prefix',
    arrange: identity(allow(GET, named('TestEnv/*'))),
    asks: [
      ['one of it', read(), 'granted'],
      ['another', read('ProdEnv/db'), 'denied'],
      ['one that does not exist', read('TestEnv/none'), '400 ResourceNotFoundException'],
      ['one that does not exist, elsewhere', read('none'), 'denied'],
    ],
  },
  {
    words: 'Descriptions and lists',
    arrange: identity(allow(['secretsmanager:DescribeSecret', 'secretsmanager:List*'])),
    asks: [
      ['a description', describe(), 'granted'],
      ['the list', ({ user }) => user.secretsmanager.send(new ListSecretsCommand({})), 'granted'],
      [
        'its versions',
        ({ user }) => user.secretsmanager.send(new ListSecretVersionIdsCommand({ SecretId: 'TestEnv/db' })),
        'granted',
      ],
      ['its value', read(), 'denied'],
    ],
  },
  {
    words: 'New secrets alone',
    arrange: identity(allow(['secretsmanager:CreateSecret', 'secretsmanager:ListSecrets'])),
    asks: [
      ['a new secret', create(), 'granted'],
      ['a change', update({ Description: 'x' }), 'denied'],
      ['a value', read(), 'denied'],
    ],
  },
  {
    words: 'New secrets by name, description and key',
    arrange: async (world) =>
      identity(
        allow('secretsmanager:CreateSecret', '*', {
          Condition: {
            StringLike: { 'secretsmanager:Name': 'app/*' },
            Null: { 'secretsmanager:Description': 'false' },
            StringEquals: { 'secretsmanager:KmsKeyId': world.key },
          },
        }),
        allow(['kms:GenerateDataKey', 'kms:Decrypt'], world.key),
      )(world),
    asks: [
      [
        'with all',
        (world) => create({ Name: 'app/a', Description: 'd', KmsKeyId: world.key })(world),
        'granted',
      ],
      ['of another name', (world) => create({ Description: 'd', KmsKeyId: world.key })(world), 'denied'],
      ['without a description', (world) => create({ Name: 'app/b', KmsKeyId: world.key })(world), 'denied'],
      ['without a key', create({ Name: 'app/b', Description: 'd' }), 'denied'],
    ],
  },
  {
    words: 'New secrets of one Region: no replicas',
    arrange: identity(
      allow('secretsmanager:CreateSecret'),
      deny(
        'secretsmanager:CreateSecret',
        '*',
        when('ForAnyValue:StringEquals', 'secretsmanager:AddReplicaRegions', ['us-east-1']),
      ),
    ),
    asks: [['without replicas', create(), 'granted']],
  },
  {
    words: 'New secrets with tags of some keys',
    arrange: identity(
      allow(['secretsmanager:CreateSecret', 'secretsmanager:TagResource'], '*', {
        Condition: {
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['AccessProject', 'Stage'] },
          StringEquals: { 'aws:RequestTag/AccessProject': 'Alpha' },
        },
      }),
    ),
    asks: [
      ['with the tag', create({ Tags: tagsOf({ AccessProject: 'Alpha' }) }), 'granted'],
      ['with another beside it', create({ Tags: tagsOf({ AccessProject: 'Alpha', x: 'y' }) }), 'denied'],
      ['with another value', create({ Tags: tagsOf({ AccessProject: 'Beta' }) }), 'denied'],
      ['without tags', create(), 'denied'],
      ['a tag of a secret', tag({ AccessProject: 'Alpha' }), 'granted'],
      ['another tag of a secret', tag({ x: 'y' }), 'denied'],
    ],
  },
  {
    words: 'Secrets by a tag, by both keys',
    arrange: identity(
      allow(
        'secretsmanager:DescribeSecret',
        '*',
        when('StringEquals', 'secretsmanager:ResourceTag/ServerName', 'ServerABC'),
      ),
      allow(GET, '*', when('StringEquals', 'aws:ResourceTag/ServerName', 'ServerABC')),
    ),
    asks: [
      ['a description', describe(), 'granted'],
      ['a description of another', describe('ProdEnv/db'), 'denied'],
      ['a value', read(), 'granted'],
      ['a value of another', read('ProdEnv/db'), 'denied'],
    ],
  },
  {
    words: 'A tag of the secret that is that of the caller, in the policy of the secret',
    arrange: steps(
      taggedUser({ AccessProject: 'Alpha' }),
      resource('TestEnv/db', allow(GET, '*', { ...to(USER_ARN), ...project })),
      resource('ProdEnv/db', allow(GET, '*', { ...to(USER_ARN), ...project })),
    ),
    asks: [
      ['the same', read(), 'granted'],
      ['none', read('ProdEnv/db'), 'denied'],
    ],
  },
  {
    words: 'A tag of the secret that is that of the caller, who has none',
    arrange: identity(allow(GET, '*', project)),
    asks: [['a secret with the tag', read(), 'denied']],
  },
  {
    words: 'The account in the policy of a secret delegates',
    arrange: resource('TestEnv/db', allow(GET, '*', to(account))),
    asks: [
      ['a user without a policy', read(), 'denied'],
      ['the root user', read('TestEnv/db', {}, 'owner'), 'granted'],
    ],
  },
  {
    words: 'Only from one endpoint, denied by the policy of a secret',
    arrange: steps(
      identity(allow(ALL)),
      resource(
        'TestEnv/db',
        deny(GET, '*', {
          Principal: '*',
          ...when('StringNotEquals', 'aws:sourceVpce', 'vpce-1234a5678b9012c'),
        }),
      ),
    ),
    asks: [
      ['from elsewhere', read(), 'denied'],
      ['the root user', read('TestEnv/db', {}, 'owner'), 'denied'],
      ['a description', describe(), 'granted'],
      ['another secret', read('ProdEnv/db'), 'granted'],
    ],
  },
];

holdsAsGuided(
  'Secrets Manager user guide, "Permissions policy examples for AWS Secrets Manager", by condition',
  prepare,
  EXAMPLES,
);
