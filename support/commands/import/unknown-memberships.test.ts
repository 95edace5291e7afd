import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const TEMPLATE = `Conditions: { Unknown: !Equals ["{{resolve:ssm:/stage}}", a] }
Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
  Readers:
    Type: AWS::IAM::Group
    Properties:
      GroupName: readers
      Policies:
        - PolicyName: own
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-data/*" }
              - { Effect: Deny, Action: "s3:PutObject", Resource: "arn:aws:s3:::acme-data/*" }
  Ann: { Type: AWS::IAM::User, Properties: { UserName: ann } }
  Bob:
    Type: AWS::IAM::User
    Properties: { UserName: bob, ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] }
  Cid:
    Type: AWS::IAM::User
    Properties:
      UserName: cid
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"]
      Groups: !If [Unknown, [!Ref Readers], []]
  Members:
    Type: AWS::IAM::UserToGroupAddition
    Condition: Unknown
    Properties: { GroupName: !Ref Readers, Users: [!Ref Ann, !Ref Bob] }
`;
const EVERYONE = `${TEMPLATE.replace('[!Ref Readers]', '[]')}`.replace(
  '[!Ref Ann, !Ref Bob]',
  '[!Ref Ann, "{{resolve:ssm:/user}}"]',
);

async function importOf() {
  const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere('import', 'cloudformation', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
}

test('A membership whose condition is not known denies what the group denies, and allows nothing', async () => {
  using _folder = inFolder({ 't.yaml': TEMPLATE });
  await importOf();
  expect(
    await decisionsOf('.', 'out', [
      'the ann user | s3:GetObject | data/a',
      'the bob user | s3:GetObject | data/a',
      'the bob user | s3:PutObject | data/a',
      'the cid user | s3:GetObject | data/a',
    ]),
  ).toEqual({
    'the ann user | s3:GetObject | data/a': 'denied',
    'the bob user | s3:GetObject | data/a': 'allowed',
    'the bob user | s3:PutObject | data/a': 'denied',
    'the cid user | s3:GetObject | data/a': 'denied',
  });
  expect(gapsIn('out').map((gap) => gap.split(' | ').slice(1).join(' | '))).toEqual([
    expect.stringMatching(/^Cid .*Groups.* \| everything that the group could deny is denied here$/),
    expect.stringMatching(
      /^Members \| Condition .* \| what the group denies is denied here, and what it allows is left out$/,
    ),
  ]);
});

test('A member that is not known may be any user: what the group denies is denied to all', async () => {
  const known = EVERYONE.replace('    Condition: Unknown\n', '');
  using _folder = inFolder({ 't.yaml': known });
  await importOf();
  expect(
    await decisionsOf('.', 'out', [
      'the ann user | s3:GetObject | data/a',
      'the bob user | s3:GetObject | data/a',
      'the bob user | s3:PutObject | data/a',
    ]),
  ).toEqual({
    'the ann user | s3:GetObject | data/a': 'allowed',
    'the bob user | s3:GetObject | data/a': 'allowed',
    'the bob user | s3:PutObject | data/a': 'denied',
  });
});
