import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  AcceptHandshakeCommand,
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DeleteOrganizationalUnitCommand,
  DeleteOrganizationCommand,
  DeletePolicyCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeEffectivePolicyCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  InviteAccountToOrganizationCommand,
  LeaveOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListHandshakesForAccountCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  type PolicyType,
  RegisterDelegatedAdministratorCommand,
  TagResourceCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, codeOf, deny, documentOf } from '../../testing/lab-under-test.ts';

const management = '111111111111';
const member = '222222222222';
const stranger = '333333333333';
const SCP: PolicyType = 'SERVICE_CONTROL_POLICY';
const RCP: PolicyType = 'RESOURCE_CONTROL_POLICY';
const lab = labOfEachTest();
let organizations: Clients['organizations'];
let RootId: string;

/** Invites an account, which accepts. */
async function join(account: string): Promise<void> {
  const Target = { Id: account, Type: 'ACCOUNT' as const };
  const { Handshake } = await organizations.send(new InviteAccountToOrganizationCommand({ Target }));
  await lab.as(account).organizations.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
}

async function newPolicy(Content: string, Name = 'guard', Type = SCP): Promise<string> {
  const input = { Content, Name, Type, Description: 'a guard' };
  const { Policy } = await organizations.send(new CreatePolicyCommand(input));
  return Policy?.PolicySummary?.Id ?? '';
}

async function newUnit(Name: string, ParentId = RootId): Promise<string> {
  const answer = await organizations.send(new CreateOrganizationalUnitCommand({ Name, ParentId }));
  return answer.OrganizationalUnit?.Id ?? '';
}

const attach = (PolicyId: string, TargetId: string) =>
  organizations.send(new AttachPolicyCommand({ PolicyId, TargetId }));
const detach = (PolicyId: string, TargetId: string) =>
  organizations.send(new DetachPolicyCommand({ PolicyId, TargetId }));
const buckets = (account: string) => codeOf(lab.as(account).s3.send(new ListBucketsCommand({})));
const noBuckets = documentOf(deny('s3:ListAllMyBuckets'));

