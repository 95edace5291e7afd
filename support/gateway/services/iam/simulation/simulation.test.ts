import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateGroupCommand,
  CreateUserCommand,
  type EvaluationResult,
  GetContextKeysForCustomPolicyCommand,
  GetContextKeysForPrincipalPolicyCommand,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  type SimulateCustomPolicyCommandInput,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, documentOf, to } from '../../../testing/lab-under-test.ts';
import { newRole } from '../../../testing/roles.ts';

const account = '111111111111';
const other = '222222222222';
const object = 'arn:aws:s3:::reports/q1.csv';
const key = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const user = `arn:aws:iam::${account}:user/alice`;
const role = `arn:aws:iam::${account}:role/reader`;
const lab = labOfEachTest();
let root: Clients;

beforeEach(() => {
  root = lab.as(account);
});

async function custom(input: Partial<SimulateCustomPolicyCommandInput>): Promise<EvaluationResult[]> {
  const usual = { PolicyInputList: [documentOf(allow('s3:GetObject'))], ActionNames: ['s3:GetObject'] };
  const answer = await root.iam.send(new SimulateCustomPolicyCommand({ ...usual, ...input }));
  return answer.EvaluationResults ?? [];
}

async function ofPrincipal(
  PolicySourceArn: string,
  input: Partial<SimulatePrincipalPolicyCommandInput> = {},
): Promise<EvaluationResult[]> {
  const usual = { PolicySourceArn, ActionNames: ['s3:GetObject'], ResourceArns: [object] };
  const answer = await root.iam.send(new SimulatePrincipalPolicyCommand({ ...usual, ...input }));
  return answer.EvaluationResults ?? [];
}

/** A policy variable, and the name of a part of an ARN. */
const variable = (name: string) => `\${${name}}`;
const decisions = (results: readonly EvaluationResult[]) => results.map((one) => one.EvalDecision);

