import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteUserPermissionsBoundaryCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf } from '../../testing/lab-under-test.ts';

const account = '111111111111';
const Bucket = 'records';
const object = { Bucket, Key: 'k' };
const onlyListing = documentOf(allow('s3:ListBucket'));
const denial = (layer: string) =>
  new RegExp(`^403 AccessDenied: User: .* s3:GetObject on resource: "arn:aws:s3:::records/k" ${layer}$`);
const notAllowed = denial('because no permissions boundary allows the s3:GetObject action');

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket }));
  await root.s3.send(new PutObjectCommand({ ...object, Body: 'hello' }));
});

async function managedPolicy(PolicyName: string, PolicyDocument: string): Promise<string> {
  const { Policy } = await root.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  return Policy?.Arn ?? '';
}

const read = (who: Clients) => answerOf(who.s3.send(new GetObjectCommand(object)));

describe('The permissions boundary of a user', () => {
  test('holds from the moment it is set until it is taken away', async () => {
    const mary = await lab.user(account, 'mary', allow('s3:*'));
    expect(await read(mary)).toBe('granted');
    const boundary = { UserName: 'mary', PermissionsBoundary: await managedPolicy('Limits', onlyListing) };
    await root.iam.send(new PutUserPermissionsBoundaryCommand(boundary));
    expect(await read(mary)).toMatch(notAllowed);
    await root.iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'mary' }));
    expect(await read(mary)).toBe('granted');
  });

  test('is its default version', async () => {
    const mary = await lab.user(account, 'mary', allow('s3:*'));
    const PolicyArn = await managedPolicy('Limits', onlyListing);
    const boundary = { UserName: 'mary', PermissionsBoundary: PolicyArn };
    await root.iam.send(new PutUserPermissionsBoundaryCommand(boundary));
    expect(await read(mary)).toMatch(notAllowed);
    const PolicyDocument = documentOf(allow('s3:*'));
    await root.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
    expect(await read(mary)).toBe('granted');
  });

  test('denies what it denies', async () => {
    const mary = await lab.user(account, 'mary', allow('s3:*'));
    const document = documentOf(allow('*'), { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' });
    const boundary = { UserName: 'mary', PermissionsBoundary: await managedPolicy('Limits', document) };
    await root.iam.send(new PutUserPermissionsBoundaryCommand(boundary));
    const named = `with an explicit deny in a permissions boundary: arn:aws:iam::${account}:policy/Limits`;
    expect(await read(mary)).toMatch(denial(named));
  });

  test('gives nothing by itself', async () => {
    const mary = await lab.user(account, 'mary');
    const boundary = {
      UserName: 'mary',
      PermissionsBoundary: await managedPolicy('Limits', documentOf(allow('*'))),
    };
    await root.iam.send(new PutUserPermissionsBoundaryCommand(boundary));
    expect(await read(mary)).toMatch(
      denial('because no identity-based policy allows the s3:GetObject action'),
    );
  });
});

describe('The bounds of a role', () => {
  let sessionOf: (more?: {
    readonly Policy?: string;
    readonly PolicyArns?: { readonly arn: string }[];
  }) => Promise<Clients>;

  beforeEach(async () => {
    const trust = documentOf({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    });
    const role = { RoleName: 'reader' };
    await root.iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: trust }));
    const PolicyDocument = documentOf(allow('s3:*'));
    await root.iam.send(new PutRolePolicyCommand({ ...role, PolicyName: 'all', PolicyDocument }));
    sessionOf = async (more = {}) => {
      const command = new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${account}:role/reader`,
        RoleSessionName: 'session',
        ...more,
      });
      const { Credentials } = await lab.as('ec2.amazonaws.com').sts.send(command);
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
      return lab.as({
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      });
    };
  });

  test('its boundary holds for sessions that exist', async () => {
    const session = await sessionOf();
    expect(await read(session)).toBe('granted');
    const PermissionsBoundary = await managedPolicy('Limits', onlyListing);
    const boundary = { RoleName: 'reader', PermissionsBoundary };
    await root.iam.send(new PutRolePermissionsBoundaryCommand(boundary));
    expect(await read(session)).toMatch(notAllowed);
  });

  test('a bucket policy that names the role does not get past its boundary', async () => {
    const PermissionsBoundary = await managedPolicy('Limits', onlyListing);
    await root.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'reader', PermissionsBoundary }));
    const Policy = documentOf({
      ...allow('s3:GetObject', `arn:aws:s3:::${Bucket}/k`),
      Principal: { AWS: `arn:aws:iam::${account}:role/reader` },
    });
    await root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect(await read(await sessionOf())).toMatch(notAllowed);
  });

  test('a session policy narrows its own session only', async () => {
    const narrow = await sessionOf({ Policy: onlyListing });
    const wide = await sessionOf();
    expect(await read(narrow)).toMatch(denial('because no session policy allows the s3:GetObject action'));
    expect(await read(wide)).toBe('granted');
  });

  test('so does a managed policy given as a session policy', async () => {
    const narrow = await sessionOf({ PolicyArns: [{ arn: await managedPolicy('Limits', onlyListing) }] });
    expect(await read(narrow)).toMatch(denial('because no session policy allows the s3:GetObject action'));
  });

  test('several session policies add up, and each of them denies', async () => {
    const Limits = [{ arn: await managedPolicy('Limits', onlyListing) }];
    const Policy = documentOf(allow('s3:GetObject'));
    expect(await read(await sessionOf({ Policy, PolicyArns: Limits }))).toBe('granted');
    const refusing = documentOf({ Effect: 'Deny', Action: 's3:GetObject', Resource: '*' });
    const PolicyArns = [...Limits, { arn: await managedPolicy('Refuses', refusing) }];
    expect(await read(await sessionOf({ Policy, PolicyArns }))).toMatch(
      denial('with an explicit deny in a session policy'),
    );
  });

  test('a session policy denies what it denies', async () => {
    const Policy = documentOf(allow('*'), { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' });
    expect(await read(await sessionOf({ Policy }))).toMatch(
      denial('with an explicit deny in a session policy'),
    );
  });

  test('a session policy adds nothing', async () => {
    const PolicyDocument = onlyListing;
    await root.iam.send(new PutRolePolicyCommand({ RoleName: 'reader', PolicyName: 'all', PolicyDocument }));
    expect(await read(await sessionOf({ Policy: documentOf(allow('*')) }))).toMatch(
      denial('because no identity-based policy allows the s3:GetObject action'),
    );
  });
});
