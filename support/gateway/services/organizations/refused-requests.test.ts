import {
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationalUnitCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  InviteAccountToOrganizationCommand,
  LeaveOrganizationCommand,
  ListParentsCommand,
  ListRootsCommand,
  MoveAccountCommand,
} from '@aws-sdk/client-organizations';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, type Clients, deny, documentOf } from '../../testing/lab-under-test.ts';

const management = '111111111111';
const UNIT = 'ou-ab12-11111111';
const lab = labOfEachTest();
let organizations: Clients['organizations'];
let root: string;

beforeEach(async () => {
  organizations = lab.as(management).organizations;
  await organizations.send(new CreateOrganizationCommand({}));
  const { Roots = [] } = await organizations.send(new ListRootsCommand({}));
  root = Roots[0]?.Id ?? '';
});

/** Commands of different operations have stacks of the same shape. */
const refusalOf = (command: object) => answerOf(organizations.send(command as ListRootsCommand));

const unit = () => new CreateOrganizationalUnitCommand({ ParentId: root, Name: 'data' });
const invite = () =>
  new InviteAccountToOrganizationCommand({ Target: { Id: '333333333333', Type: 'ACCOUNT' } });
const enable = (RootId: string) =>
  new EnablePolicyTypeCommand({ RootId, PolicyType: 'RESOURCE_CONTROL_POLICY' });
const move = (from: string, to: string) =>
  new MoveAccountCommand({ AccountId: management, SourceParentId: from, DestinationParentId: to });

describe('Organizations refuses', () => {
  test.each<[string, () => object, string]>([
    [
      'an account that is not in it',
      () => new DescribeAccountCommand({ AccountId: '999999999999' }),
      'AccountNotFoundException',
    ],
    [
      'a unit that does not exist',
      () => new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: UNIT }),
      'OrganizationalUnitNotFoundException',
    ],
    [
      'a child that does not exist',
      () => new ListParentsCommand({ ChildId: UNIT }),
      'ChildNotFoundException',
    ],
    [
      'a request for an account that was not made',
      () => new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: 'car-0123456789abcdef' }),
      'CreateAccountStatusNotFoundException',
    ],
    ['a root that does not exist', () => enable('r-zz99'), 'RootNotFoundException'],
    [
      'the management account that leaves',
      () => new LeaveOrganizationCommand({}),
      'MasterCannotLeaveOrganizationException',
    ],
    ['a move from where no unit is', () => move(UNIT, root), 'SourceParentNotFoundException'],
    ['a move to where no unit is', () => move(root, UNIT), 'DestinationParentNotFoundException'],
    ['a move to where an account is', () => move(root, root), 'DuplicateAccountException'],
  ])('%s', async (_, command, code) => {
    expect(await refusalOf(command())).toContain(code);
  });

  test.each<[string, () => object, string]>([
    ['a unit of the same name', unit, 'DuplicateOrganizationalUnitException'],
    ['a second invitation', invite, 'DuplicateHandshakeException'],
    ['a type of policy that is enabled', () => enable(root), 'PolicyTypeAlreadyEnabledException'],
  ])('%s', async (_, command, code) => {
    expect(await refusalOf(command())).toBe('granted');
    expect(await refusalOf(command())).toContain(code);
  });

  test('to detach a policy that is not attached', async () => {
    const Content = documentOf(deny('s3:*'));
    await organizations.send(
      new EnablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }),
    );
    const { Policy } = await organizations.send(
      new CreatePolicyCommand({ Name: 'p', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content }),
    );
    const detaching = new DetachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id, TargetId: root });
    expect(await refusalOf(detaching)).toContain('PolicyNotAttachedException');
  });
});
