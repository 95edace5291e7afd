import {
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetMFADeviceCommand,
  ListGroupPoliciesCommand,
  ListRoleTagsCommand,
  type ListUsersCommand,
  PutGroupPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  ResyncMFADeviceCommand,
  TagInstanceProfileCommand,
  TagMFADeviceCommand,
  TagOpenIDConnectProviderCommand,
  TagRoleCommand,
  UntagMFADeviceCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateGroupCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, expect, test } from '@jest/globals';
import { oneTimePassword } from '../../../aws/one-time-password.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf } from '../../testing/lab-under-test.ts';
import { newRole } from '../../testing/roles.ts';

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newRole(root, 'reader', { AWS: account });
  await root.iam.send(new CreateGroupCommand({ GroupName: 'readers' }));
});

/** Commands of different operations have stacks of the same shape. */
const answer = (command: object) => answerOf(root.iam.send(command as ListUsersCommand));

const trust = documentOf({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' });
const Tags = [{ Key: 'aws:x', Value: 'y' }];
const device = `arn:aws:iam::${account}:mfa/none`;
const provider = `arn:aws:iam::${account}:oidc-provider/none.example.com`;
const OF_SERVICE = 'arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy';
const Url = 'https://idp.example.com';

test.each<[string, object]>([
  ['CreateInstanceProfile', new CreateInstanceProfileCommand({ InstanceProfileName: 'p', Tags })],
  ['CreateOpenIDConnectProvider', new CreateOpenIDConnectProviderCommand({ Url, Tags })],
  ['CreateVirtualMFADevice', new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'd', Tags })],
  ['TagInstanceProfile', new TagInstanceProfileCommand({ InstanceProfileName: 'p', Tags })],
  ['TagMFADevice', new TagMFADeviceCommand({ SerialNumber: device, Tags })],
  [
    'TagOpenIDConnectProvider',
    new TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: provider, Tags }),
  ],
  ['TagRole', new TagRoleCommand({ RoleName: 'reader', Tags })],
  [
    'PutRolePermissionsBoundary',
    new PutRolePermissionsBoundaryCommand({
      RoleName: 'reader',
      PermissionsBoundary: `arn:aws:iam::${account}:role/reader`,
    }),
  ],
])('%s refuses a wrong value: InvalidInput', async (_, command) => {
  expect(await answer(command)).toMatch(/^400 InvalidInputException/);
});

const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };

test.each<[string, object]>([
  ['GetMFADevice', new GetMFADeviceCommand({ SerialNumber: device })],
  ['ListGroupPolicies', new ListGroupPoliciesCommand({ GroupName: 'none' })],
  ['ListRoleTags', new ListRoleTagsCommand({ RoleName: 'none' })],
  [
    'PutRolePermissionsBoundary',
    new PutRolePermissionsBoundaryCommand({
      RoleName: 'none',
      PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    }),
  ],
  ['ResyncMFADevice', new ResyncMFADeviceCommand({ UserName: 'none', SerialNumber: device, ...codes })],
  ['TagMFADevice', new TagMFADeviceCommand({ SerialNumber: device, Tags: [{ Key: 'a', Value: 'b' }] })],
  ['TagRole', new TagRoleCommand({ RoleName: 'none', Tags: [{ Key: 'a', Value: 'b' }] })],
  ['UntagMFADevice', new UntagMFADeviceCommand({ SerialNumber: device, TagKeys: ['a'] })],
  ['UntagRole', new UntagRoleCommand({ RoleName: 'none', TagKeys: ['a'] })],
  ['UpdateAssumeRolePolicy', new UpdateAssumeRolePolicyCommand({ RoleName: 'none', PolicyDocument: trust })],
  ['UpdateRole', new UpdateRoleCommand({ RoleName: 'none' })],
])('%s refuses what does not exist: NoSuchEntity', async (_, command) => {
  expect(await answer(command)).toMatch(/^404 NoSuchEntityException/);
});

test('UpdateGroup refuses a taken name: EntityAlreadyExists', async () => {
  await root.iam.send(new CreateGroupCommand({ GroupName: 'writers' }));
  const renamed = new UpdateGroupCommand({ GroupName: 'writers', NewGroupName: 'readers' });
  expect(await answer(renamed)).toMatch(/^409 EntityAlreadyExistsException/);
});

test('ResyncMFADevice refuses codes that the device did not show: InvalidAuthenticationCode', async () => {
  await lab.user(account, 'ada');
  const made = new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'd' });
  const { VirtualMFADevice } = await root.iam.send(made);
  const SerialNumber = VirtualMFADevice?.SerialNumber;
  const secret = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
  const shown = (at: number) => oneTimePassword(secret, new Date(Date.now() + at * 1000));
  const right = { AuthenticationCode1: shown(-30), AuthenticationCode2: shown(0) };
  await root.iam.send(new EnableMFADeviceCommand({ UserName: 'ada', SerialNumber, ...right }));
  const wrong = { AuthenticationCode1: shown(0), AuthenticationCode2: shown(-30) };
  const resynced = new ResyncMFADeviceCommand({ UserName: 'ada', SerialNumber, ...wrong });
  expect(await answer(resynced)).toMatch(/^403 InvalidAuthenticationCodeException/);
});

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ Key: `key${from + at}`, Value: 'v' }));

test('TagRole and TagMFADevice refuse more than 50 tags: LimitExceeded', async () => {
  await root.iam.send(new TagRoleCommand({ RoleName: 'reader', Tags: many(0, 50) }));
  expect(await answer(new TagRoleCommand({ RoleName: 'reader', Tags: many(50, 1) }))).toMatch(
    /^409 LimitExceededException/,
  );
  const made = new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'd', Tags: many(0, 50) });
  const { VirtualMFADevice } = await root.iam.send(made);
  const SerialNumber = VirtualMFADevice?.SerialNumber;
  expect(await answer(new TagMFADeviceCommand({ SerialNumber, Tags: many(50, 1) }))).toMatch(
    /^409 LimitExceededException/,
  );
});

test('CreatePolicyVersion and PutGroupPolicy refuse a document of no form: MalformedPolicyDocument', async () => {
  const PolicyDocument = documentOf(allow('s3:*'));
  const { Policy } = await root.iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument }));
  const malformed = { PolicyDocument: '{}' };
  for (const command of [
    new CreatePolicyVersionCommand({ PolicyArn: Policy?.Arn, ...malformed }),
    new PutGroupPolicyCommand({ GroupName: 'readers', PolicyName: 'p', ...malformed }),
  ])
    expect(await answer(command)).toMatch(/^400 MalformedPolicyDocumentException/);
});

test.each<[string, object]>([
  ['AttachGroupPolicy', new AttachGroupPolicyCommand({ GroupName: 'readers', PolicyArn: OF_SERVICE })],
  ['AttachUserPolicy', new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn: OF_SERVICE })],
  [
    'PutRolePermissionsBoundary',
    new PutRolePermissionsBoundaryCommand({ RoleName: 'reader', PermissionsBoundary: OF_SERVICE }),
  ],
])('%s refuses a policy of service-linked roles: PolicyNotAttachable', async (_, command) => {
  await lab.user(account, 'ada');
  expect(await answer(command)).toMatch(/^400 PolicyNotAttachableException/);
});

test('CreateRole refuses a trust policy of no form: MalformedPolicyDocument', async () => {
  const made = new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: '{}' });
  expect(await answer(made)).toMatch(/^400 MalformedPolicyDocumentException/);
});
