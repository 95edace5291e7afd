import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  GenerateDataKeyCommand,
  type KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
  type ServerSideEncryption,
} from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../aws/testing/accounts.ts';
import { clientsFor } from '../../client/clients.ts';
import { rootOf } from '../../client/identity.ts';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const region = 'eu-west-1';
let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
  await root().s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

const root = (id = account) => clientsFor({ endpoint: lab.endpoint, identity: rootOf(id), region });

/** The text of `keyhole explain` about the last request of a call, in one line. */
async function explained(call: Promise<unknown>): Promise<string> {
  await call.catch(() => undefined);
  const id = lab.decisionLog.records().at(-1)?.id ?? '';
  const { stdout } = await keyholeHere('explain', id, '--endpoint', lab.endpoint);
  return stdout.replace(/\s+/g, ' ');
}

/** A client of S3 that is not quite right. */
function client(config: S3ClientConfig): S3Client {
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  return new S3Client({
    endpoint: lab.endpoint,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials,
    ...config,
  });
}

/** Changes a request after it was signed, as a proxy does. */
function changedOnTheWay(change: (headers: Record<string, string>) => void): S3Client {
  const changing = client({});
  const send: S3Client['config']['requestHandler']['handle'] = changing.config.requestHandler.handle.bind(
    changing.config.requestHandler,
  );
  changing.config.requestHandler.handle = (request, options) => {
    change(request.headers);
    return send(request, options);
  };
  return changing;
}

const list = (s3: S3Client) => s3.send(new ListBucketsCommand({}));

describe('explain tells why a signature was refused', () => {
  test('the secret of a root user with the key of a user', async () => {
    const { iam } = root();
    await iam.send(new CreateUserCommand({ UserName: 'writer' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'writer' }));
    const accessKeyId = AccessKey?.AccessKeyId ?? '';
    const text = await explained(list(client({ credentials: { accessKeyId, secretAccessKey: 'test' } })));
    expect(text).toContain(
      'why: the client signed with the secret "test", which only root users and services have',
    );
    expect(text).toContain(`remedy: give the client the secret of ${accessKeyId}`);
  });

  test('another wrong secret, which nothing explains', async () => {
    const credentials = { accessKeyId: account, secretAccessKey: 'wrong' };
    expect(await explained(list(client({ credentials })))).toMatch(
      new RegExp(
        `why: the secret of ${account} gives another signature .* remedy: check the secret of ${account}`,
      ),
    );
  });

  test.each([
    [
      'another host name',
      (headers: Record<string, string>) => {
        headers.host = (headers.host ?? '').replace('127.0.0.1', 'localhost');
      },
      /why: the client signed Host: 127\.0\.0\.1:\d+, and the request arrived with Host: localhost:\d+ remedy: .*proxy/,
    ],
    [
      'a header that was added',
      (headers: Record<string, string>) => {
        headers['x-amz-meta-late'] = 'x';
      },
      /why: these headers arrived, and the signature does not cover them: x-amz-meta-late remedy: /,
    ],
  ])('%s', async (_, change, why) => {
    expect(await explained(list(changedOnTheWay(change)))).toMatch(why);
  });

  test('a clock that is wrong', async () => {
    expect(await explained(list(client({ systemClockOffset: -45 * 60_000 })))).toMatch(
      /why: the request was signed at \S+, 45 minutes behind the clock here; 15 are allowed remedy: set the clock/,
    );
  });

  test('also in the list of the last refusals, and by the request id that the SDK shows', async () => {
    const error: unknown = await list(client({ systemClockOffset: -45 * 60_000 })).catch(
      (thrown: unknown) => thrown,
    );
    const { requestId = '' } = error instanceof S3ServiceException ? error.$metadata : {};
    const { stdout } = await keyholeHere('explain', '--endpoint', lab.endpoint);
    expect(stdout.split(requestId)[1]).toMatch(
      /^\n {2}an unknown caller · a request: the request was signed at/,
    );
    expect((await keyholeHere('explain', requestId, '--endpoint', lab.endpoint)).stdout).toContain(
      'remedy: set the clock',
    );
  });

  test('an access key of a real account', async () => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
    expect(await explained(list(client({ credentials })))).toContain(
      'why: no user and no session here has the access key AKIAIOSFODNN7EXAMPLE',
    );
  });
});

