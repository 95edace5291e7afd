import {
  AcceptHandshakeCommand,
  CancelHandshakeCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  DeclineHandshakeCommand,
  DeleteOrganizationalUnitCommand,
  DescribeHandshakeCommand,
  DescribeOrganizationalUnitCommand,
  DisablePolicyTypeCommand,
  InviteAccountToOrganizationCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListHandshakesForOrganizationCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationsClient,
  RemoveAccountFromOrganizationCommand,
  UntagResourceCommand,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf } from '../../testing/lab-under-test.ts';

const management = '111111111111';
const invited = '222222222222';
const stranger = '333333333333';
const UNIT = 'ou-ab12-11111111';
const HandshakeId = 'h-0123456789abcdef';
const ROOT = 'r-zz99';

const lab = labOfEachTest();
let organizations: OrganizationsClient;
let root: string;

beforeEach(async () => {
  organizations = lab.as(management).organizations;
  await organizations.send(new CreateOrganizationCommand({}));
  root = (await organizations.send(new ListRootsCommand({}))).Roots?.[0]?.Id ?? '';
});

/** Commands of different operations have stacks of the same shape. */
const answer = (command: object, by = organizations) => answerOf(by.send(command as ListRootsCommand));

/** A request of each operation, whose form is right. */
const asked: Readonly<Record<string, object>> = {
  CancelHandshake: new CancelHandshakeCommand({ HandshakeId }),
  DeclineHandshake: new DeclineHandshakeCommand({ HandshakeId }),
  DescribeHandshake: new DescribeHandshakeCommand({ HandshakeId }),
  ListAWSServiceAccessForOrganization: new ListAWSServiceAccessForOrganizationCommand({}),
  ListChildren: new ListChildrenCommand({ ParentId: ROOT, ChildType: 'ACCOUNT' }),
  ListDelegatedAdministrators: new ListDelegatedAdministratorsCommand({}),
  ListHandshakesForOrganization: new ListHandshakesForOrganizationCommand({}),
  ListOrganizationalUnitsForParent: new ListOrganizationalUnitsForParentCommand({ ParentId: ROOT }),
  RemoveAccountFromOrganization: new RemoveAccountFromOrganizationCommand({ AccountId: stranger }),
  UntagResource: new UntagResourceCommand({ ResourceId: UNIT, TagKeys: ['a'] }),
  UpdateOrganizationalUnit: new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: UNIT, Name: 'n' }),
};

test.each(Object.entries(asked))(
  '%s is denied without a permission: AccessDeniedException',
  async (name, command) => {
    const user = await lab.user(management, 'user', allow('s3:*'));
    const refused = await answer(command, user.organizations);
    expect(refused).toMatch(new RegExp(`^400 AccessDeniedException: .*organizations:${name}\\b`));
  },
);

const strangersMay = new Set(['DeclineHandshake', 'DescribeHandshake', 'CancelHandshake']);

test.each(Object.entries(asked).filter(([name]) => !strangersMay.has(name)))(
  '%s is refused to an account without an organization: AWSOrganizationsNotInUseException',
  async (_, command) => {
    expect(await answer(command, lab.as(stranger).organizations)).toMatch(
      'AWSOrganizationsNotInUseException',
    );
  },
);

const tooLong = { NextToken: 'x'.repeat(100_001) };

