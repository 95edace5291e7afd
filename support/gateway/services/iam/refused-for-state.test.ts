import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  GetAccessKeyLastUsedCommand,
  GetPolicyCommand,
  ListAccessKeysCommand,
  ListEntitiesForPolicyCommand,
  ListInstanceProfilesForRoleCommand,
  ListPolicyTagsCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type AccessKey, allow, answerOf, type Clients, documentOf } from '../../testing/lab-under-test.ts';
import { witnessedGateway } from '../../testing/witnessed-gateway.ts';

const account = '111111111111';
const policyArn = (name: string, owner = account) => `arn:aws:iam::${owner}:policy/${name}`;
const PolicyDocument = documentOf(allow('s3:*'));
const AssumeRolePolicyDocument = documentOf({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

const gateway = witnessedGateway();
let iam: Clients['iam'];
let annsKey: AccessKey;

async function newKey(UserName: string): Promise<AccessKey> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

beforeEach(async () => {
  iam = gateway.as(account).iam;
  await iam.send(new CreateUserCommand({ UserName: 'ann' }));
  await iam.send(new CreateUserCommand({ UserName: 'carl' }));
  await iam.send(new CreateRoleCommand({ RoleName: 'reader', AssumeRolePolicyDocument }));
  await iam.send(new CreateGroupCommand({ GroupName: 'staff' }));
  for (const PolicyName of ['attached', 'limits'])
    await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  await iam.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: policyArn('attached') }));
  const boundary = { UserName: 'carl', PermissionsBoundary: policyArn('limits') };
  await iam.send(new PutUserPermissionsBoundaryCommand(boundary));
  annsKey = await newKey('ann');
});

type Case = [what: string, send: () => Promise<unknown>, refusal: string];

const refused = async (send: () => Promise<unknown>, refusal: string) => {
  const before = gateway.sent.length;
  expect(await answerOf(send())).toContain(refusal);
  expect(gateway.sent).toHaveLength(before);
};

