import {
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  ListUsersCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateRoleCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, test } from '@jest/globals';
import { allow, answerOf, type Clients, documentOf } from '../../testing/lab-under-test.ts';
import { witnessedGateway } from '../../testing/witnessed-gateway.ts';

const account = '111111111111';
const gateway = witnessedGateway();
const PolicyDocument = documentOf(allow('s3:*'));
const trust = documentOf({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const role = { RoleName: 'reader', AssumeRolePolicyDocument: trust };
const names = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';
const paths = 'It must begin and end with / and contain only alphanumeric characters and/or / characters.';
const invalid = (member: string) => `400 ValidationError: The specified value for ${member} is invalid.`;
const constraint = (member: string, value: string, must: string) =>
  `400 ValidationError: 1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${must}`;
const long = (length: number) => 'n'.repeat(length);
const huge = documentOf(allow(Array.from({ length: 400 }, (_, index) => `s3:GetObject${index}abcd`)));

type Case = [what: string, send: (iam: Clients['iam']) => Promise<unknown>, refusal: string];

describe('IAM refuses for its form', () => {
  test.each<Case>([
    ...['a/b', 'a*', 'a b', 'ü'].map(
      (UserName): Case => [
        `the user name ${JSON.stringify(UserName)}`,
        (iam) => iam.send(new CreateUserCommand({ UserName })),
        `${invalid('userName')} ${names}`,
      ],
    ),
    [
      'a user name of 65 letters',
      (iam) => iam.send(new CreateUserCommand({ UserName: long(65) })),
      constraint('userName', long(65), 'have length less than or equal to 64'),
    ],
    [
      'a role name of 65 letters',
      (iam) => iam.send(new CreateRoleCommand({ ...role, RoleName: long(65) })),
      constraint('roleName', long(65), 'have length less than or equal to 64'),
    ],
    [
      'a group name of 129 letters',
      (iam) => iam.send(new CreateGroupCommand({ GroupName: long(129) })),
      constraint('groupName', long(129), 'have length less than or equal to 128'),
    ],
    [
      'a new user name with a blank',
      (iam) => iam.send(new UpdateUserCommand({ UserName: 'ann', NewUserName: 'a b' })),
      `${invalid('newUserName')} ${names}`,
    ],
    [
      'a policy name with a slash',
      (iam) => iam.send(new PutUserPolicyCommand({ UserName: 'ann', PolicyName: 'a/b', PolicyDocument })),
      `${invalid('policyName')} ${names}`,
    ],
    ...['staff', '/staff', 'staff/', '//', '/a b/', '/ü/'].map(
      (Path): Case => [
        `the path ${Path}`,
        (iam) => iam.send(new CreateUserCommand({ UserName: 'ann', Path })),
        `${invalid('path')} ${paths}`,
      ],
    ),
    [
      'an empty name',
      (iam) => iam.send(new GetUserCommand({ UserName: '' })),
      constraint('userName', '', 'have length greater than or equal to 1'),
    ],
    [
      'a page of no items',
      (iam) => iam.send(new ListUsersCommand({ MaxItems: 0 })),
      constraint('maxItems', '0', 'have value greater than or equal to 1'),
    ],
    [
      'a session of half an hour at most',
      (iam) => iam.send(new CreateRoleCommand({ ...role, MaxSessionDuration: 1800 })),
      constraint('maxSessionDuration', '1800', 'have value greater than or equal to 3600'),
    ],
    [
      'a description of 1001 letters',
      (iam) => iam.send(new UpdateRoleCommand({ RoleName: 'reader', Description: long(1001) })),
      constraint('description', long(1001), 'have length less than or equal to 1000'),
    ],
    [
      'two tags with keys that differ in letter case',
      (iam) =>
        iam.send(
          new TagUserCommand({
            UserName: 'ann',
            Tags: [
              { Key: 'team', Value: 'a' },
              { Key: 'Team', Value: 'b' },
            ],
          }),
        ),
      '400 InvalidInputException: Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
    ...[
      ['key', { Key: 'AWS:team', Value: 'a' }] as const,
      ['value', { Key: 'team', Value: 'aws:a' }] as const,
    ].map(
      ([what, tag]): Case => [
        `a tag whose ${what} is reserved`,
        (iam) => iam.send(new TagUserCommand({ UserName: 'ann', Tags: [tag] })),
        '400 InvalidInputException: Tag keys and values that begin with aws: are reserved for AWS.',
      ],
    ),
    [
      'a tag key with a star',
      (iam) => iam.send(new TagUserCommand({ UserName: 'ann', Tags: [{ Key: '*', Value: '' }] })),
      "400 ValidationError: 1 validation error detected: Value '*' at 'tags.1.member.key' failed",
    ],
    [
      'a boundary that is a role',
      (iam) =>
        iam.send(
          new PutUserPermissionsBoundaryCommand({
            UserName: 'ann',
            PermissionsBoundary: `arn:aws:iam::${account}:role/reader`,
          }),
        ),
      `400 InvalidInputException: ARN arn:aws:iam::${account}:role/reader is not valid.`,
    ],
    [
      'an access key that is to be expired',
      (iam) =>
        iam.send(new UpdateAccessKeyCommand({ AccessKeyId: 'AKIAEXAMPLEEXAMPLE12', Status: 'Expired' })),
      constraint('status', 'Expired', 'satisfy enum value set: [Active, Inactive]'),
    ],
    [
      'a policy that is no ARN',
      (iam) =>
        iam.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: 'AmazonS3ReadOnlyAccess' })),
      '400 ValidationError: Invalid ARN:  Could not be parsed!',
    ],
    [
      'a managed policy that is too long',
      (iam) => iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: huge })),
      '409 LimitExceededException: Cannot exceed quota for PolicySize: 6144',
    ],
    [
      'a trust policy that is too long',
      (iam) => iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: huge })),
      '409 LimitExceededException: Cannot exceed quota for ACLSizePerRole: 2048',
    ],
  ])('%s, before any store is asked', async (_, send, refusal) => {
    expect(await answerOf(send(gateway.as(account).iam))).toContain(refusal);
    expect(gateway.sent).toEqual([]);
  });
});
