import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  ListKeysCommand,
  ReEncryptCommand,
} from '@aws-sdk/client-kms';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket, setBucketPolicy, underKey } from '../../testing/buckets.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf, newKey, to } from '../../testing/lab-under-test.ts';
import { assume } from '../../testing/roles.ts';
import type { CloudTrailEvent } from './cloudtrail-event.ts';
import { cloudTrailEvents } from './cloudtrail-events.ts';

const bucketAccount = '111111111111';
const keyAccount = otherAccount;
const readerAccount = '333333333333';
const Bucket = 'reports';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const lab = labOfEachTest();
let keyArn: string;
let reader: Clients;

beforeEach(async () => {
  const owner = lab.as(keyAccount);
  keyArn = await newKey(owner);
  const everybody = allow('kms:*', '*', to('*'));
  await setKeyPolicy(owner, keyArn, everybody);
  const { s3 } = lab.as(bucketAccount);
  await newBucket({ s3 }, Bucket);
  const open = allow(
    's3:*',
    [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
    to([keyAccount, readerAccount]),
  );
  await setBucketPolicy({ s3 }, Bucket, open);
  const write = { Bucket, Key: 'q1.csv', Body: 'x', ...underKey(keyArn) };
  await owner.s3.send(new PutObjectCommand(write));
  reader = await lab.user(readerAccount, 'reader', allow(['s3:GetObject', 'kms:Decrypt']));
});

/** The events of one operation in an account's CloudTrail, of any caller. */
function events(account: string, eventName: string): readonly CloudTrailEvent[] {
  return cloudTrailEvents(lab.lab.decisionLog.records(), account).filter(
    (event) => event.eventName === eventName,
  );
}
const read = (who: Clients) => answerOf(who.s3.send(new GetObjectCommand({ Bucket, Key: 'q1.csv' })));

describe('A call that S3 makes for a reader of another account', () => {
  test('is recorded with the reader and with the owner of the key, under one shared id', async () => {
    expect(await read(reader)).toBe('granted');
    const [own, ...noOther] = events(readerAccount, 'Decrypt');
    const [owners, ...noMore] = events(keyAccount, 'Decrypt');
    expect([noOther, noMore]).toEqual([[], []]);
    expect(own).toMatchObject({
      eventVersion: '1.11',
      eventSource: 'kms.amazonaws.com',
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      awsRegion: 'eu-west-1',
      sourceIPAddress: 'AWS Internal',
      userAgent: 'AWS Internal',
      userIdentity: {
        type: 'IAMUser',
        principalId: expect.stringMatching(/^AIDA/),
        arn: `arn:aws:iam::${readerAccount}:user/reader`,
        accountId: readerAccount,
        accessKeyId: expect.stringMatching(/^AKIA/),
        userName: 'reader',
        invokedBy: 'AWS Internal',
      },
      requestParameters: {
        encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${Bucket}/q1.csv` },
        encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      },
      responseElements: null,
      requestID: expect.stringMatching(uuid),
      eventID: expect.stringMatching(uuid),
      readOnly: true,
      resources: [{ accountId: keyAccount, type: 'AWS::KMS::Key', ARN: keyArn }],
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: readerAccount,
      sharedEventID: expect.stringMatching(uuid),
      eventCategory: 'Management',
    });
    expect(owners).toEqual({
      ...own,
      userIdentity: {
        type: 'AWSAccount',
        principalId: own?.userIdentity.principalId,
        accountId: readerAccount,
        invokedBy: 'AWS Internal',
      },
      eventID: expect.stringMatching(uuid),
      recipientAccountId: keyAccount,
    });
    expect(owners?.eventID).not.toBe(own?.eventID);
    expect(own).not.toHaveProperty('errorCode');
  });

  test('is recorded with the reader alone where KMS refuses it', async () => {
    const stranger = await lab.user(readerAccount, 'stranger', allow('s3:GetObject'));
    expect(await read(stranger)).toMatch(/^403 AccessDenied: .*kms:Decrypt/);
    expect(events(keyAccount, 'Decrypt')).toEqual([]);
    const [own, ...noOther] = events(readerAccount, 'Decrypt');
    expect(noOther).toEqual([]);
    expect(own).toMatchObject({
      errorCode: 'AccessDenied',
      errorMessage: expect.stringContaining('is not authorized to perform: kms:Decrypt'),
      userIdentity: { userName: 'stranger' },
    });
    expect(own).not.toHaveProperty('sharedEventID');
  });

  test('is recorded with the reader alone where the key is disabled', async () => {
    await lab.as(keyAccount).kms.send(new DisableKeyCommand({ KeyId: keyArn }));
    expect(await read(reader)).toMatch(/^400 KMS.DisabledException/);
    expect(events(keyAccount, 'Decrypt')).toEqual([]);
    expect(events(readerAccount, 'Decrypt')).toMatchObject([
      { errorCode: 'DisabledException', errorMessage: `${keyArn} is disabled.` },
    ]);
  });

  test('is never recorded with the owner of the bucket', async () => {
    await read(reader);
    await lab.as(bucketAccount).s3.send(new ListObjectsV2Command({ Bucket }));
    expect(cloudTrailEvents(lab.lab.decisionLog.records(), bucketAccount)).toEqual([]);
  });

  test('is not made where S3 refuses before', async () => {
    const outsider = await lab.user('444444444444', 'outsider', allow(['s3:*', 'kms:*']));
    expect(await read(outsider)).toMatch(/^403 AccessDenied/);
    expect(events('444444444444', 'Decrypt')).toEqual([]);
  });
});

describe('A call within one account', () => {
  test('is recorded once, with no shared id', async () => {
    const [event, ...noOther] = events(keyAccount, 'GenerateDataKey');
    expect(noOther).toEqual([]);
    expect(event).toMatchObject({
      userIdentity: {
        type: 'Root',
        principalId: keyAccount,
        arn: `arn:aws:iam::${keyAccount}:root`,
        accountId: keyAccount,
      },
      requestParameters: {
        keyId: keyArn,
        encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${Bucket}/q1.csv` },
        keySpec: 'AES_256',
      },
      recipientAccountId: keyAccount,
    });
    expect(event).not.toHaveProperty('sharedEventID');
  });

  test('that fails before a key is found names what was asked for', async () => {
    const { s3 } = lab.as(keyAccount);
    const write = { Bucket, Key: 'q2.csv', Body: 'x', ...underKey('alias/none') };
    expect(await answerOf(s3.send(new PutObjectCommand(write)))).toMatch(/^400 KMS.NotFoundException/);
    const event = events(keyAccount, 'GenerateDataKey').at(-1);
    expect(event).toMatchObject({
      errorCode: 'NotFoundException',
      requestParameters: { keyId: 'alias/none' },
    });
    expect(event).not.toHaveProperty('resources');
  });
});

