import { describe, expect, test } from '@jest/globals';
import { withoutSessions } from '../../scenario/testing/mfa-scenario.ts';
import { WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

/**
 * Asks about the write-only bucket: `principal action resource`, and more options. The output is on one line, since the
 * width of a terminal breaks its lines.
 */
async function decide(principal: string, action: string, resource: string, ...more: readonly string[]) {
  const question = ['--principal', principal, '--action', action, '--resource', resource];
  const said = await keyholeHere('decide', '--scenario', 'write-only-bucket', ...question, ...more);
  return { ...said, stdout: said.stdout.replace(/\s+/g, ' ') };
}

describe('keyhole decide', () => {
  test.each([
    [
      ['the transfer role', 'kms:Decrypt', 'the shared key', '--via', 's3'],
      1,
      /✗ kms:Decrypt on the shared key/,
    ],
    [['transfer', 'kms:GenerateDataKey', 'shared'], 0, /✓ kms:GenerateDataKey on the shared key/],
    [
      ['arn:aws:iam::222222222222:role/transfer', 's3:PutObject', 'write-only/a/b.txt'],
      0,
      /"a\/b\.txt" in the write-only bucket/,
    ],
    [
      ['outsider', 's3:GetObject', 'my-write-only-bucket/hello.txt', '--expect', 'denied'],
      0,
      /✗ s3:GetObject/,
    ],
    [
      ['outsider', 's3:GetObject', '"hello.txt" in the write-only bucket', '--expect', 'allowed'],
      1,
      /✗ s3:GetObject/,
    ],
    [
      ['111111111111', 'kms:PutKeyPolicy', 'the shared key'],
      0,
      /key-policy\.json:4 the statement "Enable IAM User/,
    ],
    [
      ['the root user of the intake account', 's3:DeleteBucket', 'the write-only bucket'],
      0,
      /allowed to the root user/,
    ],
    [['999999999999', 's3:ListBucket', 'write-only'], 1, /no statement allows s3:ListBucket/],
    [
      ['anonymous', 's3:GetObject', 'write-only/hello.txt'],
      1,
      /no statement allows s3:GetObject to an anonymous/,
    ],
    [['anonymous', 'kms:Decrypt', 'shared'], 1, /takes only signed requests, and the caller is anonymous/],
    [
      ['the outsider', 's3:PutBucketPolicy', 'write-only'],
      1,
      /no statement allows s3:PutBucketPolicy to the outsider/,
    ],
    [['transfer.amazonaws.com', 'sts:AssumeRole', 'the transfer role'], 0, /✓ sts:AssumeRole/],
    [['ec2.amazonaws.com', 'sts:AssumeRole', 'the transfer role'], 1, /✗ sts:AssumeRole/],
  ])('%j: exit code %i', async ([who = '', action = '', what = '', ...more], exitCode, told) => {
    expect(await decide(who, action, what, ...more)).toMatchObject({
      exitCode,
      stdout: expect.stringMatching(told),
    });
  });

  test.each([
    ['allowed', 0],
    ['denied', 1],
  ])('tells the shell whether it was as expected: %s', async (expected, code) => {
    const question = ['--principal', 'transfer', '--action', 'kms:Encrypt', '--resource', 'the shared key'];
    const ran = await keyholeHere(
      'decide',
      '--scenario',
      'write-only-bucket',
      ...question,
      '--expect',
      expected,
    );
    expect(ran).toMatchObject({
      exitCode: code,
      stdout: expect.stringContaining('✓ kms:Encrypt'),
      stderr: code === 0 ? '' : 'keyhole: expected denied, and it is allowed\n',
    });
  });

  test('prints the decision as JSON', async () => {
    const { exitCode, stdout } = await decide('transfer', 'kms:Decrypt', 'shared', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      result: 'Denied',
      action: 'kms:Decrypt',
      resourceName: 'the shared key',
      denial: {
        layer: 'key policy',
        reason: 'foreign-key',
        nearest: { source: { file: 'scenarios/write-only-bucket/added/key-policy.json', line: 11 } },
      },
    });
  });

  test('does not guess a condition key that a policy tests', async () => {
    const question = ['intake-administrator', 'kms:CreateGrant', 'shared'] as const;
    const unsaid = await decide(...question);
    expect(unsaid).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /depends on kms:GrantIsForAWSResource.*--context kms:GrantIsForAWSResource=…/s,
      ),
    });
    const said = await decide(...question, '--context', 'kms:GrantIsForAWSResource=true');
    expect(said).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('key-policy.json:18 the statement "Allow attachment'),
    });
    const without = await decide(...question, '--without', 'kms:GrantIsForAWSResource');
    expect(without).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('but it is absent') });
  });

  test.each([
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:login-a1b2c3'],
    ['dynamodb:Query', 'arn:aws:dynamodb:eu-west-1:222222222222:table/orders/index/by-day'],
    ['s3:GetAccessPoint', '*'],
  ])('decides %s, which the policies do not allow', async (action, resource) => {
    expect(await decide('transfer', action, resource)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(`${action} is not among`),
    });
  });

  test.each([
    [
      ['transfr', 'kms:Decrypt', 'shared'],
      /"transfr" is not known in the scenario write-only-bucket; did you mean "the transfer role"/,
    ],
    [['intake', 'kms:Decrypt', 'shared'], /"intake" is not known/],
    [['arn:aws:iam::222222222222:role/absent', 'kms:Decrypt', 'shared'], /is not in the scenario/],
    [
      ['transfer', 'kms:Decript', 'shared'],
      /does not know the action "kms:Decript"; did you mean "kms:Decrypt"/,
    ],
    [
      ['transfer', 'ec2:RunInstances', '*'],
      /actions of s3, kms, iam, sts, secretsmanager, dynamodb and organizations/,
    ],
    [
      ['transfer', 'kms:Decrypt', 'shared', '--region', 'nowhere'],
      /--region nowhere is not a region name, such as eu-west-1/,
    ],
    [
      ['transfer', 'secretsmanager:GetSecretValue', 'login'],
      /"login" is not known .* none of this kind, so give the ARN/,
    ],
    [['transfer', 'dynamodb:GetItem', '*'], /"\*" is not known .* none of this kind, so give the ARN/],
    [['transfer', 'kms:Decrypt', 'shraed'], /did you mean "the shared key"/],
    [['transfer', 's3:GetObject', 'write-only'], /give an object: the name of its bucket and its key/],
    [['transfer', 's3:ListBucket', 'write-only/hello.txt'], /give a bucket/],
    [['transfer', 's3:GetObject', 'nowhere/hello.txt'], /"nowhere" is not known/],
    [
      ['transfer', 's3:GetObject', 'my-write-onli-bucket/hello.txt'],
      /"my-write-onli-bucket" is not known .*; did you mean "the write-only bucket"/,
    ],
    [
      ['transfer', 's3:GetObject', 'arn:aws:s3:eu-west-1:111111111111:accesspoint/door/object/a'],
      /accesspoint\/door" is not known in the scenario write-only-bucket; it has none of this kind/,
    ],
    [
      ['transfer', 'kms:Decrypt', 'arn:aws:kms:eu-west-1:111111111111:key/1234abcd'],
      /key\/1234abcd" is not known in the scenario write-only-bucket; known: the intake key,/,
    ],
    [['transfer', 'kms:Decrypt', 'arn:aws:s3:::my-write-only-bucket'], /give a key/],
    [['transfer', 's3:GetObject', 'write-only/a', '--via', 's3'], /--via s3 is for actions of KMS/],
    [
      ['transfer', 'kms:Decrypt', 'shared', '--via', 'ec2'],
      /Allowed choices are s3, secretsmanager, dynamodb/,
    ],
    [
      [
        ...['anonymous', 'sts:AssumeRoleWithWebIdentity', 'the transfer role'],
        ...['--context', 'token.actions.githubusercontent.com:sub=repo:a/b'],
      ],
      /its caller is the holder of a token.*keyhole lab --tokens writes tokens and answers such requests/,
    ],
    [['transfer', 'kms:Decrypt', 'shared', '--expect', 'maybe'], /Allowed choices are allowed, denied/],
    [['transfer', 'kms:Decrypt', 'shared', '--context', 'oops'], /is not a condition key with a value/],
    [['transfer', 'kms:Decrypt', 'shared', '--context', 'oops=1'], /does not know: check its spelling/],
    [
      ['transfer', 'kms:Decrypt', 'zzzz'],
      /"zzzz" is not known in the scenario write-only-bucket; known: the intake key,/,
    ],
    [
      ['transfer', 'kms:Decrypt', 'shared', '--context', 'aws:SourceIpp=::1'],
      /aws:SourceIpp is a condition key that keyhole does not know/,
    ],
    [
      ['transfer', 'kms:Decrypt', 'shared', '--without', 'kms:Via'],
      /kms:Via is a condition key that keyhole does not know/,
    ],
    [
      ['transfer', 'kms:Decrypt', 'shared', '--context', 'aws:SourceVpce=vpce-1'],
      /are set by --through <endpoint>/,
    ],
    [
      ['transfer', 's3:GetObject', 'write-only/a', '--through', 'vpce-1'],
      /there is no VPC endpoint "vpce-1"/,
    ],
    [['transfer', 'kms:Decrypt', 'shared', '--through', 'vpce-1'], /--through vpce-1 is for requests to S3/],
    [
      ['transfer', 'kms:Decrypt', 'shared', '--context', 'aws:SourceIp=::1', '--without', 'AWS:SOURCEIP'],
      /is given to both --context and --without/,
    ],
    [
      ['transfer', 'kms:Decrypt', 'shared', '--region', 'eu-cental-1'],
      /--region eu-cental-1 is not a Region of AWS; did you mean "eu-central-1"/,
    ],
    [
      ['transfer', 'kms:Decrypt', 'shared', '--region', 'us-east-1'],
      /--region us-east-1 does not have the resource, which is in eu-west-1/,
    ],
    [
      ['transfer', 's3:GetObject', 'write-only/a', '--context', 'aws:ResourceTag/team=hr'],
      /aws:ResourceTag\/team cannot be stated, since keyhole knows it: it is a tag/,
    ],
    [
      ['transfer', 's3:GetObject', 'write-only/a', '--context', 'aws:PrincipalAccount=999999999999'],
      /aws:PrincipalAccount cannot be stated, since keyhole knows it: it follows from --principal/,
    ],
    [
      ['transfer', 's3:GetObject', 'write-only/a', '--without', 's3:DataAccessPointAccount'],
      /cannot be stated.*give the access point, or the object through it/,
    ],
    [['transfer', 'kms:Decrypt', 'shared', '--without', 'kms:ViaService'], /it is set by --via/],
    [['transfer.amazonaws.com', 's3:GetObject', 'write-only/a'], /it may only ask for actions of STS/],
    [['transfer', 'kms:Decrypt', 'shared', '--scenario', 'write-onyl-bucket'], /write-only-bucket/],
  ])('refuses %j with exit code 2', async ([who = '', action = '', what = '', ...more], message) => {
    const { exitCode, stderr } = await decide(who, action, what, ...more);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });

  test('refuses a question without its parts', async () => {
    const { exitCode, stderr } = await keyholeHere('decide', '--action', 'kms:Decrypt');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/decide needs --principal, --action and --resource, or --questions/),
    });
  });
});

test.each(['the partner access point/june.csv', '"june.csv" through the partner access point'])(
  'takes an object through an access point: %s',
  async (resource) => {
    const asked = ['--principal', 'manager', '--action', 's3:GetObject', '--resource', resource];
    const { stdout } = await keyholeHere('decide', '--scenario', 'access-points', ...asked);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      's3:GetObject on "june.csv" through the partner access point',
    );
  },
);

const written = new WrittenScenario();

test('A role that a control policy lets no principal assume has no request to decide', async () => {
  written.write(withoutSessions('serviceControlPolicies'));
  const asked = [
    '--action',
    's3:ListBucket',
    '--resource',
    'the ledger bucket',
    '--principal',
    'the safe role',
  ];
  const scenario = ['--scenarios', written.root, '--scenario', 'own'];
  const { exitCode, stderr } = await keyholeHere('decide', ...scenario, ...asked);
  expect(stderr).toContain('could not get a session of the role safe: AccessDenied');
  expect(exitCode).toBe(2);
});
