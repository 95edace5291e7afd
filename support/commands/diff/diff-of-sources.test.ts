import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { gitHere } from '../testing/git-here.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();
const here = process.cwd();
beforeEach(() => {
  written.write({ 'template.yaml': template('kms:DescribeKey'), 'later.yaml': template('kms:Decrypt') });
  process.chdir(written.root);
});
afterEach(() => process.chdir(here));

/** A key, and what another account may do with it. */
function template(action: string): string {
  return `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'
          - Sid: Partner
            Effect: Allow
            Principal: { AWS: '222222222222' }
            Action: ${action}
            Resource: '*'
`;
}

/** A plan that makes a user with an inline policy. */
function plan(action: string): string {
  const allow = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  });
  const resource = (type: string, after: object) => ({
    ...{ address: `${type}.clerk`, mode: 'managed', type, name: 'clerk' },
    change: { actions: ['create'], after, after_unknown: {} },
  });
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [
      resource('aws_iam_user', { name: 'clerk', path: '/' }),
      resource('aws_iam_user_policy', { name: 'own', user: 'clerk', policy: allow }),
      resource('aws_s3_bucket', { bucket: 'acme-ledger' }),
    ],
    configuration: { root_module: {} },
  });
}

async function widened(before: string, after: string) {
  const { stdout, stderr } = await keyholeHere('diff', before, after, '--json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout).widened;
}

describe('keyhole diff of a file', () => {
  test('compares the policies of access points of templates', async () => {
    const at = (Action: string) => `Resources:
  Reports:
    Type: AWS::S3::Bucket
    Properties: { BucketName: acme-reports }
  Delegates:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Reports
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { AWS: '*' }
            Action: s3:*
            Resource: [!GetAtt Reports.Arn, !Sub '\${Reports.Arn}/*']
            Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } }
  Desk:
    Type: AWS::S3::AccessPoint
    Properties:
      Name: desk
      Bucket: !Ref Reports
      Policy:
        Statement:
          - Effect: Allow
            Principal: { AWS: '222222222222' }
            Action: ${Action}
            Resource: !Sub 'arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/desk/object/*'
`;
    written.write({ 'before.yaml': at('s3:GetObjectTagging'), 'after.yaml': at('s3:GetObject') });
    const { exitCode, stdout } = await keyholeHere('diff', 'before.yaml', 'after.yaml');
    expect(exitCode).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /widened \+ any administrator of the account 222222222222: read the desk access point/,
    );
  });

  test('compares two templates, and says by which line of which an account outside gains access', async () => {
    expect(await widened('template.yaml', 'later.yaml')).toMatchObject([
      {
        principals: ['any administrator of the account 222222222222'],
        actions: ['kms:Decrypt'],
        after: { statements: [{ sid: 'Partner', file: 'later.yaml', line: 11 }] },
      },
    ]);
  });

  test('finds an access of an account that only the later version names', async () => {
    written.write({
      'alone.yaml': template('kms:Decrypt').replace("'222222222222'", "!Ref 'AWS::AccountId'"),
    });
    expect(await widened('alone.yaml', 'later.yaml')).toMatchObject([
      { principals: ['any administrator of the account 222222222222'], actions: ['kms:Decrypt'] },
    ]);
  });

  describe('with parameters', () => {
    const parameterized = (action: string) =>
      `Parameters: { Partner: { Type: String } }\n${template(action).replace("'222222222222'", '!Ref Partner')}`;
    beforeEach(() =>
      written.write({
        'parameters.json': '{ "Partner": "222222222222" }',
        'stacks/template.yaml': parameterized('kms:DescribeKey'),
        'later.yaml': parameterized('kms:Decrypt'),
        'plan.json': plan('s3:GetObject'),
      }),
    );
    const parameters = ['--parameters', 'parameters.json'];
    const decrypt = ['--principal', '111111111111', '--action', 'kms:Decrypt', '--resource', 'the key key'];

    test.each([
      ['diff', ['diff', 'stacks/template.yaml', 'later.yaml'], /account 222222222222/],
      ['matrix', ['matrix', 'stacks/template.yaml'], /account\s+222222222222/],
      [
        'who-can',
        ['who-can', 'kms:Decrypt', 'the key key', '--scenario', 'later.yaml'],
        /account 222222222222/,
      ],
      ['what-can', ['what-can', '111111111111', '--scenario', 'later.yaml'], /the key key/],
      ['decide', ['decide', '--scenario', 'later.yaml', ...decrypt], /kms:Decrypt/],
    ])('%s takes their values', async (_, args, told) => {
      expect(await keyholeHere(...args)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(
          /the parameter Partner of the stack .* has no value\ngive values with --parameters/,
        ),
      });
      const { exitCode, stdout, stderr } = await keyholeHere(...args, ...parameters);
      expect({ exitCode, stdout, stderr }).toEqual({
        exitCode: 0,
        stdout: expect.stringMatching(told),
        stderr: expect.not.stringContaining('no value'),
      });
    });

    test.each(['plan.json', 'scenarios/a'])('refuses them for %s, which is no template', async (other) => {
      written.write({ 'scenarios/a/scenario.yaml': 'title: a' });
      expect(await keyholeHere('matrix', other, ...parameters)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(`--parameters is for a template, and ${other} is none`),
      });
    });

    test('refuses a file of them that does not exist', async () => {
      expect(await keyholeHere('matrix', 'later.yaml', '--parameters', 'gone.json')).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('gone.json cannot be read'),
      });
    });
  });

  test('compares two plans', async () => {
    written.write({ 'plan.json': plan('s3:GetObject'), 'later.json': plan('s3:*') });
    const changes = await widened('plan.json', 'later.json');
    expect(changes).toContainEqual(
      expect.objectContaining({ principals: ['the clerk user'], access: 'write' }),
    );
    expect(await widened('plan.json', 'plan.json')).toEqual([]);
  });

  test('compares a template with that of a revision, and names the line in it', async () => {
    gitHere('init', '-q', '-b', 'main');
    gitHere('add', '.');
    gitHere('commit', '-qm', 'first');
    const ran = await keyholeHere('diff', 'main:later.yaml', 'template.yaml', '--json');
    expect(JSON.parse(ran.stdout).narrowed).toMatchObject([
      { before: { statements: [{ file: 'main:later.yaml', line: 11 }] } },
    ]);
  });

  const bucket = {
    address: 'aws_s3_bucket.a',
    mode: 'managed',
    type: 'aws_s3_bucket',
    name: 'a',
    values: {},
  };

  test.each([
    ['a.json', '{"format_version":"1.2","values"', /a\.json.*neither YAML nor JSON/],
    [
      'plan.json',
      JSON.stringify({
        format_version: '1.2',
        planned_values: { root_module: { resources: [bucket] } },
      }),
      /plan\.json is a plan without resource_changes/,
    ],
    ['a.yaml', 'Buckets: {}\n', /a\.yaml is not a template: it has no Resources/],
  ])('refuses %s, which is none', async (file, text, told) => {
    written.write({ [file]: text });
    expect(await keyholeHere('diff', 'template.yaml', file)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(told),
    });
  });

  test('asks for a scenario if a state has several accounts', async () => {
    const user = (id: string) => ({
      ...{ address: `aws_iam_user.u${id}`, mode: 'managed', type: 'aws_iam_user', name: `u${id}` },
      values: { name: `u${id}`, arn: `arn:aws:iam::${id}:user/u${id}` },
    });
    const state = {
      format_version: '1.0',
      values: { root_module: { resources: ['222222222222', '333333333333'].map(user) } },
    };
    written.write({ 'state.json': JSON.stringify(state) });
    expect(await keyholeHere('diff', 'template.yaml', 'state.json')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('several accounts, 222222222222 and 333333333333'),
    });
  });
});

test('Statements of a plan are told by their address, and a bucket without a key needs none', async () => {
  written.write({ 'plan.json': plan('s3:ListBucket'), 'later.json': plan('s3:GetObject') });
  const { stdout } = await keyholeHere('diff', 'plan.json', 'later.json', '--no-features');
  const said = stdout.replaceAll(/\s+/g, ' ');
  expect(said).not.toContain('undefined');
  expect(said).toContain('plan.json aws_iam_user_policy.clerk statement 1 of the inline policy');
  expect(said).toContain('(s3:GetObject; any object)');
});