test.each<[string, object]>([
  ['CancelHandshake', new CancelHandshakeCommand({ HandshakeId: 'no' })],
  ['DeclineHandshake', new DeclineHandshakeCommand({ HandshakeId: 'no' })],
  ['DescribeHandshake', new DescribeHandshakeCommand({ HandshakeId: 'no' })],
  ['DescribeOrganizationalUnit', new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: 'no' })],
  ['ListAWSServiceAccessForOrganization', new ListAWSServiceAccessForOrganizationCommand({ MaxResults: 21 })],
  ['ListChildren', new ListChildrenCommand({ ParentId: 'no', ChildType: 'ACCOUNT' })],
  ['ListDelegatedAdministrators', new ListDelegatedAdministratorsCommand(tooLong)],
  ['ListHandshakesForOrganization', new ListHandshakesForOrganizationCommand({ MaxResults: 21 })],
  ['ListOrganizationalUnitsForParent', new ListOrganizationalUnitsForParentCommand({ ParentId: 'no' })],
  ['RemoveAccountFromOrganization', new RemoveAccountFromOrganizationCommand({ AccountId: 'no' })],
  ['UntagResource', new UntagResourceCommand({ ResourceId: 'no', TagKeys: ['a'] })],
  [
    'UpdateOrganizationalUnit',
    new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: 'no', Name: 'n' }),
  ],
])('%s refuses a wrong form: InvalidInputException', async (_, command) => {
  expect(await answer(command)).toMatch(/^400 InvalidInputException/);
});

const remove = (AccountId: string) => new RemoveAccountFromOrganizationCommand({ AccountId });
const unit = (OrganizationalUnitId: string) => new DeleteOrganizationalUnitCommand({ OrganizationalUnitId });

test.each<[string, object, string]>([
  ['RemoveAccountFromOrganization', remove(stranger), 'AccountNotFoundException'],
  ['RemoveAccountFromOrganization', remove(management), 'MasterCannotLeaveOrganizationException'],
  ['CancelHandshake', asked.CancelHandshake ?? {}, 'HandshakeNotFoundException'],
  ['DeclineHandshake', asked.DeclineHandshake ?? {}, 'HandshakeNotFoundException'],
  ['DescribeHandshake', asked.DescribeHandshake ?? {}, 'HandshakeNotFoundException'],
  ['DeleteOrganizationalUnit', unit(UNIT), 'OrganizationalUnitNotFoundException'],
  ['UpdateOrganizationalUnit', asked.UpdateOrganizationalUnit ?? {}, 'OrganizationalUnitNotFoundException'],
  ['ListChildren', asked.ListChildren ?? {}, 'ParentNotFoundException'],
  [
    'ListOrganizationalUnitsForParent',
    asked.ListOrganizationalUnitsForParent ?? {},
    'ParentNotFoundException',
  ],
  [
    'DisablePolicyType',
    new DisablePolicyTypeCommand({ RootId: ROOT, PolicyType: 'SERVICE_CONTROL_POLICY' }),
    'RootNotFoundException',
  ],
  ['UntagResource', asked.UntagResource ?? {}, 'TargetNotFoundException'],
])('%s refuses what does not fit the organization: %#', async (_, command, code) => {
  expect(await answer(command)).toMatch(`400 ${code}`);
});

test('UpdateOrganizationalUnit refuses a taken name: DuplicateOrganizationalUnitException', async () => {
  const create = (Name: string) =>
    organizations.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name }));
  await create('one');
  const { OrganizationalUnit: two } = await create('two');
  const renamed = new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: two?.Id, Name: 'one' });
  expect(await answer(renamed)).toMatch('400 DuplicateOrganizationalUnitException');
});

describe('InvalidHandshakeTransitionException', () => {
  test.each(['CancelHandshake', 'DeclineHandshake'])(
    '%s refuses an answered invitation',
    async (operation) => {
      const Target = { Id: invited, Type: 'ACCOUNT' as const };
      const { Handshake } = await organizations.send(new InviteAccountToOrganizationCommand({ Target }));
      const theirs = lab.as(invited).organizations;
      const answered = { HandshakeId: Handshake?.Id };
      await theirs.send(new AcceptHandshakeCommand(answered));
      const [command, by] =
        operation === 'CancelHandshake'
          ? [new CancelHandshakeCommand(answered), organizations]
          : [new DeclineHandshakeCommand(answered), theirs];
      expect(await answer(command, by)).toMatch('400 InvalidHandshakeTransitionException');
    },
  );
});
