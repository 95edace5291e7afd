import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const document = (principal: string) => `
        Version: "2012-10-17"
        Statement:
          - { Effect: Allow, ${principal}Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::acme-data/*" }
          - { Effect: Deny, ${principal}Action: "s3:PutObject", Resource: "arn:aws:s3:::acme-data/*" }`;

const TEMPLATE = `Conditions: { Unknown: !Equals ["{{resolve:ssm:/stage}}", a] }
Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
  Ann: { Type: AWS::IAM::User, Properties: { UserName: ann } }
  Bob:
    Type: AWS::IAM::User
    Properties: { UserName: bob, ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] }
  Cid:
    Type: AWS::IAM::User
    Condition: Unknown
    Properties: { UserName: cid, ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] }
  OfAnn:
    Type: AWS::IAM::Policy
    Condition: Unknown
    Properties:
      PolicyName: own
      Users: [!Ref Ann]
      PolicyDocument: ${document('')}
  OfData:
    Type: AWS::S3::BucketPolicy
    Condition: Unknown
    Properties:
      Bucket: !Ref Data
      PolicyDocument: ${document('Principal: { AWS: "*" }, ')}
`;

test('A policy whose condition is not known denies what it may deny, and allows nothing', async () => {
  using _folder = inFolder({ 't.yaml': TEMPLATE });
  const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere('import', 'cloudformation', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
  const why =
    'it is not known whether the condition Unknown holds: {{resolve:ssm:/stage}} is read at deployment';
  const part = 'what the policy denies is denied here, and what it allows is left out';
  expect(gapsIn('out')).toEqual([
    `t.yaml:8 | Cid | Condition | ${why} | the resource is taken as if it held`,
    `t.yaml:12 | OfAnn | Condition | ${why} | ${part}`,
    `t.yaml:23 | OfData | Condition | ${why} | ${part}`,
  ]);
  const allowed = ['the bob user | s3:GetObject | data/a', 'the cid user | s3:GetObject | data/a'];
  const denied = ['the ann user | s3:GetObject | data/a', 'the bob user | s3:PutObject | data/a'];
  expect(await decisionsOf('.', 'out', [...allowed, ...denied])).toEqual({
    ...Object.fromEntries(allowed.map((question) => [question, 'allowed'])),
    ...Object.fromEntries(denied.map((question) => [question, 'denied'])),
  });
});

test('A resource without a type and a macro beside resources are told as such', async () => {
  const include = 'Fn::Transform: { Name: AWS::Include, Parameters: { Location: "s3://acme/part.yaml" } }';
  using _folder = inFolder({ 't.yaml': `Resources:\n  Data: { Properties: {} }\n  ${include}\n` });
  await keyholeHere('import', 'cloudformation', 't.yaml', '--account', 'data=222222222222', '--out', 'out');
  const leftOut = 'the resource is left out: what it allows and denies is missing here';
  expect(gapsIn('out')).toEqual([
    `t.yaml:2 | Data | it has no type | ${leftOut}`,
    `t.yaml:3 | Fn::Transform | the macro may make any resource of it | ${leftOut}`,
  ]);
});
