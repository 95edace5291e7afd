import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Credentials } from './credentials.ts';
import { CredentialsError, startGateway } from './index.ts';
import type { StartedGateway } from './started-gateway.ts';

const account = '111111111111';
let gateway: StartedGateway;
let iam: IAMClient;

beforeEach(async () => {
  gateway = await startGateway({ region: 'eu-west-1' });
  iam = new IAMClient(settings(await gateway.credentialsFor(account, 'root')));
});
afterEach(() => gateway.stop());

function settings(credentials: Credentials) {
  return { endpoint: gateway.getEndpoint(), region: gateway.getRegion(), credentials, maxAttempts: 1 };
}

/** The ARN that GetCallerIdentity returns for a principal's credentials. */
async function whoIs(principal: string): Promise<string | undefined> {
  const sts = new STSClient(settings(await gateway.credentialsFor(account, principal)));
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
}

async function makeRole(RoleName: string): Promise<void> {
  const trustsNobodyHere = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  };
  await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trustsNobodyHere) }),
  );
}

const listing = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
});

describe('credentials', () => {
  test('of an account are its root user', async () => {
    expect(await whoIs('root')).toBe(`arn:aws:iam::${account}:root`);
  });

  test('of a user are an access key, the same each time', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    const both = await Promise.all([1, 2, 3].map(() => gateway.credentialsFor(account, 'writer')));
    expect(new Set(both.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
    expect(await whoIs('writer')).toBe(`arn:aws:iam::${account}:user/writer`);
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName: 'writer' }));
    expect(AccessKeyMetadata).toHaveLength(1);
  });

  test('of a role are a session, whatever its trust policy names', async () => {
    await makeRole('reader');
    expect(await whoIs('reader')).toBe(`arn:aws:sts::${account}:assumed-role/reader/keyhole`);
    expect(await gateway.credentialsFor(account, 'reader')).toMatchObject({ expiration: expect.any(Date) });
  });

  test('of a role do what its policies allow, and nothing else', async () => {
    await makeRole('reader');
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'reader', PolicyName: 'p', PolicyDocument: listing }),
    );
    const credentials = await gateway.credentialsFor(account, 'reader');
    const s3 = new S3Client({ ...settings(credentials), forcePathStyle: true });
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toEqual([]);
    const making = s3.send(new CreateBucketCommand({ Bucket: 'not-theirs' }));
    await expect(making).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('of a user whose access key was deleted are another', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    const { accessKeyId: AccessKeyId } = await gateway.credentialsFor(account, 'writer');
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'writer', AccessKeyId }));
    expect((await gateway.credentialsFor(account, 'writer')).accessKeyId).not.toBe(AccessKeyId);
    expect(await whoIs('writer')).toBe(`arn:aws:iam::${account}:user/writer`);
  });

  test('are of the user that has the name now, not of one that had it', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    const { accessKeyId: AccessKeyId } = await gateway.credentialsFor(account, 'writer');
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'writer', AccessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName: 'writer' }));
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    expect(await whoIs('writer')).toBe(`arn:aws:iam::${account}:user/writer`);
  });

  test.each([
    ['missing', `account ${account} has no user or role named "missing". Known: user/same, role/same, root`],
    ['user/missing', `account ${account} has no user named "missing"`],
    ['same', `both a user and a role named same: ask for user/same or role/same`],
    ['user/', 'has no user named ""'],
  ])('of "%s" are refused: %s', async (principal, message) => {
    await iam.send(new CreateUserCommand({ UserName: 'same' }));
    await makeRole('same');
    const asking = gateway.credentialsFor(account, principal);
    await expect(asking).rejects.toThrow(CredentialsError);
    await expect(asking).rejects.toThrow(message);
    expect(await whoIs('role/same')).toContain('assumed-role/same');
    expect(await whoIs('user/same')).toContain('user/same');
  });

  test('of an account without 12 digits are refused', async () => {
    await expect(gateway.credentialsFor('security', 'root')).rejects.toThrow('it must have 12 digits');
  });

  test('of a user with two access keys of its own are refused', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    await iam.send(new CreateAccessKeyCommand({ UserName: 'writer' }));
    await iam.send(new CreateAccessKeyCommand({ UserName: 'writer' }));
    await expect(gateway.credentialsFor(account, 'writer')).rejects.toThrow('as many access keys as IAM');
  });
});

describe('why a request was denied', () => {
  test('is told by the error that a client throws', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    const writer = new S3Client({
      ...settings(await gateway.credentialsFor(account, 'writer')),
      forcePathStyle: true,
    });
    const refused = await writer.send(new ListBucketsCommand({})).catch((error: unknown) => error);
    expect(gateway.whyDenied(refused)).toMatch(
      /no identity policy of .*user\/writer .*allows s3:ListAllMyBuckets/,
    );
  });

  test('is not told of requests that failed for another reason, or of other errors', async () => {
    const missing = await iam
      .send(new PutUserPolicyCommand({ UserName: 'missing', PolicyName: 'p', PolicyDocument: listing }))
      .catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(Error);
    expect(gateway.whyDenied(missing)).toBeUndefined();
    expect(gateway.whyDenied(new Error('other'))).toBeUndefined();
    expect(gateway.whyDenied(undefined)).toBeUndefined();
  });
});

describe('a gateway', () => {
  test('shares nothing with another', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    await using other = await startGateway();
    await expect(other.credentialsFor(account, 'writer')).rejects.toThrow('Known: root');
    expect(other.getRegion()).toBe('us-east-1');
  });

  test('is bound by the control policies of its organization', async () => {
    const denied = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }],
    };
    const serviceControlPolicies = [{ name: 'no-s3', document: JSON.stringify(denied) }];
    const root = { id: 'r-ab12', accounts: [{ id: account }], serviceControlPolicies };
    await using bound = await startGateway({
      organization: { id: 'o-exampleorgid', managementAccount: '999999999999', root },
    });
    const credentials = await bound.credentialsFor(account, 'root');
    const s3 = new S3Client({
      ...settings(credentials),
      endpoint: bound.getEndpoint(),
      forcePathStyle: true,
    });
    const refused = await s3.send(new ListBucketsCommand({})).catch((error: unknown) => error);
    expect(bound.whyDenied(refused)).toContain('no-s3');
  });

  test('answers no request after it is stopped, also twice', async () => {
    await gateway.stop();
    await gateway.stop();
    await gateway[Symbol.asyncDispose]();
    await expect(fetch(gateway.getConnectionUri())).rejects.toThrow('fetch failed');
  });
});