test('A call that Secrets Manager makes is recorded with its name, and a refused one with what KMS says', async () => {
  const owner = lab.as(keyAccount);
  const { ARN } = await owner.secretsmanager.send(
    new CreateSecretCommand({ Name: 'database', SecretString: 'hello', KmsKeyId: keyArn }),
  );
  const open = allow('secretsmanager:GetSecretValue', '*', to(readerAccount));
  await owner.secretsmanager.send(
    new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: documentOf(open) }),
  );
  const stranger = await lab.user(readerAccount, 'stranger', allow('secretsmanager:*'));
  const get = () => stranger.secretsmanager.send(new GetSecretValueCommand({ SecretId: ARN }));
  expect(await answerOf(get())).toBe('400 AccessDeniedException: Access to KMS is not allowed');
  expect(events(readerAccount, 'Decrypt')).toMatchObject([
    {
      userIdentity: { userName: 'stranger', invokedBy: 'secretsmanager.amazonaws.com' },
      sourceIPAddress: 'secretsmanager.amazonaws.com',
      requestParameters: { encryptionContext: { SecretARN: ARN } },
      errorCode: 'AccessDenied',
      errorMessage: expect.stringContaining('is not authorized to perform: kms:Decrypt'),
    },
  ]);
  expect(events(keyAccount, 'GenerateDataKey').at(-1)).toMatchObject({
    userIdentity: { type: 'Root', invokedBy: 'secretsmanager.amazonaws.com' },
  });
});