describe('IAM refuses for what the account holds', () => {
  test.each<Case>([
    [
      'a user whose name differs in letter case alone',
      () => iam.send(new CreateUserCommand({ UserName: 'ANN' })),
      '409 EntityAlreadyExistsException: User with name ANN already exists.',
    ],
    [
      'a new name that another user has in another letter case',
      () => iam.send(new UpdateUserCommand({ UserName: 'ann', NewUserName: 'Carl' })),
      '409 EntityAlreadyExistsException: User with name Carl already exists.',
    ],
    [
      'a role of that kind',
      () => iam.send(new CreateRoleCommand({ RoleName: 'Reader', AssumeRolePolicyDocument })),
      '409 EntityAlreadyExistsException: Role with name Reader already exists.',
    ],
    [
      'a group of that kind',
      () => iam.send(new CreateGroupCommand({ GroupName: 'STAFF' })),
      '409 EntityAlreadyExistsException: Group with name STAFF already exists.',
    ],
    [
      'a policy of that kind',
      () => iam.send(new CreatePolicyCommand({ PolicyName: 'Limits', PolicyDocument })),
      '409 EntityAlreadyExistsException: A policy called Limits already exists.',
    ],
    [
      'deleting a policy that is attached',
      () => iam.send(new DeletePolicyCommand({ PolicyArn: policyArn('attached') })),
      '409 DeleteConflictException: Cannot delete a policy attached to entities.',
    ],
    [
      'deleting a policy that is a boundary',
      () => iam.send(new DeletePolicyCommand({ PolicyArn: policyArn('limits') })),
      '409 DeleteConflictException: Cannot delete a policy attached to entities.',
    ],
    [
      'deleting the default version of a policy',
      () => iam.send(new DeletePolicyVersionCommand({ PolicyArn: policyArn('limits'), VersionId: 'v1' })),
      '409 DeleteConflictException: Cannot delete the default version of a policy.',
    ],
    [
      'a boundary that does not exist',
      () =>
        iam.send(
          new PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary: policyArn('none') }),
        ),
      `404 NoSuchEntityException: Scope ARN: ${policyArn('none')} does not exist or is not attachable.`,
    ],
    [
      'a user with such a boundary',
      () => iam.send(new CreateUserCommand({ UserName: 'eve', PermissionsBoundary: policyArn('none') })),
      `404 NoSuchEntityException: Scope ARN: ${policyArn('none')} does not exist or is not attachable.`,
    ],
    [
      'attaching a policy that does not exist',
      () => iam.send(new AttachRolePolicyCommand({ RoleName: 'reader', PolicyArn: policyArn('none') })),
      `404 NoSuchEntityException: Policy ${policyArn('none')} does not exist or is not attachable.`,
    ],
    [
      'attaching a policy of a service-linked role',
      () =>
        iam.send(
          new AttachRolePolicyCommand({
            RoleName: 'reader',
            PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy',
          }),
        ),
      '400 PolicyNotAttachableException: Cannot attach a Service Role Policy to a Customer Role.',
    ],
    [
      'listing whom a policy is attached to that does not exist',
      () => iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: policyArn('none') })),
      `404 NoSuchEntityException: Policy ${policyArn('none')} was not found.`,
    ],
    [
      'listing the instance profiles of a role that does not exist',
      () => iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'none' })),
      '404 NoSuchEntityException: The role with name none cannot be found.',
    ],
    [
      'listing the tags of a policy of AWS',
      () => iam.send(new ListPolicyTagsCommand({ PolicyArn: policyArn('AdministratorAccess', 'aws') })),
      `400 InvalidInputException: ARN ${policyArn('AdministratorAccess', 'aws')} is not valid.`,
    ],
    [
      'deleting a user with attached policies',
      () => iam.send(new DeleteUserCommand({ UserName: 'ann' })),
      '409 DeleteConflictException: Cannot delete entity, must detach all policies first.',
    ],
    [
      'inline policies that are too long together',
      () =>
        iam.send(
          new PutUserPolicyCommand({
            UserName: 'ann',
            PolicyName: 'long',
            PolicyDocument: documentOf(
              allow(Array.from({ length: 120 }, (_, index) => `s3:GetObjects${index}`)),
            ),
          }),
        ),
      '409 LimitExceededException: Maximum policy size of 2048 bytes exceeded for user ann',
    ],
  ])('%s, before the store performs it', (_, send, refusal) => refused(send, refusal));

  test('deleting what still holds something, in order', async () => {
    await newKey('carl');
    await iam.send(new AddUserToGroupCommand({ UserName: 'carl', GroupName: 'staff' }));
    await iam.send(new PutRolePolicyCommand({ RoleName: 'reader', PolicyName: 'inline', PolicyDocument }));
    const conflict = '409 DeleteConflictException: Cannot delete entity, must';
    await refused(
      () => iam.send(new DeleteUserCommand({ UserName: 'carl' })),
      `${conflict} delete access keys first.`,
    );
    await refused(
      () => iam.send(new DeleteGroupCommand({ GroupName: 'staff' })),
      `${conflict} remove users from group first.`,
    );
    await refused(
      () => iam.send(new DeleteRoleCommand({ RoleName: 'reader' })),
      `${conflict} delete policies first.`,
    );
  });

  test('what is more than an account may have', async () => {
    await newKey('ann');
    await refused(
      () => iam.send(new CreateAccessKeyCommand({ UserName: 'ann' })),
      '409 LimitExceededException: Cannot exceed quota for AccessKeysPerUser: 2',
    );
    for (let index = 0; index < 9; index++) {
      await iam.send(new CreatePolicyCommand({ PolicyName: `p${index}`, PolicyDocument }));
      await iam.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: policyArn(`p${index}`) }));
    }
    const again = new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: policyArn('attached') });
    expect(await answerOf(iam.send(again))).toBe('granted');
    await refused(
      () => iam.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: policyArn('limits') })),
      '409 LimitExceededException: Cannot exceed quota for PoliciesPerUser: 10',
    );
    const version = { PolicyArn: policyArn('limits'), PolicyDocument };
    for (let index = 0; index < 4; index++) await iam.send(new CreatePolicyVersionCommand(version));
    await refused(
      () => iam.send(new CreatePolicyVersionCommand(version)),
      '409 LimitExceededException: A managed policy can have up to 5 versions.',
    );
    await refused(
      () => iam.send(new DeletePolicyCommand({ PolicyArn: policyArn('limits') })),
      '409 DeleteConflictException: ',
    );
    const tags = (count: number, from = 0) =>
      Array.from({ length: count }, (_, index) => ({ Key: `k${index + from}`, Value: '' }));
    await iam.send(new TagUserCommand({ UserName: 'ann', Tags: tags(50) }));
    await refused(
      () => iam.send(new TagUserCommand({ UserName: 'ann', Tags: tags(1, 50) })),
      '409 LimitExceededException: Cannot exceed quota for TagsPerEntity: 50',
    );
  });
});

