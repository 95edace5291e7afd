import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const statement = (effect: string, rest: string) =>
  `{ Effect: ${effect}, Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-data/*"${rest} }`;
const team = '{ StringEquals: { "aws:PrincipalTag/team": "{{resolve:ssm:/team}}" } }';

const TEMPLATE = `Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
  Guard:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - ${statement('Deny', `, Condition: ${team}`)}
          - ${statement('Allow', `, Condition: ${team}`)}
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }] }
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AmazonS3FullAccess
        - "{{resolve:ssm:/policy}}"
      PermissionsBoundary: !Sub "arn:aws:iam::\${AWS::AccountId}:policy/{{resolve:ssm:/boundary}}"
`;

test('What a template reads at deployment is not known: a Deny holds for all, a policy denies all, and each line is listed', async () => {
  using _folder = inFolder({ 't.yaml': TEMPLATE });
  const args = ['import', 'cloudformation', 't.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere(...args)).toMatchObject({ exitCode: 0, stderr: '' });
  expect(gapsIn('out')).toEqual([
    't.yaml:10 | Guard | Properties.PolicyDocument.Statement[0] | {{resolve:ssm:/team}} is read at deployment | the Deny holds for every value: access may be denied here that AWS allows',
    't.yaml:11 | Guard | Properties.PolicyDocument.Statement[1] | {{resolve:ssm:/team}} is read at deployment | the statement is left out: access that it allows is denied here',
    't.yaml:18 | Reader | Properties.ManagedPolicyArns[1] | {{resolve:ssm:/policy}} is read at deployment | everything that the policy could deny is denied here',
    't.yaml:19 | Reader | Properties.PermissionsBoundary | {{resolve:ssm:/boundary}} is read at deployment | a boundary that allows nothing stands for it',
  ]);
  const scenario = readFileSync('out/scenario.yaml', 'utf8');
  expect(scenario).toContain('unknown: imported/not-understood-unknown.json');
  expect(scenario).toContain('boundary: imported/not-understood-unknown.json');
});

const listed = (condition: string, effect: string) => `Parameters:
  Teams: { Type: CommaDelimitedList, Default: "{{resolve:ssm:/team}},ops" }
Mappings: { Of: { All: { Teams: ["{{resolve:ssm:/team}}", ops], Bucket: ["{{resolve:ssm:/bucket}}"] } } }
Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
  Other: { Type: AWS::S3::Bucket, Properties: { BucketName: !Select [0, !FindInMap [Of, All, Bucket]] } }
  Guard:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument: { Version: "2012-10-17", Statement: [${statement(effect, `, Condition: { StringEquals: { ${condition} } }`)}] }
`;

const DENY_HOLDS = 'the Deny holds for every value: access may be denied here that AWS allows';
const ALLOW_LEFT_OUT = 'the statement is left out: access that it allows is denied here';

test.each([
  ['a list of a parameter', '"aws:PrincipalTag/team": !Ref Teams', 'Deny', '/team', DENY_HOLDS],
  [
    'a list of a mapping',
    '"aws:PrincipalTag/team": !FindInMap [Of, All, Teams]',
    'Deny',
    '/team',
    DENY_HOLDS,
  ],
  ['a key', '"aws:PrincipalTag/{{resolve:ssm:/key}}": ops', 'Deny', '/key', DENY_HOLDS],
  ['a key of an Allow', '"aws:PrincipalTag/{{resolve:ssm:/key}}": ops', 'Allow', '/key', ALLOW_LEFT_OUT],
])(
  'What is read at deployment in %s of a condition is not known, nor is a bucket of that name',
  async (_, condition, effect, name, consequence) => {
    using _folder = inFolder({ 't.yaml': listed(condition, effect) });
    const args = ['import', 'cloudformation', 't.yaml', '--account', 'data=222222222222', '--out', 'out'];
    expect(await keyholeHere(...args)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(gapsIn('out')).toEqual([
      't.yaml:6 | Other | {{resolve:ssm:/bucket}} is read at deployment | the resource is left out: what it allows and denies is missing here',
      `t.yaml:11 | Guard | Properties.PolicyDocument.Statement[0] | {{resolve:ssm:${name}}} is read at deployment | ${consequence}`,
    ]);
    expect(await decisionsOf('.', 'out', [])).toEqual({});
  },
);

test('A bucket whose name is none of S3 is listed by its line, and the scenario can be used', async () => {
  const bucket = 'Type: AWS::S3::Bucket, Properties: { BucketName: "{{ resolve:ssm:/bucket }}" }';
  using _folder = inFolder({ 't.yaml': `Resources:\n  Data: { ${bucket} }\n` });
  const args = ['import', 'cloudformation', 't.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere(...args)).toMatchObject({ exitCode: 0, stderr: '' });
  expect(gapsIn('out')).toEqual([
    't.yaml:2 | Data | Properties.BucketName | "{{ resolve:ssm:/bucket }}" is not the name of a bucket | the resource is left out: what it allows and denies is missing here',
  ]);
});
