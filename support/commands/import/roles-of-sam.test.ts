import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Conditions: { Always: !Equals [a, a], Never: !Equals [a, b] }
Globals:
  Function:
    Tags: { team: orders, stage: test }
    PermissionsBoundary: arn:aws:iam::aws:policy/PowerUserAccess
Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
  Chosen:
    Type: AWS::Serverless::Function
    Connectors:
      ToData:
        Properties: { Destination: { Id: Data }, Permissions: [Write] }
    Properties:
      Tags: { stage: production }
      Policies:
        - AWSLambdaVPCAccessExecutionRole
        - !If [Always, AmazonS3ReadOnlyAccess, !Ref AWS::NoValue]
        - !If [Never, { S3CrudPolicy: { BucketName: !Ref Data } }, { S3ReadPolicy: { BucketName: !Ref Data } }]
        - !If [Never, { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }, !Ref AWS::NoValue]
  Free:
    Type: AWS::Serverless::Function
    IgnoreGlobals: [PermissionsBoundary, Tags]
    Properties: {}
  Own: { Type: AWS::Serverless::Function, IgnoreGlobals: "*" }
  Steps: { Type: AWS::Serverless::StateMachine, Properties: { Tags: { team: orders } } }
`;

// The roles are those that the translator of SAM makes of the template.
test('A role that SAM makes has the tags of its function, the policies of conditions, and those of AWS by their names', async () => {
  using _folder = inFolder({ 't.yaml': TEMPLATE });
  const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere('import', 'cloudformation', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
  const { chosen, free, own, steps } = parse(readFileSync('out/scenario.yaml', 'utf8')).roles;
  const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  expect(chosen).toMatchObject({
    tags: { 'lambda:createdBy': 'SAM', team: 'orders', stage: 'production' },
    boundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
    policies: { ChosenRolePolicy2: expect.any(String) },
    managedPolicies: {
      AWSLambdaBasicExecutionRole: basic,
      AWSLambdaVPCAccessExecutionRole: 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
      AmazonS3ReadOnlyAccess: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    },
  });
  expect(Object.keys({ ...chosen.policies, ...chosen.managedPolicies })).toHaveLength(4);
  for (const role of [free, own]) {
    expect(role).toMatchObject({
      tags: { 'lambda:createdBy': 'SAM' },
      managedPolicies: { AWSLambdaBasicExecutionRole: basic },
    });
    expect(role).not.toHaveProperty('boundary');
    expect(role.tags).not.toHaveProperty('team');
  }
  expect(steps.tags).toEqual({ 'stateMachine:createdBy': 'SAM', team: 'orders' });
  expect(gapsIn('out')).toEqual([
    't.yaml:12 | Chosen | Connectors.ToData | keyhole does not work out connectors of SAM | what it allows is denied here',
  ]);
});

test('A list of policies within Fn::If, which SAM does not take, is listed', async () => {
  const template = TEMPLATE.replace(
    'Properties: {}',
    'Properties: { Policies: !If [Always, [AmazonS3ReadOnlyAccess], []] }',
  );
  using _folder = inFolder({ 't.yaml': template });
  const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere('import', 'cloudformation', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
  expect(gapsIn('out')[1]).toBe(
    't.yaml:24 | FreeRole | Properties.ManagedPolicyArns[1] | SAM takes no list of policies within Fn::If or another list | everything that the policy could deny is denied here',
  );
  const { free } = parse(readFileSync('out/scenario.yaml', 'utf8')).roles;
  expect(free.managedPolicies).toHaveProperty('unknown');
});
