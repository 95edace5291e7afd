import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  type EntityType,
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsCommandOutput,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../../gateway/testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf } from '../../../gateway/testing/lab-under-test.ts';
import { newRole } from '../../../gateway/testing/roles.ts';

const account = '111111111111';
const document = documentOf(allow('s3:GetObject'));
const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  const { iam } = root;
  await iam.send(new CreateUserCommand({ UserName: 'alice', Tags: [{ Key: 'team', Value: 'blue' }] }));
  await iam.send(
    new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'own', PolicyDocument: document }),
  );
  await iam.send(new CreateGroupCommand({ GroupName: 'readers' }));
  await iam.send(new AddUserToGroupCommand({ GroupName: 'readers', UserName: 'alice' }));
  await newRole(root, 'reader', { AWS: `arn:aws:iam::${account}:user/alice` });
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'reader', PolicyArn }));
  await iam.send(new CreatePolicyCommand({ PolicyName: 'mine', PolicyDocument: document }));
});

const details = (input: ConstructorParameters<typeof GetAccountAuthorizationDetailsCommand>[0] = {}) =>
  root.iam.send(new GetAccountAuthorizationDetailsCommand(input));

function namesIn(answer: GetAccountAuthorizationDetailsCommandOutput) {
  return [
    ...(answer.UserDetailList ?? []).map((one) => one.UserName),
    ...(answer.GroupDetailList ?? []).map((one) => one.GroupName),
    ...(answer.RoleDetailList ?? []).map((one) => one.RoleName),
    ...(answer.Policies ?? []).map((one) => one.PolicyName),
  ];
}

test('The details of an account tell each entity with its policies', async () => {
  const answer = await details();
  expect(answer).toMatchObject({
    IsTruncated: false,
    UserDetailList: [
      {
        UserName: 'alice',
        GroupList: ['readers'],
        UserPolicyList: [
          { PolicyName: 'own', PolicyDocument: encodeURIComponent(document).replace('*', '%2A') },
        ],
        Tags: [{ Key: 'team', Value: 'blue' }],
      },
    ],
    GroupDetailList: [{ GroupName: 'readers', GroupPolicyList: [] }],
    RoleDetailList: [
      {
        RoleName: 'reader',
        AssumeRolePolicyDocument: expect.stringContaining(encodeURIComponent(`${account}:user/alice`)),
        AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess' }],
        InstanceProfileList: [],
      },
    ],
    Policies: [
      {
        PolicyName: 'mine',
        AttachmentCount: 0,
        PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: expect.any(String) }],
      },
      { PolicyName: 'ReadOnlyAccess', AttachmentCount: 1 },
    ],
  });
});

test.each<[EntityType[], string[]]>([
  [['User'], ['alice']],
  [['Group'], ['readers']],
  [['Role'], ['reader']],
  [['LocalManagedPolicy'], ['mine']],
  [['AWSManagedPolicy'], ['ReadOnlyAccess']],
  [
    ['Role', 'User'],
    ['alice', 'reader'],
  ],
])('The filter %j gives its entities alone', async (Filter, names) => {
  expect(namesIn(await details({ Filter }))).toEqual(names);
});

test('Pages give every entity once', async () => {
  const names: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page = await details({ MaxItems: 2, Marker });
    expect(namesIn(page).length).toBeLessThanOrEqual(2);
    names.push(...namesIn(page));
    Marker = page.Marker;
  } while (Marker !== undefined);
  expect(names).toEqual(['alice', 'readers', 'reader', 'mine', 'ReadOnlyAccess']);
});

test('They take a permission, and a filter that IAM knows', async () => {
  const { iam } = await lab.user(account, 'bob', allow('iam:ListUsers'));
  expect(await answerOf(iam.send(new GetAccountAuthorizationDetailsCommand({})))).toMatch(
    /^403 AccessDenied: .*iam:GetAccountAuthorizationDetails on resource: \*/,
  );
  expect(await answerOf(details({ Filter: ['Users' as EntityType] }))).toMatch(/^400 ValidationError/);
});
