import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  GetInstanceProfileCommand,
  ListInstanceProfilesForRoleCommand,
  RemoveRoleFromInstanceProfileCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const named = { InstanceProfileName: 'web' };
const member = { ...named, RoleName: 'reader' };
const profileArn = `arn:aws:iam::${account}:instance-profile/apps/web`;
const roleArn = `arn:aws:iam::${account}:role/reader`;
const AssumeRolePolicyDocument = documentOf({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await root.iam.send(new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument }));
  await root.iam.send(new CreateInstanceProfileCommand({ ...named, Path: '/apps/' }));
});

test('An instance profile keeps its role from being deleted until it is removed', async () => {
  const { iam } = root;
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'WEB', RoleName: 'Reader' }));
  const { InstanceProfiles } = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'reader' }));
  expect(InstanceProfiles).toMatchObject([{ Arn: profileArn, Roles: [{ Arn: roleArn }] }]);
  const conflict =
    '409 DeleteConflictException: Cannot delete entity, must remove roles from instance profile first.';
  expect(await answerOf(iam.send(new DeleteRoleCommand({ RoleName: 'reader' })))).toBe(conflict);
  expect(await answerOf(iam.send(new DeleteInstanceProfileCommand(named)))).toBe(conflict);
  await iam.send(new RemoveRoleFromInstanceProfileCommand(member));
  await iam.send(new DeleteInstanceProfileCommand(named));
  await iam.send(new DeleteRoleCommand({ RoleName: 'reader' }));
});

describe('An instance profile is refused', () => {
  test('a second role', async () => {
    await root.iam.send(new AddRoleToInstanceProfileCommand(member));
    expect(await answerOf(root.iam.send(new AddRoleToInstanceProfileCommand(member)))).toBe(
      '409 LimitExceededException: Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    );
  });

  test.each([
    [
      'a name that is taken in another letter case',
      new CreateInstanceProfileCommand({ InstanceProfileName: 'Web' }),
      '409 EntityAlreadyExistsException: Instance Profile Web already exists.',
    ],
    [
      'a name that is none',
      new CreateInstanceProfileCommand({ InstanceProfileName: 'a b' }),
      '400 ValidationError: ',
    ],
    [
      'a role that does not exist',
      new AddRoleToInstanceProfileCommand({ ...named, RoleName: 'none' }),
      '404 NoSuchEntityException: The role with name none cannot be found.',
    ],
    [
      'to lose a role that it does not have',
      new RemoveRoleFromInstanceProfileCommand(member),
      '404 NoSuchEntityException: The role with name reader cannot be found.',
    ],
    [
      'if it does not exist',
      new GetInstanceProfileCommand({ InstanceProfileName: 'none' }),
      '404 NoSuchEntityException: Instance Profile none cannot be found.',
    ],
  ])('%s', async (_, command, answer) => {
    expect(await answerOf(root.iam.send(command as GetInstanceProfileCommand))).toContain(answer);
  });
});

describe('A user who adds a role to an instance profile', () => {
  const adding = allow('iam:AddRoleToInstanceProfile', profileArn);
  const passing = allow('iam:PassRole', roleArn);
  const answer = async (...statements: Parameters<typeof lab.user>[2][]) => {
    const user = await lab.user(account, 'adder', ...statements);
    return answerOf(user.iam.send(new AddRoleToInstanceProfileCommand(member)));
  };

  test('needs permission to pass the role', async () => {
    expect(await answer(adding)).toContain(
      `is not authorized to perform: iam:PassRole on resource: ${roleArn} because no identity-based policy allows the iam:PassRole action`,
    );
  });

  test('may do so with both permissions', async () => {
    expect(await answer(adding, passing)).toBe('granted');
  });

  test.each([
    ['ec2.amazonaws.com', 'granted'],
    ['lambda.amazonaws.com', 'iam:PassRole'],
  ])('passes it to Amazon EC2, where a policy lets roles pass to %s', async (service, expected) => {
    const Condition = { StringEquals: { 'iam:PassedToService': service } };
    expect(await answer(adding, { ...passing, Condition })).toContain(expected);
  });

  test('is refused a decision on the resource that the role is associated with', async () => {
    const Condition = { StringEquals: { 'iam:AssociatedResourceArn': profileArn } };
    expect(await answer(adding, { ...passing, Condition })).toContain('iam:AssociatedResourceArn');
  });
});
