import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
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