describe('explain tells why a request was refused without a denial', () => {
  test('the part that is invalid', async () => {
    const ServerSideEncryption = 'rot13' as ServerSideEncryption;
    const text = await explained(
      root().s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'a', Body: 'x', ServerSideEncryption })),
    );
    expect(text).toContain('the request was refused for its form');
    expect(text).toContain('ArgumentName: x-amz-server-side-encryption ArgumentValue: rot13');
  });

  test('who would have to keep kms:PutKeyPolicy', async () => {
    const Statement = [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const text = await explained(root().kms.send(new CreateKeyCommand({ Policy })));
    expect(text).toContain(
      `why: arn:aws:iam::${account}:root would have to keep kms:PutKeyPolicy, and is denied by`,
    );
    expect(text).toMatch(/remedy: allow kms:PutKeyPolicy to this principal/);
  });

  test('the key that the default encryption of a bucket names, in the account of the caller', async () => {
    const rule = {
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm: 'aws:kms' as const,
        KMSMasterKeyID: 'alias/nowhere',
      },
    };
    const ServerSideEncryptionConfiguration = { Rules: [rule] };
    const { s3 } = root();
    await s3.send(new CreateBucketCommand({ Bucket: 'encrypted' }));
    await s3.send(new PutBucketEncryptionCommand({ Bucket: 'encrypted', ServerSideEncryptionConfiguration }));
    const text = await explained(s3.send(new PutObjectCommand({ Bucket: 'encrypted', Key: 'a', Body: 'x' })));
    expect(text).toMatch(
      new RegExp(
        `why: the request names no key; the default encryption of the bucket encrypted does\\. "alias/nowhere" was looked up in account ${account} and ${region}`,
      ),
    );
    expect(text).toContain('remedy: name the key by its whole ARN');
  });

  test('an operation for the account of the bucket alone', async () => {
    const Principal = { AWS: `arn:aws:iam::${otherAccount}:root` };
    const Statement = [
      { Effect: 'Allow', Principal, Action: 's3:GetBucketPolicy', Resource: 'arn:aws:s3:::reports' },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await root().s3.send(new PutBucketPolicyCommand({ Bucket: 'reports', Policy }));
    expect(
      await explained(root(otherAccount).s3.send(new GetBucketPolicyCommand({ Bucket: 'reports' }))),
    ).toContain(`why: only identities of the bucket's own account ${account} may use s3:GetBucketPolicy`);
  });

  test('the key of a secret, which is given without an account', async () => {
    const own = root().secretsmanager;
    const { KeyMetadata } = await root().kms.send(new CreateKeyCommand({}));
    const KmsKeyId = KeyMetadata?.KeyId;
    const { ARN } = await own.send(new CreateSecretCommand({ Name: 'api-key', SecretString: 'x', KmsKeyId }));
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: otherAccount }, Action: 'secretsmanager:*', Resource: '*' },
    ];
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement });
    await own.send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy }));
    const other = root(otherAccount).secretsmanager;
    const reading = await explained(other.send(new GetSecretValueCommand({ SecretId: ARN })));
    expect(reading).toContain(
      `why: the secret names its key as "${KmsKeyId}", without an account: that is a key of the caller's account ${otherAccount}`,
    );
    expect(reading).toContain("remedy: have the secret's own account name a customer managed key");
    expect(reading).not.toContain('Message:');
    expect(
      await explained(other.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: 'y' }))),
    ).toContain('why: the request names no key; the secret does.');
  });

  test.each<[string, () => Promise<unknown>, why: string, remedy: string]>([
    [
      'an ACL in a bucket without ACLs',
      () =>
        root().s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'a', Body: 'x', ACL: 'public-read' })),
      'the Object Ownership of the bucket reports is BucketOwnerEnforced',
      'send the request without an ACL and give access by policies',
    ],
    [
      'a bucket of another account than expected',
      () =>
        root().s3.send(new ListObjectsV2Command({ Bucket: 'reports', ExpectedBucketOwner: otherAccount })),
      `the request expects a bucket of account ${otherAccount} by x-amz-expected-bucket-owner, and this one is of account ${account}`,
      'leave x-amz-expected-bucket-owner out',
    ],
    [
      'a root user that assumes a role',
      () =>
        root().sts.send(
          new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/any`, RoleSessionName: 'work' }),
        ),
      'the caller is the root user of an account',
      'call AssumeRole with the access key of a user or a session of a role',
    ],
    [
      'a key that waits for its deletion',
      async () => {
        const { KeyMetadata } = await root().kms.send(new CreateKeyCommand({}));
        await root().kms.send(new ScheduleKeyDeletionCommand({ KeyId: KeyMetadata?.KeyId }));
        return root().kms.send(new GenerateDataKeyCommand({ KeyId: KeyMetadata?.KeyId, KeySpec: 'AES_256' }));
      },
      'the state of the key stops every caller',
      'cancel its deletion with CancelKeyDeletion',
    ],
  ])('%s', async (_, request, why, remedy) => {
    const text = await explained(request());
    expect(text).toMatch(/why: /);
    expect(text).toContain(why);
    expect(text).toContain(`remedy: ${remedy}`);
  });

  test('the key that an alias stands for', async () => {
    const kms: KMSClient = root().kms;
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/shared', TargetKeyId: KeyMetadata?.KeyId }));
    expect(
      await explained(kms.send(new GenerateDataKeyCommand({ KeyId: 'alias/shared', KeySpec: 'AES_256' }))),
    ).toContain(`the request named alias/shared, which is key/${KeyMetadata?.KeyId} of account ${account}`);
  });
});