test('A call that Secrets Manager makes with a key that is disabled is recorded with the caller alone, as refused', async () => {
  const owner = lab.as(keyAccount);
  const made = { Name: 'database', SecretString: 'hello', KmsKeyId: keyArn };
  const { ARN } = await owner.secretsmanager.send(new CreateSecretCommand(made));
  const open = allow('secretsmanager:*', '*', to(readerAccount));
  await owner.secretsmanager.send(
    new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: documentOf(open) }),
  );
  const user = await lab.user(readerAccount, 'user', allow(['secretsmanager:*', 'kms:*']));
  await owner.kms.send(new DisableKeyCommand({ KeyId: keyArn }));
  const before = events(keyAccount, 'GenerateDataKey').length;
  const get = user.secretsmanager.send(new GetSecretValueCommand({ SecretId: ARN }));
  expect(await answerOf(get)).toMatch(/^400 DecryptionFailure/);
  const put = user.secretsmanager.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: 'anew' }));
  expect(await answerOf(put)).toMatch(/^400 EncryptionFailure/);
  const refused = { errorCode: 'DisabledException', errorMessage: `${keyArn} is disabled.` };
  expect(events(readerAccount, 'Decrypt')).toMatchObject([refused]);
  expect(events(readerAccount, 'GenerateDataKey')).toMatchObject([refused]);
  expect(
    events(keyAccount, 'Decrypt').filter(({ userIdentity }) => userIdentity.type === 'AWSAccount'),
  ).toEqual([]);
  expect(events(keyAccount, 'GenerateDataKey')).toHaveLength(before);
});

