import {
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import {
  CreateGrantCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  ListGrantsCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand, ListObjectsV2Command, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket } from '../../testing/buckets.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf, to } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';

const Bucket = 'records';
const roleArn = `arn:aws:iam::${account}:role/reader`;
const administration = allow('kms:*', '*', to(`arn:aws:iam::${account}:root`));
const named = to(roleArn);

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  await createRole();
});

const createRole = () => newRole(root, 'reader', { Service: 'ec2.amazonaws.com' });

async function session(): Promise<Clients> {
  return lab.as(await assume(lab.as('ec2.amazonaws.com'), roleArn));
}

const roleId = async () =>
  (await root.iam.send(new GetRoleCommand({ RoleName: 'reader' }))).Role?.RoleId ?? '';
const deleteRole = () => root.iam.send(new DeleteRoleCommand({ RoleName: 'reader' }));

async function createKey(): Promise<string> {
  const Policy = documentOf(administration, { ...allow('kms:DescribeKey'), ...named });
  const { KeyMetadata } = await root.kms.send(new CreateKeyCommand({ Policy }));
  return KeyMetadata?.Arn ?? '';
}

describe('A bucket policy', () => {
  const Policy = documentOf({ ...allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`), ...named });
  const list = (who: Clients) => answerOf(who.s3.send(new ListObjectsV2Command({ Bucket })));
  const shown = async () => (await root.s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy;

  beforeEach(async () => {
    await root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  });

  test('shows the role by its ARN as long as it exists', async () => {
    expect(await shown()).toBe(Policy);
    expect(await list(await session())).toBe('granted');
  });

  test('shows its unique id once it is deleted, also after a namesake is created', async () => {
    const id = await roleId();
    await deleteRole();
    expect(await shown()).toBe(Policy.replace(roleArn, id));
    await createRole();
    expect(await shown()).toBe(Policy.replace(roleArn, id));
  });

  test('gives a namesake nothing, until it is put again', async () => {
    await deleteRole();
    await createRole();
    const namesake = await session();
    expect(await list(namesake)).toMatch(/because no identity-based policy allows the s3:ListBucket action$/);
    await root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect(await list(namesake)).toBe('granted');
  });

  test('is refused with the id of a deleted role in it', async () => {
    await deleteRole();
    const command = new PutBucketPolicyCommand({ Bucket, Policy: await shown() });
    expect(await answerOf(root.s3.send(command))).toBe('400 MalformedPolicy: Invalid principal in policy');
  });

  test('leaves an ARN in a condition as it is', async () => {
    const conditional = documentOf({
      ...allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`),
      Principal: { AWS: account },
      Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn } },
    });
    await root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: conditional }));
    await deleteRole();
    expect(await shown()).toBe(conditional);
  });

  test('names a user who was renamed by the new name', async () => {
    await root.iam.send(new CreateUserCommand({ UserName: 'mary' }));
    const user = `arn:aws:iam::${account}:user/mary`;
    const forMary = Policy.replace(roleArn, user);
    await root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: forMary }));
    await root.iam.send(new UpdateUserCommand({ UserName: 'mary', NewUserName: 'marie' }));
    expect(await shown()).toBe(forMary.replace(user, user.replace('mary', 'marie')));
    await root.iam.send(new DeleteUserCommand({ UserName: 'marie' }));
    expect(await shown()).toMatch(/"AIDA[A-Z0-9]+"/);
  });
});

describe('A key policy', () => {
  test('shows the unique id of a deleted role, and gives its namesake nothing', async () => {
    const KeyId = await createKey();
    const describeKey = (who: Clients) => answerOf(who.kms.send(new DescribeKeyCommand({ KeyId })));
    expect(await describeKey(await session())).toBe('granted');
    const id = await roleId();
    await deleteRole();
    await createRole();
    expect(await describeKey(await session())).toMatch(
      /because no identity-based policy allows the kms:DescribeKey action$/,
    );
    const { Policy = '' } = await root.kms.send(new GetKeyPolicyCommand({ KeyId }));
    expect(Policy).toContain(`"${id}"`);
    expect(await answerOf(root.kms.send(new PutKeyPolicyCommand({ KeyId, Policy })))).toBe(
      '400 MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.',
    );
  });
});

describe('A grant', () => {
  test('shows the unique id of a deleted grantee, and gives its namesake nothing', async () => {
    const KeyId = await createKey();
    const grant = { KeyId, GranteePrincipal: roleArn, Operations: ['DescribeKey' as const] };
    await setKeyPolicy(root, KeyId, administration);
    await root.kms.send(new CreateGrantCommand(grant));
    const describeKey = (who: Clients) => answerOf(who.kms.send(new DescribeKeyCommand({ KeyId })));
    const grantees = async () => {
      const { Grants = [] } = await root.kms.send(new ListGrantsCommand({ KeyId }));
      return Grants.map(({ GranteePrincipal }) => GranteePrincipal);
    };
    expect(await grantees()).toEqual([roleArn]);
    expect(await describeKey(await session())).toBe('granted');
    const id = await roleId();
    await deleteRole();
    await createRole();
    expect(await grantees()).toEqual([id]);
    expect(await describeKey(await session())).toMatch(/^400 AccessDeniedException/);
    await root.kms.send(new CreateGrantCommand(grant));
    expect(await describeKey(await session())).toBe('granted');
  });
});

describe('A trust policy', () => {
  test('shows the unique id of a deleted role, and does not trust its namesake', async () => {
    const policy = { RoleName: 'reader', PolicyName: 'assume' };
    const PolicyDocument = documentOf(allow('sts:AssumeRole'));
    await root.iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
    await newRole(root, 'target', { AWS: roleArn });
    const target = `arn:aws:iam::${account}:role/target`;
    const chain = async () => answerOf(assume(await session(), target));
    expect(await chain()).toBe('granted');
    const id = await roleId();
    await root.iam.send(new DeleteRolePolicyCommand(policy));
    await deleteRole();
    await createRole();
    await root.iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
    expect(await chain()).toMatch(/^403 AccessDenied/);
    const { Role } = await root.iam.send(new GetRoleCommand({ RoleName: 'target' }));
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(`"AWS":"${id}"`);
  });
});
