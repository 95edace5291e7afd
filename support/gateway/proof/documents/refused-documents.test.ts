import {
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import {
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket } from '../../testing/buckets.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  type AccessKey,
  allow,
  answerOf,
  type Clients,
  documentOf,
  newKey,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';

const Bucket = 'records';
const everyone = { Principal: '*' };
const rootPrincipal = to(`arn:aws:iam::${account}:root`);

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await root.iam.send(new CreateUserCommand({ UserName: 'bob', Path: '/people/' }));
});

describe('A bucket policy', () => {
  const objects = `arn:aws:s3:::${Bucket}/*`;
  const reading = (Principal: unknown) => documentOf(allow('s3:GetObject', objects, { Principal }));
  const putPolicy = (Policy: string, who = root) =>
    answerOf(who.s3.send(new PutBucketPolicyCommand({ Bucket, Policy })));

  beforeEach(async () => {
    await newBucket(root, Bucket);
  });

  test.each<[string, string, string]>([
    ['is not JSON', '{', 'This policy contains invalid Json'],
    ['does not begin with a brace', ' {}', "Policies must be valid JSON and the first byte must be '{'"],
    ['is a list', '[]', "Policies must be valid JSON and the first byte must be '{'"],
    [
      'names a user that is not there',
      reading({ AWS: `arn:aws:iam::${account}:user/none` }),
      'Invalid principal in policy',
    ],
    [
      'names a role that is not there',
      reading({ AWS: `arn:aws:iam::${account}:role/none` }),
      'Invalid principal in policy',
    ],
    [
      'names a user without its path',
      reading({ AWS: `arn:aws:iam::${account}:user/bob` }),
      'Invalid principal in policy',
    ],
    ['names a group', reading({ AWS: `arn:aws:iam::${account}:group/all` }), 'Invalid principal in policy'],
    ['names what is no principal', reading({ AWS: 'bob' }), 'Invalid principal in policy'],
    [
      'speaks of another bucket',
      documentOf(allow('s3:GetObject', 'arn:aws:s3:::other/*', rootPrincipal)),
      'Policy has invalid resource',
    ],
    [
      'speaks of a bucket whose name begins the same',
      documentOf(allow('s3:GetObject', `arn:aws:s3:::${Bucket}2/*`, rootPrincipal)),
      'Policy has invalid resource',
    ],
    [
      'speaks of everything',
      documentOf(allow('s3:GetObject', '*', rootPrincipal)),
      'Policy has invalid resource',
    ],
    [
      'speaks of another service',
      documentOf(allow('kms:Decrypt', objects, rootPrincipal)),
      'Policy has invalid action',
    ],
    [
      'has an action that S3 does not have',
      documentOf(allow('s3:GetObjekt', objects, rootPrincipal)),
      'Policy has invalid action',
    ],
    [
      'lists the objects of an object',
      documentOf(allow('s3:ListBucket', objects, rootPrincipal)),
      'Action does not apply to any resource(s) in statement',
    ],
    ['has no principal', documentOf(allow('s3:GetObject', objects)), 'Missing required field Principal'],
  ])('that %s is refused', async (_what, policy, message) => {
    expect(await putPolicy(policy)).toBe(`400 MalformedPolicy: ${message}`);
    expect(await answerOf(root.s3.send(new GetBucketPolicyCommand({ Bucket })))).toMatch(
      /^404 NoSuchBucketPolicy/,
    );
  });

  test.each<[string, string]>([
    [
      'has an effect that is none',
      documentOf({ ...allow('s3:GetObject', objects, everyone), Effect: 'allow' }),
    ],
    [
      'has an operator that is none',
      documentOf(
        allow('s3:GetObject', objects, { ...everyone, Condition: { StringIsh: { 'aws:SourceIp': 'x' } } }),
      ),
    ],
    [
      'has an element that is none',
      documentOf(allow('s3:GetObject', objects, { ...everyone, Unless: true })),
    ],
    [
      'has Action and NotAction',
      documentOf(allow('s3:GetObject', objects, { ...everyone, NotAction: 's3:PutObject' })),
    ],
    ['has no statement', documentOf()],
    [
      'has a version that is none',
      JSON.stringify({ Version: '2020-01-01', Statement: [allow('s3:GetObject', objects, everyone)] }),
    ],
  ])('that %s is refused', async (_what, policy) => {
    expect(await putPolicy(policy)).toMatch(/^400 MalformedPolicy: /);
  });

  test('that opens the bucket to every principal is prevented by Block Public Access, until that is off', async () => {
    expect(await putPolicy(reading('*'))).toBe(
      `403 AccessDenied: User: arn:aws:iam::${account}:root is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${Bucket}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    );
    await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    expect(await putPolicy(reading('*'))).toBe('granted');
  });

  test('is looked at only if the caller may put it at all', async () => {
    const ana = await lab.user(account, 'ana');
    expect(await putPolicy('{', ana)).toMatch(/^403 AccessDenied: User: .*s3:PutBucketPolicy/);
  });
});

describe('A key policy', () => {
  const administering = allow('kms:*', '*', rootPrincipal);
  const using = allow('kms:Decrypt', '*', to(`arn:aws:iam::${account}:user/people/bob`));
  const createKey = (...statements: readonly StatementText[]) => ({ Policy: documentOf(...statements) });
  const lockedOut =
    '400 MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.';
  const noPrincipal =
    '400 MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.';
  const named = (AWS: string) => allow('kms:Decrypt', '*', to(AWS));

  test.each<[string, readonly StatementText[], string]>([
    ['that delegates to the account', [administering], 'granted'],
    ['that delegates, and names a user', [administering, using], 'granted'],
    ['that only lets it be used', [using], lockedOut],
    ['that only lets another account replace it', [allow('kms:*', '*', to(otherAccount))], lockedOut],
    [
      'that only lets another user replace it',
      [allow('kms:*', '*', { Principal: using.Principal })],
      lockedOut,
    ],
    [
      'that denies what it allows',
      [administering, { ...administering, Effect: 'Deny', Action: 'kms:PutKeyPolicy' }],
      lockedOut,
    ],
    [
      'that names a user that is not there',
      [administering, named(`arn:aws:iam::${account}:user/none`)],
      noPrincipal,
    ],
    [
      'that names a user without its path',
      [administering, named(`arn:aws:iam::${account}:user/bob`)],
      noPrincipal,
    ],
    ['that names a deleted user', [administering, named('AIDACKCEVSQ6C2EXAMPLE')], noPrincipal],
  ])('%s', async (_which, statements, answer) => {
    expect(await answerOf(root.kms.send(new CreateKeyCommand(createKey(...statements))))).toBe(answer);
    const KeyId = (await root.kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId;
    const putting = new PutKeyPolicyCommand({ KeyId, ...createKey(...statements) });
    expect(await answerOf(root.kms.send(putting))).toBe(answer);
  });

  test.each<[string, string]>([
    ['is not JSON', '{'],
    ['has a principal that is none', documentOf({ ...administering, Principal: { Person: 'bob' } })],
    ['has an effect that is none', documentOf({ ...administering, Effect: 'Perhaps' })],
  ])('that %s is refused', async (_what, Policy) => {
    expect(await answerOf(root.kms.send(new CreateKeyCommand({ Policy })))).toMatch(
      /^400 MalformedPolicyDocumentException: /,
    );
  });

  test('may lock every principal out if the check is bypassed, and then does', async () => {
    const creating = new CreateKeyCommand({ ...createKey(using), BypassPolicyLockoutSafetyCheck: true });
    const KeyId = (await root.kms.send(creating)).KeyMetadata?.Arn;
    const repairing = new PutKeyPolicyCommand({ KeyId, ...createKey(administering) });
    for (const request of [
      root.kms.send(repairing),
      root.kms.send(new GetKeyPolicyCommand({ KeyId })),
      root.kms.send(new DescribeKeyCommand({ KeyId })),
    ]) {
      expect(await answerOf(request)).toMatch(
        /^400 AccessDeniedException: .* because no resource-based policy allows the kms:\w+ action$/,
      );
    }
  });

  test('takes away what it gave at once', async () => {
    const ana = await lab.user(account, 'ana', allow('kms:*'));
    const KeyId = await newKey(root);
    const describing = () => answerOf(ana.kms.send(new DescribeKeyCommand({ KeyId })));
    expect(await describing()).toBe('granted');
    const only = allow('kms:*', '*', {
      ...rootPrincipal,
      Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:root` } },
    });
    await setKeyPolicy(root, KeyId, only);
    expect(await describing()).toMatch(/^400 AccessDeniedException/);
  });
});

