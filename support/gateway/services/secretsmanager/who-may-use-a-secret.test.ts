import { DeleteRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { allow, answerOf, documentOf } from '../../testing/lab-under-test.ts';
import { newRole } from '../../testing/roles.ts';
import {
  foreigners,
  keys,
  Name,
  put,
  read,
  type SecretsUnderTest,
  secrets,
  secretsUnderTest,
  TOKEN,
  update,
} from './testing/secrets-under-test.ts';

let lab: SecretsUnderTest;

beforeEach(async () => {
  lab = await secretsUnderTest();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

describe('who may use a secret', () => {
  test.each([
    ['both sides', [secrets, keys], [{ ...secrets, ...foreigners }], 'granted'],
    [
      'the secret alone',
      [keys],
      [{ ...secrets, ...foreigners }],
      'no identity-based policy allows the secretsmanager:GetSecretValue action',
    ],
    [
      'the caller alone',
      [secrets, keys],
      [],
      'no resource-based policy allows the secretsmanager:GetSecretValue action',
    ],
    [
      'both, and the secret denies',
      [secrets, keys],
      [
        { ...secrets, ...foreigners },
        { ...secrets, Effect: 'Deny', Principal: '*' },
      ],
      'with an explicit deny in a resource-based policy',
    ],
    [
      'both, and the caller denies',
      [secrets, keys, { ...secrets, Effect: 'Deny' }],
      [{ ...secrets, ...foreigners }],
      'with an explicit deny in an identity-based policy',
    ],
  ])('across accounts, allowed by %s', async (_, identity, resource, expected) => {
    const arn = await lab.create(lab.key);
    const user = await lab.user(otherAccount, 'user', ...identity);
    await lab.keyPolicy({ ...allow('kms:Decrypt'), ...foreigners });
    if (resource.length > 0) expect(await lab.policy(arn, ...resource)).toBe('granted');
    expect(await read(user, arn)).toContain(expected);
  });

  test.each([
    [
      'the secret alone',
      [],
      { ...secrets, Principal: { AWS: `arn:aws:iam::${account}:user/user` } },
      'granted',
    ],
    ['the caller alone', [secrets], undefined, 'granted'],
    [
      'nobody',
      [],
      undefined,
      `400 AccessDeniedException: User: arn:aws:iam::${account}:user/user is not authorized to perform: secretsmanager:GetSecretValue on resource: ${Name} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
    ],
  ] as const)('within an account, allowed by %s', async (_, identity, resource, expected) => {
    const arn = await lab.create();
    const user = await lab.user(account, 'user', ...identity);
    if (resource !== undefined) expect(await lab.policy(arn, resource)).toBe('granted');
    expect(await read(user)).toBe(expected);
  });

  test('a deny of the secret binds the root user too', async () => {
    const arn = await lab.create();
    await lab.policy(arn, { ...allow('secretsmanager:GetSecretValue'), Effect: 'Deny', Principal: '*' });
    expect(await read(lab.root)).toContain('with an explicit deny in a resource-based policy');
  });

  test('no caller is served without a signature', async () => {
    await lab.create();
    expect(await read(lab.as('anonymous'))).toContain('400 MissingAuthenticationTokenException');
  });

  test('a name that no secret has is judged before it is looked for', async () => {
    const stranger = await lab.user(account, 'stranger');
    const reader = await lab.user(
      account,
      'reader',
      allow('secretsmanager:*', `arn:aws:secretsmanager:*:*:secret:${Name}-??????`),
    );
    expect(await read(stranger)).toContain('400 AccessDeniedException');
    expect(await read(reader)).toBe(
      "400 ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    );
    expect(await read(reader, 'other')).toContain('400 AccessDeniedException');
    const ofOthers = `arn:aws:secretsmanager:eu-west-1:${otherAccount}:secret:${Name}-abcdef`;
    expect(await read(lab.root, ofOthers)).toContain('no resource-based policy allows');
  });

  test('policies of identities name a secret by the whole of its ARN, however it is asked for', async () => {
    const arn = await lab.create();
    const whole = await lab.user(account, 'whole', allow('secretsmanager:*', arn));
    const pattern = await lab.user(
      account,
      'pattern',
      allow('secretsmanager:*', arn.replace(/.{6}$/, '??????')),
    );
    const partial = await lab.user(account, 'partial', allow('secretsmanager:*', arn.slice(0, -7)));
    for (const SecretId of [arn, arn.slice(0, -7), Name]) {
      expect([await read(whole, SecretId), await read(pattern, SecretId)]).toEqual(['granted', 'granted']);
      expect(await read(partial, SecretId)).toContain(`on resource: ${SecretId} because no identity-based`);
    }
  });

  test('a namesake that is made later is another secret', async () => {
    const arn = await lab.create();
    const user = await lab.user(account, 'user', allow('secretsmanager:*', arn));
    const once = { ...secrets, Principal: { AWS: `arn:aws:iam::${account}:user/user` } };
    await lab.policy(arn, once);
    await lab.root.secretsmanager.send(
      new DeleteSecretCommand({ SecretId: arn, ForceDeleteWithoutRecovery: true }),
    );
    expect(await lab.create()).not.toBe(arn);
    expect(await read(user)).toContain('400 AccessDeniedException');
  });

  test('a role that is deleted and made again has lost what the secret gave it', async () => {
    const arn = await lab.create();
    await newRole(lab.root, 'reader', { AWS: account });
    const { session } = lab;
    const first = await session('reader');
    await lab.policy(arn, { ...secrets, Principal: { AWS: `arn:aws:iam::${account}:role/reader` } });
    expect(await read(first)).toBe('granted');
    await lab.root.iam.send(new DeleteRoleCommand({ RoleName: 'reader' }));
    await newRole(lab.root, 'reader', { AWS: account });
    expect(await read(await session('reader'))).toContain('400 AccessDeniedException');
  });

  test('to list secrets takes a permission on no resource', async () => {
    const user = await lab.user(account, 'user');
    expect(await answerOf(user.secretsmanager.send(new ListSecretsCommand({})))).toBe(
      `400 AccessDeniedException: User: arn:aws:iam::${account}:user/user is not authorized to perform: secretsmanager:ListSecrets because no identity-based policy allows the secretsmanager:ListSecrets action`,
    );
  });
});

describe('a deleted secret', () => {
  test('can be described and restored, and no more', async () => {
    const arn = await lab.create();
    await lab.root.secretsmanager.send(new DeleteSecretCommand({ SecretId: arn }));
    const gone =
      "400 InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.";
    expect(await read(lab.root)).toBe(gone);
    expect(await put(lab.root)).toBe(gone);
    expect(await update(lab.root, { SecretString: 'x' })).toBe(gone);
    expect(await lab.policy(arn, { ...secrets, ...foreigners })).toBe(gone);
    expect(await read(await lab.user(account, 'stranger'))).toContain('400 AccessDeniedException: User:');
  });
});

describe('resource policies that are refused', () => {
  test.each([
    [
      'that are no JSON',
      'x',
      /^400 MalformedPolicyDocumentException: This resource policy contains a syntax error/,
    ],
    ['without a principal', documentOf(secrets), /^400 MalformedPolicyDocumentException/],
    [
      'that name a principal that does not exist',
      documentOf({ ...secrets, Principal: { AWS: `arn:aws:iam::${account}:role/none` } }),
      /^400 MalformedPolicyDocumentException: This resource policy contains an unsupported principal/,
    ],
    [
      'open to everybody, where that is to be blocked',
      documentOf({ ...secrets, Principal: '*' }),
      /^400 PublicPolicyException/,
    ],
  ])('%s', async (_, ResourcePolicy, expected) => {
    const SecretId = await lab.create();
    const sent = new PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy: true });
    expect(await answerOf(lab.root.secretsmanager.send(sent))).toMatch(expected);
  });
});

test('session policies bound what a role may do with secrets', async () => {
  await lab.create();
  await newRole(lab.root, 'reader', { AWS: account });
  const inline = { PolicyName: 'all', PolicyDocument: documentOf(secrets) };
  await lab.root.iam.send(new PutRolePolicyCommand({ RoleName: 'reader', ...inline }));
  const bounded = await lab.session('reader', documentOf(allow('secretsmanager:DescribeSecret')));
  expect(await read(await lab.session('reader'))).toBe('granted');
  expect(await read(bounded)).toContain(
    'because no session policy allows the secretsmanager:GetSecretValue action',
  );
});

test.each([
  [
    'CreateSecret',
    new CreateSecretCommand({ Name, AddReplicaRegions: [{ Region: 'eu-west-2' }] }),
    'AddReplicaRegions',
  ],
  ['CreateSecret', new CreateSecretCommand({ Name, Type: 'partner' }), 'Type'],
  ['UpdateSecret', new UpdateSecretCommand({ SecretId: Name, Type: 'partner' }), 'Type'],
  ['PutSecretValue', new PutSecretValueCommand({ SecretId: Name, RotationToken: TOKEN }), 'RotationToken'],
] as const)(
  '%s is refused by name where it asks for what is not there',
  async (operation, command, member) => {
    // A union of commands is one command to the compiler only after this.
    const sent = lab.root.secretsmanager.send(command as UpdateSecretCommand);
    expect(await answerOf(sent)).toBe(
      `501 NotImplemented: keyhole does not implement ${member} of secretsmanager:${operation}.`,
    );
  },
);