describe('an organization that its API made', () => {
  beforeEach(async () => {
    ({ organizations } = lab.as(management));
    await organizations.send(new CreateOrganizationCommand({}));
    const { Roots = [] } = await organizations.send(new ListRootsCommand({}));
    RootId = Roots[0]?.Id ?? '';
    await organizations.send(new EnablePolicyTypeCommand({ RootId, PolicyType: SCP }));
    await join(member);
  });

  test('A service control policy binds from its attachment to its detachment', async () => {
    const policy = await newPolicy(noBuckets);
    expect(await buckets(member)).toBe('granted');
    await attach(policy, member);
    expect(await buckets(member)).toBe('403 AccessDenied');
    await detach(policy, member);
    expect(await buckets(member)).toBe('granted');
  });

  test('It never binds the management account, nor an account outside', async () => {
    const policy = await newPolicy(noBuckets);
    await attach(policy, RootId);
    expect(await buckets(management)).toBe('granted');
    expect(await buckets(stranger)).toBe('granted');
    expect(await buckets(member)).toBe('403 AccessDenied');
  });

  test('An update of its content binds at once', async () => {
    const PolicyId = await newPolicy(documentOf(deny('kms:*')));
    await attach(PolicyId, member);
    expect(await buckets(member)).toBe('granted');
    await organizations.send(new UpdatePolicyCommand({ PolicyId, Content: noBuckets }));
    expect(await buckets(member)).toBe('403 AccessDenied');
    const { Policy } = await organizations.send(new DescribePolicyCommand({ PolicyId }));
    expect(Policy).toMatchObject({
      Content: noBuckets,
      PolicySummary: { Name: 'guard', Type: SCP, AwsManaged: false },
    });
  });

  test('A unit passes its policies on to the accounts in it', async () => {
    const unit = await newUnit('workloads');
    await attach(await newPolicy(noBuckets), unit);
    await organizations.send(
      new MoveAccountCommand({ AccountId: member, SourceParentId: RootId, DestinationParentId: unit }),
    );
    expect(await buckets(member)).toBe('403 AccessDenied');
    const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: member }));
    expect(Parents).toEqual([{ Id: unit, Type: 'ORGANIZATIONAL_UNIT' }]);
    const { Accounts } = await organizations.send(new ListAccountsForParentCommand({ ParentId: unit }));
    expect(Accounts).toMatchObject([{ Id: member, Status: 'ACTIVE', JoinedMethod: 'INVITED' }]);
    expect(
      await codeOf(organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: unit }))),
    ).toBe('400 OrganizationalUnitNotEmptyException');
  });

  test('Without FullAWSAccess, an account may do only what its other policies allow', async () => {
    await attach(await newPolicy(documentOf(allow('kms:*'))), member);
    await detach('p-FullAWSAccess', member);
    expect(await buckets(member)).toBe('403 AccessDenied');
    await attach('p-FullAWSAccess', member);
    expect(await buckets(member)).toBe('granted');
  });

  test('Each target keeps a service control policy', async () => {
    expect(await answerOf(detach('p-FullAWSAccess', member))).toMatch(/^400 ConstraintViolationException/);
    expect(await buckets(member)).toBe('granted');
  });

  test('Disabling the type detaches its policies everywhere', async () => {
    const policy = await newPolicy(noBuckets);
    await attach(policy, RootId);
    await organizations.send(new DisablePolicyTypeCommand({ RootId, PolicyType: SCP }));
    expect(await buckets(member)).toBe('granted');
    const { Targets } = await organizations.send(new ListTargetsForPolicyCommand({ PolicyId: policy }));
    expect(Targets).toEqual([]);
    expect(await codeOf(attach(policy, member))).toBe('400 PolicyTypeNotEnabledException');
  });

  test('A resource control policy binds callers of resources in member accounts', async () => {
    await organizations.send(new EnablePolicyTypeCommand({ RootId, PolicyType: RCP }));
    const guard = { Effect: 'Deny', Principal: '*', Action: 's3:ListBucket', Resource: '*' };
    await attach(await newPolicy(documentOf(guard), 'rcp', RCP), member);
    await lab.as(member).s3.send(new CreateBucketCommand({ Bucket: 'of-the-member' }));
    const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
    const list = new ListObjectsV2Command({ Bucket: 'of-the-member' });
    expect(await codeOf(lab.as(member).s3.send(list))).toBe('403 AccessDenied');
  });

  test('A member that leaves is bound no longer', async () => {
    await attach(await newPolicy(noBuckets), RootId);
    const { organizations: own } = lab.as(member);
    await own.send(new LeaveOrganizationCommand({}));
    expect(await buckets(member)).toBe('granted');
    expect(await codeOf(own.send(new DescribeOrganizationCommand({})))).toBe(
      '400 AWSOrganizationsNotInUseException',
    );
  });

  test('A created account has a role for its management account', async () => {
    const created = await organizations.send(
      new CreateAccountCommand({ AccountName: 'archive', Email: 'archive@example.com' }),
    );
    const { Id: CreateAccountRequestId, AccountId = '' } = created.CreateAccountStatus ?? {};
    const status = new DescribeCreateAccountStatusCommand({ CreateAccountRequestId });
    expect((await organizations.send(status)).CreateAccountStatus).toMatchObject({
      State: 'SUCCEEDED',
      AccountId: expect.stringMatching(/^\d{12}$/),
    });
    const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId }));
    expect(Account).toMatchObject({ Name: 'archive', Email: 'archive@example.com', JoinedMethod: 'CREATED' });
    const { sts } = await lab.user(management, 'admin', allow('sts:AssumeRole'));
    const RoleArn = `arn:aws:iam::${AccountId}:role/OrganizationAccountAccessRole`;
    expect(await codeOf(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'admin' })))).toBe(
      'granted',
    );
  });

  test('Entities have tags', async () => {
    const PolicyId = await newPolicy(noBuckets);
    const Tags = [{ Key: 'team', Value: 'blue' }];
    await organizations.send(new TagResourceCommand({ ResourceId: PolicyId, Tags }));
    const listed = await organizations.send(new ListTagsForResourceCommand({ ResourceId: PolicyId }));
    expect(listed.Tags).toEqual(Tags);
  });

  test('Lists tell accounts, policies and targets', async () => {
    const policy = await newPolicy(noBuckets);
    await attach(policy, member);
    const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
    expect(Accounts.map(({ Id }) => Id)).toEqual([management, member]);
    const first = await organizations.send(new ListAccountsCommand({ MaxResults: 1 }));
    expect(first.Accounts).toHaveLength(1);
    const second = await organizations.send(new ListAccountsCommand({ NextToken: first.NextToken }));
    expect(second.Accounts?.map(({ Id }) => Id)).toEqual([member]);
    const { Policies = [] } = await organizations.send(new ListPoliciesCommand({ Filter: SCP }));
    expect(Policies.map(({ Name }) => Name).toSorted()).toEqual(['FullAWSAccess', 'guard']);
    const input = { TargetId: member, Filter: SCP };
    const ofTarget = await organizations.send(new ListPoliciesForTargetCommand(input));
    expect(ofTarget.Policies?.map(({ Id }) => Id).toSorted()).toEqual([policy, 'p-FullAWSAccess'].toSorted());
    const ofPolicy = await organizations.send(new ListTargetsForPolicyCommand({ PolicyId: policy }));
    expect(ofPolicy.Targets).toMatchObject([{ TargetId: member, Type: 'ACCOUNT' }]);
  });

  test('Only the management account administers it', async () => {
    const { organizations: own } = lab.as(member);
    expect(await answerOf(own.send(new ListRootsCommand({})))).toBe(
      "400 AccessDeniedException: You don't have permissions to access this resource.",
    );
    expect(await codeOf(own.send(new DescribeOrganizationCommand({})))).toBe('granted');
    const { organizations: foreign } = lab.as(stranger);
    expect(await codeOf(foreign.send(new ListAccountsCommand({})))).toBe(
      '400 AWSOrganizationsNotInUseException',
    );
  });

  test('It takes permissions on its entities', async () => {
    const policy = await newPolicy(noBuckets);
    const attachable = `arn:aws:organizations::${management}:policy/*/service_control_policy/${policy}`;
    const target = `arn:aws:organizations::${management}:account/*/${member}`;
    const user = await lab.user(management, 'half', allow('organizations:AttachPolicy', attachable));
    const command = new AttachPolicyCommand({ PolicyId: policy, TargetId: member });
    expect(await answerOf(user.organizations.send(command))).toMatch(
      new RegExp(
        `^400 AccessDeniedException: .*organizations:AttachPolicy on resource: .*account/o-.*/${member}`,
      ),
    );
    const ofType = { Condition: { StringEquals: { 'organizations:PolicyType': SCP } } };
    const statement = allow('organizations:AttachPolicy', [attachable, target], ofType);
    const able = await lab.user(management, 'able', statement);
    expect(await codeOf(able.organizations.send(command))).toBe('granted');
  });

  const refused: readonly [string, () => Promise<unknown>, RegExp][] = [
    ['a policy that is not JSON', () => newPolicy('{'), /^400 MalformedPolicyDocumentException/],
    [
      'a service control policy with a principal',
      () => newPolicy(documentOf({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' })),
      /^400 MalformedPolicyDocumentException/,
    ],
    [
      'a service control policy that is too long',
      () => newPolicy(documentOf(deny(Array.from({ length: 1000 }, (_, i) => `s3:Get${i}`)))),
      /^400 ConstraintViolationException/,
    ],
    ['a name that is taken', () => newPolicy(noBuckets, 'FullAWSAccess'), /^400 DuplicatePolicyException/],
    [
      'a target that does not exist',
      () => attach('p-FullAWSAccess', stranger),
      /^400 TargetNotFoundException/,
    ],
    ['a policy that does not exist', () => attach('p-00000000', member), /^400 PolicyNotFoundException/],
    [
      'a second attachment',
      () => attach('p-FullAWSAccess', member),
      /^400 DuplicatePolicyAttachmentException/,
    ],
    [
      'a change of a policy of AWS',
      () => organizations.send(new DeletePolicyCommand({ PolicyId: 'p-FullAWSAccess' })),
      /^400 AccessDeniedException/,
    ],
    [
      'a second organization',
      () => lab.as(member).organizations.send(new CreateOrganizationCommand({})),
      /^400 AlreadyInOrganizationException/,
    ],
    ['an invitation of a member', () => join(member), /^400 HandshakeConstraintViolationException/],
    ['a root as a parent that is none', () => newUnit('a', 'r-zzzz'), /^400 ParentNotFoundException/],
    ['an invalid id', () => newUnit('a', 'nonsense'), /^400 InvalidInputException/],
    [
      'the deletion with members',
      () => organizations.send(new DeleteOrganizationCommand({})),
      /^400 OrganizationNotEmptyException/,
    ],
    ['a tag policy', () => newPolicy('{}', 'tags', 'TAG_POLICY'), /^501 NotImplemented: .*TAG_POLICY/],
    [
      'an effective policy',
      () => organizations.send(new DescribeEffectivePolicyCommand({ PolicyType: 'TAG_POLICY' })),
      /^501 NotImplemented: .*DescribeEffectivePolicy/,
    ],
    [
      'a delegated administrator',
      () =>
        organizations.send(
          new RegisterDelegatedAdministratorCommand({
            AccountId: member,
            ServicePrincipal: 'access-analyzer.amazonaws.com',
          }),
        ),
      /^501 NotImplemented: .*RegisterDelegatedAdministrator/,
    ],
  ];

  test.each(refused)('%s is refused', async (_, send, answer) => {
    expect(await answerOf(send())).toMatch(answer);
  });

  test('A policy in use cannot be deleted', async () => {
    const PolicyId = await newPolicy(noBuckets);
    await attach(PolicyId, member);
    const remove = () => codeOf(organizations.send(new DeletePolicyCommand({ PolicyId })));
    expect(await remove()).toBe('400 PolicyInUseException');
    await detach(PolicyId, member);
    expect(await remove()).toBe('granted');
    expect(await codeOf(organizations.send(new DescribePolicyCommand({ PolicyId })))).toBe(
      '400 PolicyNotFoundException',
    );
  });

  test('An invitation is answered once, by the invited account', async () => {
    const Target = { Id: stranger, Type: 'ACCOUNT' as const };
    const { Handshake } = await organizations.send(new InviteAccountToOrganizationCommand({ Target }));
    const accept = (account: string) =>
      codeOf(lab.as(account).organizations.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id })));
    expect(await accept(member)).toBe('400 HandshakeNotFoundException');
    const { Handshakes } = await lab.as(stranger).organizations.send(new ListHandshakesForAccountCommand({}));
    expect(Handshakes).toMatchObject([{ Id: Handshake?.Id, State: 'OPEN' }]);
    expect(await accept(stranger)).toBe('granted');
    expect(await accept(stranger)).toBe('400 InvalidHandshakeTransitionException');
  });

  test('A snapshot holds the organization, and a checkpoint restores it', async () => {
    const policy = await newPolicy(noBuckets);
    const restore = lab.lab.checkpoint();
    await attach(policy, member);
    const frozen = JSON.parse(JSON.stringify(await lab.lab.freeze()));
    restore();
    expect(await buckets(member)).toBe('granted');
    await lab.lab.thaw(frozen);
    expect(await buckets(member)).toBe('403 AccessDenied');
  });
});

