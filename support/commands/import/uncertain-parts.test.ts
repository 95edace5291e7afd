import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const TOP = `Transform: AWS::Serverless-2016-10-31
Conditions: { Prod: !Equals ["{{resolve:ssm:/stage}}", prod], Test: !Not [!Condition Prod] }
Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
`;
const FULL = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
const BOB = `  Bob: { Type: AWS::IAM::User, Properties: { UserName: bob, ManagedPolicyArns: ["${FULL}"] } }\n`;

const statement = (effect: string, action: string, principal = '') =>
  `{ Effect: ${effect}, ${principal}Action: "s3:${action}", Resource: "arn:aws:s3:::acme-data/*" }`;
const document = (...statements: readonly string[]) =>
  `{ Version: "2012-10-17", Statement: [${statements.join(', ')}] }`;

const ANYBODY = 'Principal: { AWS: "*" }, ';
const guard = (id: string, condition: string, text: string) => `  ${id}:
    Type: AWS::S3::BucketPolicy
${condition === '' ? '' : `    Condition: ${condition}\n`}    Properties: { Bucket: !Ref Data, PolicyDocument: ${text} }
`;
const own = (id: string, condition: string, text: string) => `  ${id}:
    Type: AWS::IAM::Policy
    Condition: ${condition}
    Properties: { PolicyName: own, Users: [!Ref Bob], PolicyDocument: ${text} }
`;
const managed = (id: string, condition: string, text: string) => `  ${id}:
    Type: AWS::IAM::ManagedPolicy
    Condition: ${condition}
    Properties: { ManagedPolicyName: shared, Users: [!Ref Bob], PolicyDocument: ${text} }
`;
const inline = (...policies: readonly string[]) => `  Bob:
    Type: AWS::IAM::User
    Properties: { UserName: bob, ManagedPolicyArns: ["${FULL}"], Policies: ${policies.join('')} }
`;
const policyOf = (...statements: readonly string[]) =>
  `{ PolicyName: own, PolicyDocument: ${document(...statements)} }`;

const READ = 'the bob user | s3:GetObject | data/a';
const WRITE = 'the bob user | s3:PutObject | data/a';
const DELETE = 'the bob user | s3:DeleteObject | data/a';
const ANN_READS = 'the ann user | s3:GetObject | data/a';
const ANN_WRITES = 'the ann user | s3:PutObject | data/a';
const ANN = '  Ann: { Type: AWS::IAM::User, Properties: { UserName: ann } }\n';

interface Case {
  readonly resources: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  readonly gaps?: readonly RegExp[];
}

const CASES: Readonly<Record<string, Case>> = {
  'a bucket policy that denies beside one that allows': {
    resources:
      BOB +
      guard('A', 'Prod', document(statement('Deny', 'PutObject', ANYBODY))) +
      guard('B', 'Test', document(statement('Allow', 'PutObject', ANYBODY))),
    allowed: [READ],
    denied: [WRITE],
  },
  'two bucket policies that deny, and a certain one after them that allows': {
    resources:
      ANN +
      BOB +
      guard('A', 'Prod', document(statement('Deny', 'PutObject', ANYBODY))) +
      guard('B', 'Test', document(statement('Deny', 'DeleteObject', ANYBODY))) +
      guard('C', '', document(statement('Allow', '*', 'Principal: { AWS: !GetAtt Ann.Arn }, '))),
    allowed: [READ, ANN_READS],
    denied: [WRITE, DELETE, ANN_WRITES],
  },
  'two inline policies of one name': {
    resources:
      BOB +
      own('A', 'Prod', document(statement('Deny', 'PutObject'))) +
      own('B', 'Test', document(statement('Deny', 'DeleteObject'))),
    allowed: [READ],
    denied: [WRITE, DELETE],
  },
  'an inline policy that may be missing': {
    resources: inline(
      `[!If [Prod, ${policyOf(statement('Deny', 'PutObject'))}, !Ref AWS::NoValue], !If [Prod, ${policyOf(statement('Allow', '*'))}, ${policyOf(statement('Deny', 'DeleteObject'))}]]`,
    ),
    allowed: [READ],
    denied: [WRITE, DELETE],
    gaps: [
      /Bob \| Properties\.Policies\[0\] \| \{\{resolve:ssm:\/stage\}\} is read at deployment \| what the policy denies is denied here, and what it allows is left out/,
      /Properties\.Policies\[1\]/,
    ],
  },
  'a list of inline policies that may be empty': {
    resources: inline(`!If [Prod, [${policyOf(statement('Deny', 'PutObject'))}], []]`),
    allowed: [READ],
    denied: [WRITE],
  },
  'an inline policy that is not known at all': {
    resources: inline('[!If [Prod, !ImportValue policy, !Ref AWS::NoValue]]'),
    allowed: [],
    denied: [READ],
    gaps: [/everything that the policy could deny is denied here/],
  },
  'a policy of SAM that may be missing': {
    resources: `  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - AmazonS3FullAccess
        - !If [Prod, ${document(statement('Allow', '*'))}, !Ref AWS::NoValue]
        - !If [Prod, ${document(statement('Deny', 'PutObject'))}, ${document(statement('Deny', 'DeleteObject'))}]
`,
    allowed: ['the f role | s3:GetObject | data/a'],
    denied: ['the f role | s3:PutObject | data/a', 'the f role | s3:DeleteObject | data/a'],
  },
  'the policies of a stack within': {
    resources: `${ANN + BOB}  In: { Type: AWS::CloudFormation::Stack, Condition: Prod, Properties: { TemplateURL: in.yaml } }\n`,
    files: {
      'in.yaml': `Resources:\n${guard('A', '', document(statement('Allow', '*', ANYBODY), statement('Deny', 'PutObject', ANYBODY))).replace('!Ref Data', 'acme-data')}`,
    },
    allowed: [READ],
    denied: [WRITE, ANN_READS],
    gaps: [
      /In \| Condition \| .* \| its resources are taken as if it held; of its policies, only what they deny/,
    ],
  },
  'managed policies of one name': {
    resources:
      BOB +
      managed('A', 'Prod', document(statement('Allow', '*'))) +
      managed('B', 'Test', document(statement('Deny', 'PutObject'))) +
      managed('C', 'Prod', document(statement('Deny', 'DeleteObject'))),
    allowed: [READ],
    denied: [WRITE, DELETE],
  },
  'a managed policy that only allows': {
    resources: `${ANN}  More:
    Type: AWS::IAM::ManagedPolicy
    Condition: Prod
    Properties: { PolicyDocument: ${document(statement('Allow', '*'))}, Users: [!Ref Ann] }
  Bob: { Type: AWS::IAM::User, Properties: { UserName: bob, ManagedPolicyArns: ["${FULL}", !Ref More] } }
`,
    allowed: [READ, WRITE],
    denied: [ANN_READS],
    gaps: [/More \| Condition/],
  },
};

test.each(Object.entries(CASES))(
  'If a condition is not known, %s: each denies what it may deny, and allows nothing',
  async (_, { resources, files = {}, allowed, denied, gaps }) => {
    using _folder = inFolder({ 't.yaml': TOP + resources, ...files });
    const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'out'];
    expect(await keyholeHere('import', 'cloudformation', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
    if (gaps !== undefined) expect(gapsIn('out')).toEqual(gaps.map((gap) => expect.stringMatching(gap)));
    expect(await decisionsOf('.', 'out', [...allowed, ...denied])).toEqual({
      ...Object.fromEntries(allowed.map((question) => [question, 'allowed'])),
      ...Object.fromEntries(denied.map((question) => [question, 'denied'])),
    });
  },
);
