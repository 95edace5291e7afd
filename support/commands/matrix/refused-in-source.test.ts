import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const template = (name: string, resource: string) => `Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
  Readers:
    Type: AWS::S3::AccessPoint
    Properties:
      Name: ${name}
      Bucket: !Ref Data
      Policy:
        Version: "2012-10-17"
        Statement:
          - { Effect: Allow, Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: "${resource}" }
`;
const scenario = `title: Own
region: eu-west-1
accounts: { data: "222222222222" }
from: { cloudformation: ../../t.yaml }
`;
const role = `Resources:
  Person:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Federated: unknown }, Action: "sts:AssumeRoleWithSAML" }] }
`;

test.each([
  [
    'the policy of an access point',
    template('readers', 'arn:aws:s3:::acme-data/*'),
    /^keyhole: t\.yaml:8: Readers: could not create the policy of the access point readers: MalformedPolicy/,
  ],
  [
    'the name of an access point',
    template('Readers_1', '*'),
    /^keyhole: t\.yaml:3: Readers: accessPoints\.readers\.accessPointName: must be the name of an access point/,
  ],
  [
    'the trust policy of a role',
    role,
    /^keyhole: t\.yaml:2: Person: could not create the role person: Malformed/,
  ],
])('What is refused of a template is told by its place there: %s', async (_, text, message) => {
  using _folder = inFolder({ 't.yaml': text, 'scenarios/own/scenario.yaml': scenario });
  for (const asked of ['t.yaml', 'own'])
    expect(await keyholeHere('matrix', asked)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(message),
    });
});

test('What is refused of an imported scenario is told by its files', async () => {
  using _folder = inFolder({ 't.yaml': template('readers', 'arn:aws:s3:::acme-data/*') });
  const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'scenarios/own'];
  expect(await keyholeHere('import', 'cloudformation', ...args)).toMatchObject({ exitCode: 0 });
  expect((await keyholeHere('matrix', 'own')).stderr).toMatch(
    /^keyhole: scenarios\/own\/scenario\.yaml: could not create the policy of the access point readers, scenarios\/own\/imported\/readers-access-point-policy\.json: Malformed/,
  );
});