describe('A document for IAM', () => {
  const allowing = documentOf(allow('s3:GetObject'));
  const trusting = (Principal: unknown) =>
    documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal });
  const malformed: [string, string][] = [
    ['is not JSON', '{'],
    ['has no statement', '{"Version":"2012-10-17"}'],
    ['has no action', documentOf({ Effect: 'Allow', Resource: '*' })],
    ['has no resource', documentOf({ Effect: 'Allow', Action: 's3:GetObject' })],
    ['has a principal', documentOf(allow('s3:GetObject', '*', everyone))],
    ['has an action without a service', documentOf(allow('GetObject'))],
    [
      'has an operator that is none',
      documentOf(allow('s3:GetObject', '*', { Condition: { Like: { 'aws:UserAgent': 'x' } } })),
    ],
  ];

  test.each(malformed)('that %s is refused', async (_what, PolicyDocument) => {
    const requests = [
      root.iam.send(new PutUserPolicyCommand({ UserName: 'bob', PolicyName: 'p', PolicyDocument })),
      root.iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument })),
    ];
    for (const request of requests) expect(await answerOf(request)).toMatch(/^400 MalformedPolicyDocument/);
  });

  test.each<[string, string]>([
    ['is a policy of a user', allowing],
    ['trusts nobody', documentOf({ Effect: 'Allow', Action: 'sts:AssumeRole' })],
    ['trusts a user that is not there', trusting({ AWS: `arn:aws:iam::${account}:user/none` })],
    ['has a resource', documentOf(allow('sts:AssumeRole', '*', rootPrincipal))],
  ])('to trust that %s is refused', async (_what, AssumeRolePolicyDocument) => {
    const creating = new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument });
    expect(await answerOf(root.iam.send(creating))).toMatch(/^400 MalformedPolicyDocument/);
    await root.iam.send(
      new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trusting({ AWS: account }) }),
    );
    const updating = new UpdateAssumeRolePolicyCommand({
      RoleName: 'r',
      PolicyDocument: AssumeRolePolicyDocument,
    });
    expect(await answerOf(root.iam.send(updating))).toMatch(/^400 MalformedPolicyDocument/);
  });

  describe('of a role', () => {
    const RoleName = 'r';
    const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
    const listing = {
      RoleName,
      PolicyName: 'listing',
      PolicyDocument: documentOf(allow('s3:ListAllMyBuckets')),
    };
    let ana: Clients;

    async function createRole() {
      await root.iam.send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusting({ AWS: account }) }),
      );
      await root.iam.send(new PutRolePolicyCommand(listing));
    }

    async function session(Policy?: string): Promise<Clients> {
      const { Credentials } = await ana.sts.send(
        new AssumeRoleCommand({ RoleArn, RoleSessionName: 'same', Policy }),
      );
      const {
        AccessKeyId: accessKeyId = '',
        SecretAccessKey: secretAccessKey = '',
        SessionToken: sessionToken = '',
      } = Credentials ?? {};
      const credentials: AccessKey = { accessKeyId, secretAccessKey, sessionToken };
      return lab.as(credentials);
    }

    const list = async (who: Clients) =>
      (await answerOf(who.s3.send(new ListBucketsCommand({})))).split(':')[0];

    beforeEach(async () => {
      ana = await lab.user(account, 'ana', allow('sts:AssumeRole', RoleArn));
      await createRole();
    });

    test('of its session is refused where it is none', async () => {
      expect(await answerOf(session('{'))).toMatch(/^400 MalformedPolicyDocument/);
    });

    test('bounds the session, and that session only', async () => {
      const bounded = await session(documentOf(allow('s3:GetObject')));
      const free = await session();
      expect([await list(bounded), await list(free), await list(bounded)]).toEqual([
        '403 AccessDenied',
        'granted',
        '403 AccessDenied',
      ]);
    });

    test('gives nothing to sessions of a deleted namesake, and takes nothing from its own', async () => {
      const old = await session();
      expect(await list(old)).toBe('granted');
      await root.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'listing' }));
      await root.iam.send(new DeleteRoleCommand({ RoleName }));
      await createRole();
      const fresh = await session();
      expect([await list(fresh), await list(old)]).toEqual(['granted', '403 InvalidAccessKeyId']);
      await root.iam.send(new PutRolePolicyCommand(listing));
      expect([await list(old), await list(fresh)]).toEqual(['403 InvalidAccessKeyId', 'granted']);
    });
  });
});

describe('A policy that is too large', () => {
  /** One statement, padded with actions until the document is larger than `bytes`. */
  const padded = (bytes: number, statement: StatementText) =>
    documentOf({
      ...statement,
      Action: Array.from({ length: bytes / 16 }, (_, i) => `${statement.Action}${i}`.padEnd(16, 'x')),
    });

  test('is refused for a bucket', async () => {
    const { s3 } = lab.as(account);
    await newBucket({ s3 }, 'large-policy');
    const Policy = padded(20_480, {
      ...rootPrincipal,
      ...allow('s3:GetObject', 'arn:aws:s3:::large-policy/*'),
    });
    const answer = await answerOf(s3.send(new PutBucketPolicyCommand({ Bucket: 'large-policy', Policy })));
    expect(answer).toMatch(/^400 PolicyTooLarge: .*20480 bytes/);
  });

  test('is refused for a key', async () => {
    const Policy = padded(32_768, { ...rootPrincipal, ...allow('kms:PutKeyPolicy') });
    const answer = await answerOf(lab.as(account).kms.send(new CreateKeyCommand({ Policy })));
    expect(answer).toMatch(/^400 LimitExceededException: .*32768 bytes/);
  });
});
