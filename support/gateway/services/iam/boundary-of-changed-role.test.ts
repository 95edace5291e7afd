import {
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, deny, documentOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const boundary = `arn:aws:iam::${account}:policy/limits`;
const trust = documentOf({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' });
const bounded = { Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } } };

beforeEach(async () => {
  const { iam } = lab.as(account);
  await iam.send(
    new CreatePolicyCommand({ PolicyName: 'limits', PolicyDocument: documentOf(allow('s3:*')) }),
  );
  const role = { RoleName: 'bounded', AssumeRolePolicyDocument: trust };
  await iam.send(new CreateRoleCommand({ ...role, PermissionsBoundary: boundary }));
  await iam.send(new CreateRoleCommand({ ...role, RoleName: 'free' }));
});

type Change = (who: Clients, RoleName: string) => Promise<unknown>;

describe.each<[string, Change]>([
  [
    'UpdateAssumeRolePolicy',
    ({ iam }, RoleName) => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust })),
  ],
  ['UpdateRole', ({ iam }, RoleName) => iam.send(new UpdateRoleCommand({ RoleName, Description: 'x' }))],
  [
    'UpdateRoleDescription',
    ({ iam }, RoleName) => iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: 'x' })),
  ],
  ['GetRole', ({ iam }, RoleName) => iam.send(new GetRoleCommand({ RoleName }))],
  ['DeleteRole', ({ iam }, RoleName) => iam.send(new DeleteRoleCommand({ RoleName }))],
])('%s', (operation, change) => {
  test('is denied by a condition on the permissions boundary of its role', async () => {
    const ana = await lab.user(account, 'ana', allow('iam:*'), deny(`iam:${operation}`, '*', bounded));
    expect(await codeOf(change(ana, 'bounded'))).toBe('403 AccessDenied');
    expect(await codeOf(change(ana, 'free'))).toBe('granted');
  });

  test('is allowed by it', async () => {
    const ana = await lab.user(account, 'ana', allow(`iam:${operation}`, '*', bounded));
    expect(await codeOf(change(ana, 'free'))).toBe('403 AccessDenied');
    expect(await codeOf(change(ana, 'bounded'))).toBe('granted');
  });
});
