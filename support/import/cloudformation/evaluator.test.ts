import { describe, expect, test } from '@jest/globals';
import { GapList } from '../world/gap-list.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { Evaluator } from './evaluator.ts';
import { readTemplate } from './read-template.ts';
import { resourcesOf } from './stack.ts';

const TEMPLATE = `
Parameters:
  Name: { Type: String, Default: reports }
  Names: { Type: CommaDelimitedList, Default: "a, b" }
  Secret: { Type: String, NoEcho: true, Default: hidden }
  Looked: { Type: String, Default: "{{resolve:ssm:/looked}}" }
  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: /image }
Mappings:
  Sizes: { eu-west-1: { small: 1 } }
Conditions:
  Yes: !Equals [a, a]
  No: !Not [!Condition Yes]
  Both: !And [!Condition Yes, !Condition No]
  Either: !Or [!Condition Yes, !Condition No]
  Circle: !Not [!Condition Circle]
  Hidden: !Equals [!Ref Secret, x]
Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "\${Name}-\${AWS::AccountId}" } }
  Key: { Type: AWS::KMS::Key }
  Role: { Type: AWS::IAM::Role, Properties: { RoleName: reader, Path: /teams/ } }
  Queue: { Type: AWS::SQS::Queue }
  Own: { Type: Custom::Thing }
  Login: { Type: AWS::IAM::SAMLProvider, Properties: { Name: login } }
  Cluster: { Type: AWS::EKS::Cluster }
  Site: { Type: AWS::CloudFront::CloudFrontOriginAccessIdentity }
  Source: { Type: AWS::CodeStarConnections::Connection }
  Loop: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Loop } }
`;

/** The value of a text of YAML in the stack above. */
function evaluated(yaml: string): unknown {
  const template = readTemplate('t.yaml', `${TEMPLATE}\nOutputs: { Asked: { Value: ${yaml} } }`);
  const evaluator = new Evaluator({
    stack: {
      name: 'own',
      template,
      account: 'data',
      accountId: '222222222222',
      region: 'eu-west-1',
      parameters: {},
      nested: {},
      given: {},
      path: '',
    },
    resources: resourcesOf(template),
    gaps: new GapList(),
    importValue: (name) => `imported ${name}`,
    inOtherStack: () => undefined,
  });
  return evaluator.value(Object(template.body.Outputs).Asked.Value);
}