describe('the organization of a scenario', () => {
  const unit = 'ou-ab12-11111111';

  beforeEach(() => {
    ({ organizations } = lab.as(management));
    const scp = { name: 'no-buckets', document: noBuckets };
    const accounts = [{ id: member, name: 'data', serviceControlPolicies: [scp] }];
    const units = [{ id: unit, name: 'workloads', accounts, serviceControlPolicies: [scp] }];
    const organization = {
      id: 'o-exampleorgid',
      managementAccount: management,
      root: { id: 'r-ab12', units },
    };
    lab.lab.surround({ organization });
  });

  test('Its API tells the same policy at both targets', async () => {
    const { Policies = [] } = await organizations.send(new ListPoliciesCommand({ Filter: SCP }));
    const [policy] = Policies.filter(({ Name }) => Name === 'no-buckets');
    const targets = await organizations.send(new ListTargetsForPolicyCommand({ PolicyId: policy?.Id }));
    expect(targets.Targets?.map(({ TargetId }) => TargetId).toSorted()).toEqual([member, unit].toSorted());
  });

  test('Its API changes it', async () => {
    expect(await buckets(member)).toBe('403 AccessDenied');
    const { Policies = [] } = await organizations.send(new ListPoliciesCommand({ Filter: SCP }));
    const PolicyId = Policies.find(({ Name }) => Name === 'no-buckets')?.Id ?? '';
    await detach(PolicyId, member);
    expect(await buckets(member)).toBe('403 AccessDenied');
    await detach(PolicyId, unit);
    expect(await buckets(member)).toBe('granted');
    const { Organization } = await lab.as(member).organizations.send(new DescribeOrganizationCommand({}));
    expect(Organization).toMatchObject({ Id: 'o-exampleorgid', MasterAccountId: management });
  });

  test('A role of the management account keeps its policies away from others', async () => {
    const AssumeRolePolicyDocument = documentOf({
      Effect: 'Allow',
      Principal: { AWS: management },
      Action: 'sts:AssumeRole',
    });
    const create = new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument });
    expect(await codeOf(lab.as(member).iam.send(create))).toBe('granted');
  });
});