describe('SimulateCustomPolicy', () => {
  const rows: readonly [string, Partial<SimulateCustomPolicyCommandInput>, string][] = [
    ['an allow of the action', {}, 'allowed'],
    ['no allow of the action', { ActionNames: ['s3:PutObject'] }, 'implicitDeny'],
    ['an action in another letter case', { ActionNames: ['S3:getobject'] }, 'allowed'],
    [
      'an explicit deny beside the allow',
      { PolicyInputList: [documentOf(allow('s3:*')), documentOf(deny('s3:GetObject'))] },
      'explicitDeny',
    ],
    [
      'a boundary that allows something else',
      { PermissionsBoundaryPolicyInputList: [documentOf(allow('kms:*'))] },
      'implicitDeny',
    ],
    [
      'an allow of one resource, for every resource',
      { PolicyInputList: [documentOf(allow('s3:GetObject', object))] },
      'implicitDeny',
    ],
    [
      'a level of service control policies that allows nothing',
      {
        OrderedOrganizationPolicyInputList: [
          { ServiceControlPolicyInputList: [documentOf(allow('*'))] },
          { ServiceControlPolicyInputList: [] },
        ],
      },
      'implicitDeny',
    ],
    [
      'an action on a key of its own account',
      {
        PolicyInputList: [documentOf(allow('kms:Decrypt'))],
        ActionNames: ['kms:Decrypt'],
        ResourceArns: [key],
      },
      'allowed',
    ],
    [
      'a key policy that does not name the caller',
      {
        PolicyInputList: [documentOf(allow('kms:Decrypt'))],
        ActionNames: ['kms:Decrypt'],
        ResourceArns: [key],
        CallerArn: user,
        ResourcePolicy: documentOf(allow('kms:Decrypt', '*', to(`arn:aws:iam::${other}:root`))),
      },
      'implicitDeny',
    ],
    [
      'an object of another account without a bucket policy',
      { ResourceArns: [object], ResourceOwner: `arn:aws:iam::${other}:root` },
      'implicitDeny',
    ],
    [
      'an action of a service that keyhole does not serve',
      { PolicyInputList: [documentOf(allow('ec2:*'))], ActionNames: ['ec2:RunInstances'] },
      'allowed',
    ],
  ];

  test.each(rows)('With %s, the answer is as AWS decides', async (_, input, decision) => {
    expect(decisions(await custom(input))).toEqual([decision]);
  });

  test('The deciding statements are told with their places', async () => {
    const PolicyInputList = [
      documentOf(allow('kms:*'), allow('s3:GetObject')),
      '{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "Allow", "Action": "s3:*", "Resource": "*" }\n  ]\n}',
    ];
    const [result] = await custom({ PolicyInputList, ActionNames: ['s3:GetObject'] });
    const [inDocument = ''] = PolicyInputList;
    const start = inDocument.lastIndexOf(',{"Effect"') + 2;
    expect(result?.MatchedStatements).toEqual([
      {
        SourcePolicyId: 'PolicyInputList.1',
        SourcePolicyType: 'IAM Policy',
        StartPosition: { Line: 1, Column: start },
        EndPosition: { Line: 1, Column: inDocument.lastIndexOf('}') },
      },
    ]);
    const [second] = await custom({ PolicyInputList: PolicyInputList.slice(1) });
    expect(second?.MatchedStatements).toEqual([
      expect.objectContaining({
        StartPosition: { Line: 3, Column: 17 },
        EndPosition: { Line: 4, Column: 61 },
      }),
    ]);
  });

  test('Keys without a value are missing, and given ones are compared', async () => {
    const PolicyInputList = [
      documentOf(
        allow('s3:GetObject', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
      ),
    ];
    const [missing] = await custom({ PolicyInputList });
    expect(missing).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['aws:RequestedRegion'],
    });
    const given = (value: string) => ({
      ContextEntries: [
        {
          ContextKeyName: 'aws:requestedregion',
          ContextKeyValues: [value],
          ContextKeyType: 'string' as const,
        },
      ],
    });
    expect(await custom({ PolicyInputList, ...given('eu-west-1') })).toMatchObject([
      { EvalDecision: 'allowed', MissingContextValues: [] },
    ]);
    expect(decisions(await custom({ PolicyInputList, ...given('us-east-1') }))).toEqual(['implicitDeny']);
  });

  test('A list of values is compared as a list', async () => {
    const condition = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } };
    const PolicyInputList = [documentOf(allow('ec2:CreateTags', '*', { Condition: condition }))];
    const tagged = (values: string[]) =>
      custom({
        PolicyInputList,
        ActionNames: ['ec2:CreateTags'],
        ContextEntries: [
          { ContextKeyName: 'aws:TagKeys', ContextKeyValues: values, ContextKeyType: 'stringList' },
        ],
      });
    expect(decisions(await tagged(['team']))).toEqual(['allowed']);
    expect(decisions(await tagged(['team', 'cost']))).toEqual(['implicitDeny']);
  });

  test('Each resource has its own answer, and the strictest is on top', async () => {
    const PolicyInputList = [documentOf(allow('s3:*'), deny('s3:*', 'arn:aws:s3:::secret/*'))];
    const [result] = await custom({ PolicyInputList, ResourceArns: [object, 'arn:aws:s3:::secret/a'] });
    expect(result).toMatchObject({
      EvalResourceName: `arn:${variable('Partition')}:s3:::${variable('BucketName')}/${variable('ObjectName')}`,
      EvalDecision: 'explicitDeny',
      EvalDecisionDetails: {},
      ResourceSpecificResults: [
        { EvalResourceName: object, EvalResourceDecision: 'allowed' },
        { EvalResourceName: 'arn:aws:s3:::secret/a', EvalResourceDecision: 'explicitDeny' },
      ],
    });
    expect(result?.MatchedStatements).toHaveLength(2);
  });

  test('Across accounts the answer tells the decision of either side', async () => {
    const foreign = { ResourceArns: [object], ResourceOwner: `arn:aws:iam::${other}:root`, CallerArn: role };
    const ResourcePolicy = documentOf(allow('s3:GetObject', '*', to(role)));
    expect(await custom({ ...foreign, ResourcePolicy })).toMatchObject([
      {
        EvalDecision: 'allowed',
        EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' },
      },
    ]);
    const PolicyInputList = [documentOf(allow('kms:*'))];
    expect(await custom({ ...foreign, ResourcePolicy, PolicyInputList })).toMatchObject([
      {
        EvalDecision: 'implicitDeny',
        EvalDecisionDetails: { 'IAM Policy': 'implicitDeny', 'Resource Policy': 'allowed' },
      },
    ]);
  });

  test('A list of actions is answered in pages', async () => {
    const input = {
      PolicyInputList: [documentOf(allow('s3:*'))],
      ActionNames: ['s3:GetObject', 's3:PutObject', 'kms:Decrypt'],
      MaxItems: 2,
    };
    const first = await root.iam.send(new SimulateCustomPolicyCommand(input));
    expect(first).toMatchObject({ IsTruncated: true, Marker: expect.any(String) });
    const second = await root.iam.send(new SimulateCustomPolicyCommand({ ...input, Marker: first.Marker }));
    expect(second).toMatchObject({
      IsTruncated: false,
      EvaluationResults: [{ EvalActionName: 'kms:Decrypt', EvalDecision: 'implicitDeny' }],
    });
    const foreign = answerOf(root.iam.send(new SimulateCustomPolicyCommand({ ...input, Marker: '2' })));
    expect(await foreign).toBe('400 ValidationError: Invalid Marker.');
  });

  const refused: readonly [string, Partial<SimulateCustomPolicyCommandInput>, RegExp][] = [
    ['an action without a service', { ActionNames: ['GetObject'] }, /^400 InvalidInput/],
    ['an action with a wildcard', { ActionNames: ['s3:Get*'] }, /^400 InvalidInput/],
    ['a policy that is not JSON', { PolicyInputList: ['{'] }, /^400 InvalidInput.*PolicyInputList\.1/],
    ['a resource that is no ARN', { ResourceArns: ['reports'] }, /^400 InvalidInput/],
    [
      'a session as the caller',
      { CallerArn: `arn:aws:sts::${account}:assumed-role/a/b` },
      /^400 InvalidInput/,
    ],
    [
      'a resource policy without a caller',
      { ResourcePolicy: documentOf(allow('s3:*')) },
      /^400 InvalidInput/,
    ],
    [
      'two boundaries',
      { PermissionsBoundaryPolicyInputList: [documentOf(allow('*')), documentOf(allow('*'))] },
      /^400 InvalidInput/,
    ],
  ];

  test.each(refused)('%s is refused', async (_, input, answer) => {
    expect(await answerOf(custom(input))).toMatch(answer);
  });
});

