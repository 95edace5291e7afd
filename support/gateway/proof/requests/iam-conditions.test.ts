import {
  CreatePolicyCommand,
  CreateUserCommand,
  DeleteUserPermissionsBoundaryCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, documentOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
let root: Clients;

beforeEach(() => {
  root = lab.as(account);
});

describe('iam:PermissionsBoundary', () => {
  let boundary: string;

  beforeEach(async () => {
    const document = { PolicyName: 'boundary', PolicyDocument: documentOf(allow('s3:*')) };
    boundary = (await root.iam.send(new CreatePolicyCommand(document))).Policy?.Arn ?? '';
    await root.iam.send(new CreateUserCommand({ UserName: 'bounded', PermissionsBoundary: boundary }));
    await root.iam.send(new CreateUserCommand({ UserName: 'free' }));
  });

  const bounded = () => ({ Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } } });

  test('is that of the user whose policies are changed', async () => {
    const admin = await lab.user(account, 'admin', allow('iam:*', '*', bounded()));
    const change = (UserName: string) =>
      codeOf(
        admin.iam.send(
          new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: documentOf(allow('s3:*')) }),
        ),
      );
    expect(await change('bounded')).toBe('granted');
    expect(await change('free')).toBe('403 AccessDenied');
  });

  test('keeps a boundary from being taken away', async () => {
    const deny = { Effect: 'Deny', Action: 'iam:DeleteUserPermissionsBoundary', Resource: '*', ...bounded() };
    const admin = await lab.user(account, 'admin', allow('iam:*'), deny);
    const remove = new DeleteUserPermissionsBoundaryCommand({ UserName: 'bounded' });
    expect(await codeOf(admin.iam.send(remove))).toBe('403 AccessDenied');
  });
});

test('aws:RequestedRegion is us-east-1 for IAM, whichever region a request is signed for', async () => {
  const elsewhere = { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } };
  const deny = { Effect: 'Deny', Action: '*', Resource: '*', ...elsewhere };
  const user = await lab.user(account, 'user', allow('iam:*'), deny);
  expect(await codeOf(user.iam.send(new ListUsersCommand({})))).toBe('403 AccessDenied');
});