describe('A direct call', () => {
  test('carries what was asked, and neither plaintext nor ciphertext', async () => {
    const { kms } = lab.as(keyAccount);
    const EncryptionContext = { Purpose: 'test' };
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: keyArn, Plaintext: Buffer.from('secret'), EncryptionContext }),
    );
    await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    expect(events(keyAccount, 'Encrypt')).toMatchObject([
      {
        requestParameters: { keyId: keyArn, encryptionContext: EncryptionContext },
        sourceIPAddress: '127.0.0.1',
        userAgent: expect.stringContaining('aws-sdk-js'),
        readOnly: true,
      },
    ]);
    const [decrypted] = events(keyAccount, 'Decrypt');
    expect(decrypted?.requestParameters).toEqual({ encryptionContext: EncryptionContext });
    expect(decrypted?.resources).toMatchObject([{ ARN: keyArn }]);
    expect(JSON.stringify(decrypted)).not.toContain('iphertext');
    expect(decrypted?.userIdentity).not.toHaveProperty('invokedBy', expect.anything());
  });

  test('that takes keys of two accounts is recorded with both of them and with the caller', async () => {
    const other = lab.as(bucketAccount);
    const target = await newKey(other);
    const everybody = allow('kms:*', '*', to('*'));
    await setKeyPolicy(other, target, everybody);
    const { CiphertextBlob } = await lab
      .as(keyAccount)
      .kms.send(new EncryptCommand({ KeyId: keyArn, Plaintext: Buffer.from('secret') }));
    const mover = await lab.user(readerAccount, 'mover', allow('kms:ReEncrypt*'));
    await mover.kms.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: target }));
    const all = [readerAccount, keyAccount, bucketAccount].map((account) => events(account, 'ReEncrypt'));
    expect(all.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(new Set(all.flat().map(({ sharedEventID }) => sharedEventID)).size).toBe(1);
    expect(new Set(all.flat().map(({ eventID }) => eventID)).size).toBe(3);
    expect(all.flat().map(({ resources }) => resources?.map(({ accountId }) => accountId))).toEqual(
      Array(3).fill([keyAccount, bucketAccount]),
    );
  });

  test('that is refused has the error code of all refusals', async () => {
    const stranger = await lab.user(readerAccount, 'stranger');
    await answerOf(stranger.kms.send(new DescribeKeyCommand({ KeyId: keyArn })));
    expect(events(keyAccount, 'DescribeKey')).toEqual([]);
    expect(events(readerAccount, 'DescribeKey')).toMatchObject([{ errorCode: 'AccessDenied' }]);
  });

  test.each([
    ['EnableKey', false],
    ['ListKeys', true],
  ])('%s is read-only: %s', async (eventName, readOnly) => {
    const { kms } = lab.as(keyAccount);
    await kms.send(new EnableKeyCommand({ KeyId: keyArn }));
    await kms.send(new ListKeysCommand({}));
    expect(events(keyAccount, eventName)).toMatchObject([{ readOnly }]);
  });

  test('of a session of a role names the role', async () => {
    const { iam } = lab.as(readerAccount);
    const trust = { Effect: 'Allow', Principal: { AWS: readerAccount }, Action: 'sts:*' };
    await iam.send(
      new CreateRoleCommand({ RoleName: 'auditor', AssumeRolePolicyDocument: documentOf(trust) }),
    );
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'auditor',
        PolicyName: 'p',
        PolicyDocument: documentOf(allow('kms:*')),
      }),
    );
    const user = await lab.user(readerAccount, 'person', allow('sts:*'));
    const night = { RoleSessionName: 'night', SourceIdentity: 'kim' };
    const accessKey = await assume(user, `arn:aws:iam::${readerAccount}:role/auditor`, night);
    const session = lab.as(accessKey);
    await session.kms.send(new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256' }));
    expect(events(readerAccount, 'GenerateDataKey')).toMatchObject([
      {
        userIdentity: {
          type: 'AssumedRole',
          principalId: expect.stringMatching(/^AROA[A-Z0-9]+:night$/),
          arn: `arn:aws:sts::${readerAccount}:assumed-role/auditor/night`,
          accessKeyId: accessKey.accessKeyId,
          sessionContext: {
            sessionIssuer: {
              type: 'Role',
              principalId: expect.stringMatching(/^AROA[A-Z0-9]+$/),
              arn: `arn:aws:iam::${readerAccount}:role/auditor`,
              accountId: readerAccount,
              userName: 'auditor',
            },
            sourceIdentity: 'kim',
          },
        },
        requestParameters: { keyId: keyArn, keySpec: 'AES_256' },
      },
    ]);
    expect(events(keyAccount, 'GenerateDataKey').at(-1)?.userIdentity).toEqual({
      type: 'AWSAccount',
      principalId: expect.stringMatching(/^AROA[A-Z0-9]+:night$/),
      accountId: readerAccount,
      invokedBy: undefined,
    });
  });
});

test('What keyhole cannot decide is no call to KMS', async () => {
  const undecidable = {
    ...allow('kms:*'),
    Principal: { AWS: '*' },
    Condition: { StringEquals: { 'aws:ViaAWSMCPService': 'x' } },
  };
  const owner = lab.as(keyAccount);
  await setKeyPolicy(owner, keyArn, allow('kms:*', '*', to(keyAccount)), undecidable);
  expect(await read(reader)).toMatch(/^501 NotImplemented/);
  expect(events(readerAccount, 'Decrypt')).toEqual([]);
  const direct = await lab.user(readerAccount, 'direct', allow('kms:*'));
  expect(await answerOf(direct.kms.send(new DescribeKeyCommand({ KeyId: keyArn })))).toMatch(/^501/);
  expect(events(readerAccount, 'DescribeKey')).toEqual([]);
});

test('The events of CloudTrail are the same if they are asked for twice', async () => {
  await read(reader);
  const records = lab.lab.decisionLog.records();
  expect(cloudTrailEvents(records, keyAccount)).toEqual(cloudTrailEvents(records, keyAccount));
});