describe('SimulatePrincipalPolicy', () => {
  beforeEach(async () => {
    const { iam } = root;
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    await iam.send(new CreateGroupCommand({ GroupName: 'readers' }));
    const PolicyDocument = documentOf(allow('s3:GetObject', 'arn:aws:s3:::reports/*'));
    await iam.send(new PutGroupPolicyCommand({ GroupName: 'readers', PolicyName: 'read', PolicyDocument }));
    await iam.send(new AddUserToGroupCommand({ GroupName: 'readers', UserName: 'alice' }));
    await newRole(root, 'reader', { AWS: account }, allow('sts:GetCallerIdentity'));
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'reader', PolicyArn }));
  });

  test('The policies of a user are those of its groups as well', async () => {
    expect(await ofPrincipal(user)).toMatchObject([
      {
        EvalDecision: 'allowed',
        MatchedStatements: [{ SourcePolicyId: 'group_readers_read', SourcePolicyType: 'IAM Policy' }],
      },
    ]);
    expect(decisions(await ofPrincipal(`arn:aws:iam::${account}:group/readers`))).toEqual(['allowed']);
  });

  test('A managed policy is told by its name', async () => {
    expect(await ofPrincipal(role)).toMatchObject([
      { EvalDecision: 'allowed', MatchedStatements: [{ SourcePolicyId: 'AmazonS3ReadOnlyAccess' }] },
    ]);
  });

  test('A resource policy counts for a role, as a request of the role is decided', async () => {
    const denying = documentOf(deny('s3:GetObject', '*', to(role)));
    expect(await ofPrincipal(role, { ResourcePolicy: denying })).toMatchObject([
      { EvalDecision: 'explicitDeny', MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy' }] },
    ]);
    const put = { ActionNames: ['s3:PutObject'] };
    const allowing = documentOf(allow('s3:PutObject', '*', to(role)));
    expect(decisions(await ofPrincipal(role, put))).toEqual(['implicitDeny']);
    expect(decisions(await ofPrincipal(role, { ...put, ResourcePolicy: allowing }))).toEqual(['allowed']);
  });

  test('A trust policy decides whether a role can be assumed', async () => {
    const PolicyInputList = [documentOf(allow('sts:AssumeRole'))];
    const trust = (AWS: string) =>
      documentOf({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });
    const assume = { PolicyInputList, ActionNames: ['sts:AssumeRole'], ResourceArns: [role] };
    expect(decisions(await ofPrincipal(user, assume))).toEqual(['allowed']);
    const trusted = await ofPrincipal(user, { ...assume, ResourcePolicy: trust(user) });
    expect(decisions(trusted)).toEqual(['allowed']);
    const foreign = await ofPrincipal(user, { ...assume, ResourcePolicy: trust(other) });
    expect(decisions(foreign)).toEqual(['implicitDeny']);
  });

  test('Tags and names of the principal are known', async () => {
    await root.iam.send(new TagUserCommand({ UserName: 'alice', Tags: [{ Key: 'team', Value: 'blue' }] }));
    const PolicyDocument = documentOf(
      allow('s3:PutObject', `arn:aws:s3:::reports/${variable('aws:username')}/*`, {
        Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
      }),
    );
    await root.iam.send(new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'own', PolicyDocument }));
    const put = (name: string) =>
      ofPrincipal(user, { ActionNames: ['s3:PutObject'], ResourceArns: [`arn:aws:s3:::reports/${name}/a`] });
    expect(await put('alice')).toMatchObject([{ EvalDecision: 'allowed', MissingContextValues: [] }]);
    expect(decisions(await put('bob'))).toEqual(['implicitDeny']);
  });

  test.each([
    [`arn:aws:iam::${account}:user/missing`, /^404 NoSuchEntity/],
    [`arn:aws:iam::${account}:role/path/reader`, /^404 NoSuchEntity/],
    [`arn:aws:iam::${account}:group/missing`, /^404 NoSuchEntity/],
    [`arn:aws:iam::${account}:policy/a-policy`, /^400 InvalidInput/],
    [`arn:aws:iam::${other}:role/reader`, /^403 AccessDenied/],
  ])('The policies of %s cannot be simulated', async (arn, answer) => {
    expect(await answerOf(ofPrincipal(arn))).toMatch(answer);
  });

  test('It takes a permission on the principal', async () => {
    const statements = allow('iam:SimulatePrincipalPolicy', user);
    const { iam } = await lab.user(account, 'auditor', statements);
    const simulate = (PolicySourceArn: string) =>
      answerOf(
        iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['s3:GetObject'] })),
      );
    expect(await simulate(user)).toBe('granted');
    expect(await simulate(role)).toMatch(
      /^403 AccessDenied: .*iam:SimulatePrincipalPolicy on resource: .*reader/,
    );
  });

  test('Its condition keys are told with those of other policies', async () => {
    const { iam } = root;
    const conditional = allow('s3:*', `arn:aws:s3:::${variable('AWS:USERNAME')}/*`, {
      Condition: { Bool: { 'aws:securetransport': 'true' }, StringLike: { 'aws:PrincipalTag/Team': 'a' } },
    });
    const PolicyInputList = [documentOf(conditional)];
    const names = ['aws:PrincipalTag/Team', 'aws:SecureTransport', 'aws:username'];
    const ofCustom = await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList }));
    expect(ofCustom.ContextKeyNames).toEqual(names);
    const more = { PolicySourceArn: user, PolicyInputList };
    const ofUser = await iam.send(new GetContextKeysForPrincipalPolicyCommand(more));
    expect(ofUser.ContextKeyNames).toEqual(names);
  });
});

test('The service control policies of the account take part', async () => {
  const scp = { name: 'no-puts', document: documentOf(allow('*'), deny('s3:PutObject')) };
  const accounts = [{ id: account, serviceControlPolicies: [scp] }];
  const organization = { id: 'o-exampleorgid', managementAccount: other, root: { id: 'r-ab12', accounts } };
  await newRole(root, 'reader', { AWS: account }, allow('s3:*'));
  lab.lab.surround({ organization });
  const simulate = (action: string) => ofPrincipal(role, { ActionNames: [action] });
  expect(await simulate('s3:GetObject')).toMatchObject([
    { EvalDecision: 'allowed', OrganizationsDecisionDetail: { AllowedByOrganizations: true } },
  ]);
  expect(await simulate('s3:PutObject')).toMatchObject([
    {
      EvalDecision: 'explicitDeny',
      MatchedStatements: [],
      OrganizationsDecisionDetail: { AllowedByOrganizations: false },
    },
  ]);
});