describe('An access key of another user', () => {
  test('is out of reach of a user who may change its own only', async () => {
    const Resource = `arn:aws:iam::${account}:user/carl`;
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'carl',
        PolicyName: 'own',
        PolicyDocument: documentOf(allow('iam:*AccessKey*', Resource)),
      }),
    );
    const limits = { PolicyArn: policyArn('limits'), SetAsDefault: true };
    await iam.send(new CreatePolicyVersionCommand({ ...limits, PolicyDocument: documentOf(allow('iam:*')) }));
    const carl = gateway.as(await newKey('carl')).iam;
    const AccessKeyId = annsKey.accessKeyId;
    const notFound = `404 NoSuchEntityException: The Access Key with id ${AccessKeyId} cannot be found.`;
    await refused(() => carl.send(new UpdateAccessKeyCommand({ AccessKeyId, Status: 'Inactive' })), notFound);
    await refused(() => carl.send(new DeleteAccessKeyCommand({ AccessKeyId })), notFound);
    await refused(
      () => iam.send(new DeleteAccessKeyCommand({ AccessKeyId })),
      `404 NoSuchEntityException: The Access Key with id ${AccessKeyId} cannot be found.`,
    );
    const { AccessKeyMetadata } = await carl.send(new ListAccessKeysCommand({}));
    expect(AccessKeyMetadata?.map(({ UserName }) => UserName)).toEqual(['carl']);
  });

  test('tells its last use to a caller who may ask about its user', async () => {
    const AccessKeyId = annsKey.accessKeyId;
    const own = documentOf(allow('iam:GetAccessKeyLastUsed', `arn:aws:iam::${account}:user/eve`));
    await iam.send(new CreateUserCommand({ UserName: 'eve' }));
    await iam.send(new PutUserPolicyCommand({ UserName: 'eve', PolicyName: 'own', PolicyDocument: own }));
    const evesKey = await newKey('eve');
    const eve = gateway.as(evesKey).iam;
    expect(
      await answerOf(eve.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: evesKey.accessKeyId }))),
    ).toBe('granted');
    await refused(
      () => eve.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })),
      `iam:GetAccessKeyLastUsed on resource: arn:aws:iam::${account}:user/ann `,
    );
  });

  test('is changed under the name of the user it was decided on', async () => {
    const everything = documentOf(allow('iam:*'));
    await iam.send(
      new PutUserPolicyCommand({ UserName: 'ann', PolicyName: 'all', PolicyDocument: everything }),
    );
    const ann = gateway.as(annsKey).iam;
    await ann.send(new CreateAccessKeyCommand({}));
    const { accessKeyId: AccessKeyId } = annsKey;
    await ann.send(new UpdateAccessKeyCommand({ AccessKeyId, Status: 'Active' }));
    expect(gateway.sent.slice(-2).map(({ input }) => Reflect.get(input, 'UserName'))).toEqual(['ann', 'ann']);
  });
});

describe("AWS's own managed policies", () => {
  const PolicyArn = policyArn('AmazonS3ReadOnlyAccess', 'aws');

  test.each<[string, () => Promise<unknown>]>([
    ['CreatePolicyVersion', () => iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }))],
    ['DeletePolicy', () => iam.send(new DeletePolicyCommand({ PolicyArn }))],
    ['DeletePolicyVersion', () => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))],
    [
      'SetDefaultPolicyVersion',
      () => iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
    ],
    ['TagPolicy', () => iam.send(new TagPolicyCommand({ PolicyArn, Tags: [{ Key: 'a', Value: 'b' }] }))],
  ])('%s is refused to every principal, root users too', (_, send) => refused(send, '403 AccessDenied: '));

  test('can be read in every account', async () => {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy?.Arn).toBe(PolicyArn);
  });
});