describe('the value of a function of CloudFormation', () => {
  test.each<[string, unknown]>([
    ['!Ref Name', 'reports'],
    ['!Ref Names', ['a', 'b']],
    ['!Ref AWS::Region', 'eu-west-1'],
    ['{ Ref: AWS::StackName }', 'own'],
    ['!Ref Data', 'reports-222222222222'],
    ['!GetAtt Data.Arn', 'arn:aws:s3:::reports-222222222222'],
    ['{ "Fn::GetAtt": [Data, Arn] }', 'arn:aws:s3:::reports-222222222222'],
    ['!GetAtt Role.Arn', 'arn:aws:iam::222222222222:role/teams/reader'],
    ['!Sub "${Data.Arn}/*"', 'arn:aws:s3:::reports-222222222222/*'],
    ['!Sub "${!aws:username}"', '${aws:username}'],
    ['!Sub ["${A}-${Name}", { A: !Ref AWS::Region }]', 'eu-west-1-reports'],
    ['!Join ["/", [a, !Ref Name]]', 'a/reports'],
    ['!Join [",", !Ref Names]', 'a,b'],
    ['!Select [1, !Split ["-", a-b-c]]', 'b'],
    ['!Select ["0", !Ref Names]', 'a'],
    ['!If [Yes, 1, 2]', 1],
    ['!If [No, 1, 2]', 2],
    ['!If [Both, 1, 2]', 2],
    ['!If [Either, 1, 2]', 1],
    ['[!If [No, 1, !Ref AWS::NoValue], 2]', [2]],
    ['{ a: !Ref AWS::NoValue, b: 1 }', { b: 1 }],
    ['!FindInMap [Sizes, !Ref AWS::Region, small]', 1],
    ['!ImportValue x', 'imported x'],
    ['!ImportValue { "Fn::Sub": "${AWS::StackName}-x" }', 'imported own-x'],
    ['!GetAZs ""', ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    ['!Base64 hello', 'aGVsbG8='],
    ['!Cidr [10.0.0.0/16, 2, 8]', ['10.0.0.0/24', '10.0.1.0/24']],
    ['{ "Fn::ToJsonString": { a: !Ref Name } }', '{"a":"reports"}'],
    ['{ Condition: { Bool: { x: true } } }', { Condition: { Bool: { x: true } } }],
    ['012345678901', '012345678901'],
  ])('%s', (yaml, value) => {
    expect(evaluated(yaml)).toEqual(value);
  });

  test('of a key is an ARN with an id that stands in', () => {
    expect(evaluated('!GetAtt Key.Arn')).toMatch(
      /^arn:aws:kms:eu-west-1:222222222222:key\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    expect(evaluated('!Sub "${Key.Arn}"')).toBe(
      evaluated('!Join ["", ["arn:aws:kms:eu-west-1:222222222222:key/", !Ref Key]]'),
    );
  });

  // A policy with such a value in another form is refused, and no question of the scenario could be answered.
  test.each([
    ['!Ref Login', /^arn:aws:iam::222222222222:saml-provider\/login$/],
    [
      '!GetAtt Cluster.OpenIdConnectIssuerUrl',
      /^https:\/\/oidc\.eks\.eu-west-1\.amazonaws\.com\/id\/[0-9A-F]{32}$/,
    ],
    ['!Ref Site', /^E[0-9A-F]{13}$/],
    ['!GetAtt Site.S3CanonicalUserId', /^[0-9a-f]{64}$/],
    ['!Ref Source', /^arn:aws:codestarconnections:eu-west-1:222222222222:connection\/own-Source-[0-9a-f]+$/],
  ])('%s has the form that policies take', (yaml, form) => {
    expect(evaluated(yaml)).toMatch(form);
  });

  test.each([
    ['!Ref Secret', /secret \(NoEcho\)/],
    ['!Sub "x-${Secret}"', /secret \(NoEcho\)/],
    ['!Ref Image', /read from Systems Manager/],
    ['"{{resolve:ssm:/team:2}}"', /\{\{resolve:ssm:\/team:2\}\} is read at deployment/],
    ['!Sub "x-{{resolve:ssm:/${Name}}}"', /\{\{resolve:ssm:\/reports\}\} is read/],
    [
      '!Join ["", ["{{resolve:secretsmanager:", !Ref Name, "}}"]]',
      /\{\{resolve:secretsmanager:reports\}\} is read/,
    ],
    ['!If [Yes, "a{{resolve:ssm-secure:b:1}}", c]', /is read at deployment/],
    ['!Ref Looked', /\{\{resolve:ssm:\/looked\}\} is read at deployment/],
    ['!Ref Missing', /Missing is neither a parameter nor a resource/],
    ['!GetAtt Own.Value', /known only after deployment/],
    ['!GetAtt Data.Nonsense', /keyhole does not know Data\.Nonsense/],
    ['!GetAtt Role.RoleId', /keyhole does not know/],
    ['!Ref Loop', /refers to itself/],
    ['!If [Circle, 1, 2]', /refers to itself/],
    ['!If [Hidden, 1, 2]', /secret/],
    ['!If [Absent, 1, 2]', /Absent is not declared/],
    ['!FindInMap [Sizes, us-east-1, small]', /finds nothing/],
    ['!Select [7, [a]]', /not written as CloudFormation takes it/],
    ['{ "Fn::Transform": { Name: AWS::Include } }', /does not know the function Fn::Transform/],
    ['!Nonsense x', /does not know the function Fn::Nonsense/],
  ])('%s is unknown', (yaml, reason) => {
    const value = evaluated(yaml);
    expect(value).toBeInstanceOf(UnknownValue);
    expect(value instanceof UnknownValue && value.reason).toMatch(reason);
  });
});
