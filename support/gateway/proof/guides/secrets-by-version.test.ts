import {
  BatchGetSecretValueCommand,
  DeleteResourcePolicyCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  RotateSecretCommand,
  UntagResourceCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { allow, deny, documentOf, to } from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, when } from './guide-examples.ts';
import { identity } from './people.ts';
import { GET, named, prepare, read, resource, type SecretWorld, tag, update } from './secret-world.ts';

async function byArn(world: SecretWorld): Promise<unknown> {
  const { ARN } = await world.owner.secretsmanager.send(new DescribeSecretCommand({ SecretId: 'shared' }));
  return read(ARN, {}, 'outsider')(world);
}

const EXAMPLES: readonly Example<SecretWorld>[] = [
  {
    words: 'A service in the policy of a secret',
    arrange: resource(
      'TestEnv/db',
      allow(GET, '*', {
        Principal: { Service: ['appflow.amazonaws.com'] },
        Condition: {
          ArnLike: { 'aws:sourceArn': `arn:aws:appflow::${account}:*` },
          StringEquals: { 'aws:sourceAccount': account },
        },
      }),
    ),
    asks: [['a user', read(), 'denied']],
  },
  {
    words: 'Versions: by stage and by id',
    arrange: async (world) =>
      identity(
        allow(GET, '*', when('StringEquals', 'secretsmanager:VersionStage', 'AWSPREVIOUS')),
        allow(GET, '*', when('StringEquals', 'secretsmanager:VersionId', world.versions[1])),
      )(world),
    asks: [
      ['the previous stage', read('TestEnv/db', { VersionStage: 'AWSPREVIOUS' }), 'granted'],
      ['the current stage', read('TestEnv/db', { VersionStage: 'AWSCURRENT' }), 'denied'],
      [
        'the id of the current version',
        (world) => read('TestEnv/db', { VersionId: world.versions[1] })(world),
        'granted',
      ],
      [
        'the id of the first',
        (world) => read('TestEnv/db', { VersionId: world.versions[0] })(world),
        'denied',
      ],
    ],
  },
  {
    words: 'Stages that may be moved',
    arrange: identity(
      allow(
        'secretsmanager:UpdateSecretVersionStage',
        '*',
        when('StringEquals', 'secretsmanager:VersionStage', 'blue'),
      ),
    ),
    asks: [
      [
        'that one',
        ({ user, versions }) =>
          user.secretsmanager.send(
            new UpdateSecretVersionStageCommand({
              SecretId: 'TestEnv/db',
              VersionStage: 'blue',
              MoveToVersionId: versions[0],
            }),
          ),
        'granted',
      ],
      [
        'another',
        ({ user, versions }) =>
          user.secretsmanager.send(
            new UpdateSecretVersionStageCommand({
              SecretId: 'TestEnv/db',
              VersionStage: 'green',
              MoveToVersionId: versions[0],
            }),
          ),
        'denied',
      ],
    ],
  },
  {
    words: 'A change of the key takes KMS, a change of the description does not',
    arrange: identity(allow('secretsmanager:UpdateSecret')),
    asks: [
      ['the description', update({ Description: 'd' }), 'granted'],
      ['the key', (world) => update({ KmsKeyId: world.key })(world), 'denied'],
      ['the value under a customer’s key', update({ SecretString: 'z' }, 'shared'), 'denied'],
      ['the value under the key of Secrets Manager', update({ SecretString: 'z' }), 'granted'],
    ],
  },
  {
    words: 'A value under a key of a customer, with KMS for Secrets Manager alone',
    arrange: async (world) =>
      identity(
        allow(GET),
        allow('kms:Decrypt', world.key, {
          Condition: {
            StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' },
            StringLike: { 'kms:EncryptionContext:SecretARN': named('shared-*') },
          },
        }),
      )(world),
    asks: [['the value', read('shared'), 'granted']],
  },
  {
    words: 'A batch takes permission for each secret',
    arrange: identity(allow('secretsmanager:BatchGetSecretValue'), allow(GET, named('TestEnv/*'))),
    asks: [
      [
        'of both, one of which is refused',
        async ({ user }) => {
          const { SecretValues = [], Errors = [] } = await user.secretsmanager.send(
            new BatchGetSecretValueCommand({ SecretIdList: ['TestEnv/db', 'ProdEnv/db'] }),
          );
          if (SecretValues.length !== 1 || Errors[0]?.ErrorCode !== 'AccessDeniedException')
            throw new Error(JSON.stringify(Errors));
        },
        'granted',
      ],
      [
        'by a filter, which takes the list',
        ({ user }) =>
          user.secretsmanager.send(
            new BatchGetSecretValueCommand({ Filters: [{ Key: 'name', Values: ['TestEnv'] }] }),
          ),
        'denied',
      ],
    ],
  },
  {
    words: 'Policies of secrets',
    arrange: identity(
      allow(['secretsmanager:GetResourcePolicy', 'secretsmanager:PutResourcePolicy'], '*'),
      deny('secretsmanager:PutResourcePolicy', '*', when('Null', 'secretsmanager:BlockPublicPolicy', 'true')),
    ),
    asks: [
      [
        'a read',
        ({ user }) => user.secretsmanager.send(new GetResourcePolicyCommand({ SecretId: 'TestEnv/db' })),
        'granted',
      ],
      [
        'a policy without the check',
        ({ user }) =>
          user.secretsmanager.send(
            new PutResourcePolicyCommand({
              SecretId: 'TestEnv/db',
              ResourcePolicy: documentOf(allow(GET, '*', to(account))),
            }),
          ),
        'denied',
      ],
      [
        'a public policy with the check',
        ({ user }) =>
          user.secretsmanager.send(
            new PutResourcePolicyCommand({
              SecretId: 'TestEnv/db',
              BlockPublicPolicy: true,
              ResourcePolicy: documentOf(allow(GET, '*', { Principal: '*' })),
            }),
          ),
        '400 PublicPolicyException',
      ],
      [
        'its removal',
        ({ user }) => user.secretsmanager.send(new DeleteResourcePolicyCommand({ SecretId: 'TestEnv/db' })),
        'denied',
      ],
    ],
  },
  {
    words: 'Tags of secrets',
    arrange: identity(
      allow(
        ['secretsmanager:TagResource', 'secretsmanager:UntagResource'],
        '*',
        when('ForAllValues:StringEquals', 'aws:TagKeys', ['Stage']),
      ),
    ),
    asks: [
      ['one', tag({ Stage: 'x' }), 'granted'],
      ['another', tag({ AccessProject: 'x' }), 'denied'],
      [
        'its removal',
        ({ user }) =>
          user.secretsmanager.send(new UntagResourceCommand({ SecretId: 'TestEnv/db', TagKeys: ['Stage'] })),
        'granted',
      ],
      [
        'the removal of another',
        ({ user }) =>
          user.secretsmanager.send(
            new UntagResourceCommand({ SecretId: 'TestEnv/db', TagKeys: ['ServerName'] }),
          ),
        'denied',
      ],
    ],
  },
  {
    words: 'Another account, by a key that its policy names',
    arrange: async (world) => {
      await resource('shared', allow(GET, '*', to(otherAccount)))(world);
      await setKeyPolicy(
        world.owner,
        world.key,
        allow('kms:*', '*', to(account)),
        allow(['kms:Decrypt', 'kms:DescribeKey'], '*', to(otherAccount)),
      );
    },
    asks: [
      ['by the ARN', (world) => byArn(world), 'granted'],
      [
        'by the name, which is one of its own account',
        read('shared', {}, 'outsider'),
        '400 ResourceNotFoundException',
      ],
    ],
  },
  {
    words: 'Rotation takes its own permission',
    arrange: identity(allow(['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret'])),
    asks: [
      [
        'to rotate',
        ({ user }) => user.secretsmanager.send(new RotateSecretCommand({ SecretId: 'TestEnv/db' })),
        'denied',
      ],
    ],
  },
];

holdsAsGuided(
  'Secrets Manager user guide, "Permissions policy examples for AWS Secrets Manager": versions, keys, batches and tags',
  prepare,
  EXAMPLES,
);
