import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import { labOfEachTest } from './testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf, newKey } from './testing/lab-under-test.ts';

const Bucket = 'records';
const lab = labOfEachTest();

beforeEach(async () => {
  await lab.as(account).s3.send(new CreateBucketCommand({ Bucket }));
});

type Stated = Readonly<Record<string, readonly string[]>>;

function assume(values: Stated): void {
  lab.lab.surround({ assumptions: { values, file: 'scenarios/orders/scenario.yaml' } });
}

/** The assumptions that the last request was decided on. */
function assumed(): readonly string[] {
  const decisions = lab.lab.decisionLog.records().at(-1)?.decisions ?? [];
  return decisions.flatMap((decision) =>
    (decision.assumed ?? []).map(({ key, values }) => `${key} ${values.join(' ')}`),
  );
}

/** Lists the bucket as a user whose only statement has a condition. */
async function listed(Condition: object): Promise<string> {
  const user = await lab.user(account, 'ann', allow('s3:ListBucket', '*', { Condition }));
  return answerOf(user.s3.send(new ListObjectsV2Command({ Bucket })));
}

const office = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
const modern = { NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } };
const tls = { Bool: { 'aws:SecureTransport': 'true' } };

describe('What keyhole cannot know of a request', () => {
  test.each<[string, object, Stated, string, string[]]>([
    ['its address', office, { 'aws:SourceIp': ['203.0.113.7'] }, 'granted', ['aws:SourceIp 203.0.113.7']],
    [
      'its address, in other letter case',
      office,
      { 'AWS:sourceip': ['203.0.113.7'] },
      'granted',
      ['aws:SourceIp 203.0.113.7'],
    ],
    ['another address', office, { 'aws:SourceIp': ['198.51.100.1'] }, '403', ['aws:SourceIp 198.51.100.1']],
    ['its version of TLS', modern, { 's3:TlsVersion': ['1.2'] }, 'granted', ['s3:TlsVersion 1.2']],
    ['an old version of TLS', modern, { 's3:TlsVersion': ['1.1'] }, '403', ['s3:TlsVersion 1.1']],
    [
      'a version of TLS without TLS',
      modern,
      { 'aws:SecureTransport': ['false'], 's3:TlsVersion': ['1.3'] },
      '403',
      ['aws:SecureTransport false'],
    ],
    [
      'that it comes without TLS',
      tls,
      { 'aws:SecureTransport': ['false'] },
      '403',
      ['aws:SecureTransport false'],
    ],
    ['that it comes over TLS, if nothing is stated', tls, {}, 'granted', ['aws:SecureTransport true']],
  ])('is stated, and the decision names it: %s', async (_, condition, stated, outcome, expected) => {
    assume(stated);
    expect(await listed(condition)).toContain(outcome);
    expect(assumed()).toEqual(expected);
  });

  test.each<[string, object, Stated, string]>([
    ['its address', office, {}, 'aws:SourceIp: "203.0.113.7"'],
    ['its version of TLS', modern, {}, 's3:TlsVersion: "1.3"'],
  ])('is not guessed, and the refusal says which line to add: %s', async (_, condition, stated, line) => {
    assume(stated);
    const refusal = await listed(condition);
    expect(refusal).toContain('501 NotImplemented: keyhole cannot decide this request');
    expect(refusal).toContain(`scenarios/orders/scenario.yaml`);
    expect(refusal).toContain(`assume: { ${line} }`);
  });

  test('is not named by a decision that does not rest on it', async () => {
    assume({ 'aws:SourceIp': ['203.0.113.7'] });
    const user = await lab.user(
      account,
      'ann',
      allow('s3:ListBucket', '*', { Condition: office }),
      allow('s3:ListBucket'),
    );
    expect(await answerOf(user.s3.send(new ListObjectsV2Command({ Bucket })))).toBe('granted');
    expect(assumed()).toEqual([]);
  });

  test('is named once if either of two assumptions is enough', async () => {
    assume({ 'aws:SourceIp': ['203.0.113.7'], 's3:TlsVersion': ['1.3'] });
    const user = await lab.user(
      account,
      'ann',
      allow('s3:ListBucket', '*', { Condition: office }),
      allow('s3:ListBucket', '*', { Condition: modern }),
    );
    expect(await answerOf(user.s3.send(new ListObjectsV2Command({ Bucket })))).toBe('granted');
    expect(assumed()).toHaveLength(1);
  });

  test('does not take the place of what the request says', async () => {
    assume({ 's3:prefix': ['home/'], 'aws:userid': ['nobody'] });
    expect(await listed({ StringEquals: { 's3:prefix': 'home/' } })).toContain('403');
  });

  test('is no client’s to claim', async () => {
    assume({ 'aws:SourceIp': ['198.51.100.1'] });
    const user = await lab.user(account, 'ann', allow('s3:ListBucket', '*', { Condition: office }));
    user.s3.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        headers['x-forwarded-for'] = '203.0.113.7';
        return next(args);
      },
      { step: 'build' },
    );
    expect(await answerOf(user.s3.send(new ListObjectsV2Command({ Bucket })))).toContain('403');
  });
});

test('Without assumptions the connection stands for the network', async () => {
  expect(await listed({ IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } })).toBe('granted');
  expect(assumed()).toEqual([]);
});

describe('The calls that S3 makes to KMS for a caller', () => {
  const written = async (Condition: object, name = 'ann') => {
    const root = lab.as(account);
    const SSEKMSKeyId = await newKey(root);
    assume({ 'aws:SourceIp': ['203.0.113.7'] });
    const user = await lab.user(account, name, allow('s3:*'), allow('kms:*', '*', { Condition }));
    const encryption = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId } as const;
    return answerOf(user.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...encryption })));
  };

  test('do not come from the stated address, but from one of AWS', async () => {
    expect(await written(office)).toContain('403 AccessDenied');
    expect(await written({ NotIpAddress: office.IpAddress }, 'ben')).toBe('granted');
  });

  test('come from an address that no range is said to have, if a policy asks for it otherwise', async () => {
    const refusal = await written({ IpAddressIfExists: office.IpAddress });
    expect(refusal).toContain('501');
    expect(refusal).toContain('with aws:ViaAWSService');
    expect(refusal).not.toContain('assume:');
  });

  test('are decided if every address gives the same decision', async () => {
    expect(await written({ Bool: { 'aws:ViaAWSService': 'true' } })).toBe('granted');
  });
});

describe('MFA', () => {
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const RoleArn = `arn:aws:iam::${account}:role/auditor`;

  async function auditor(Condition: object = {}): Promise<void> {
    const Principal = { AWS: account, Service: 'ec2.amazonaws.com' };
    const AssumeRolePolicyDocument = documentOf({
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRole',
      Condition,
    });
    await lab.as(account).iam.send(new CreateRoleCommand({ RoleName: 'auditor', AssumeRolePolicyDocument }));
  }

  async function session(of: Clients): Promise<Clients> {
    const { Credentials } = await of.sts.send(new GetSessionTokenCommand({}));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    return lab.as({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
  }

  test.each<[string | undefined, string]>([
    ['true', 'granted'],
    ['false', '403 AccessDenied'],
    [undefined, '501 NotImplemented'],
  ])('of a user who assumes a role, stated as %s: %s', async (value, outcome) => {
    assume(value === undefined ? {} : { 'aws:MultiFactorAuthPresent': [value] });
    await auditor(mfa);
    const user = await lab.user(account, 'ann', allow('sts:AssumeRole'));
    const assuming = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' });
    expect(await answerOf(user.sts.send(assuming))).toContain(outcome);
  });

  test.each<[string | undefined, string]>([
    ['true', 'granted'],
    ['false', '403'],
    [undefined, '501'],
  ])('of a session of GetSessionToken, stated as %s: %s', async (value, outcome) => {
    assume(value === undefined ? {} : { 'aws:MultiFactorAuthPresent': [value] });
    const user = await session(
      await lab.user(account, 'ann', allow('s3:ListBucket', '*', { Condition: mfa })),
    );
    expect(await answerOf(user.s3.send(new ListObjectsV2Command({ Bucket })))).toContain(outcome);
  });

  test('is absent for long-term credentials, also if one is stated', async () => {
    assume({ 'aws:MultiFactorAuthPresent': ['true'] });
    expect(await listed(mfa)).toContain('403');
    expect(assumed()).toEqual([]);
  });

  test('is not decided for a session of a role: AWS does not say whether it keeps it', async () => {
    assume({ 'aws:MultiFactorAuthPresent': ['true'] });
    await auditor();
    const user = await lab.user(account, 'ann', allow('sts:AssumeRole'));
    const { Credentials } = await user.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'audit' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const role = lab.as({
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    });
    expect(await answerOf(role.s3.send(new ListObjectsV2Command({ Bucket })))).toContain('403');
    const Policy = documentOf({
      ...allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`, { Condition: mfa }),
      Principal: { AWS: RoleArn },
    });
    await lab.as(account).s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect(await answerOf(role.s3.send(new ListObjectsV2Command({ Bucket })))).toContain('501');
  });

  test.each<[string, Stated, string]>([
    ['young', { 'aws:MultiFactorAuthPresent': ['true'], 'aws:MultiFactorAuthAge': ['60'] }, 'granted'],
    ['old', { 'aws:MultiFactorAuthPresent': ['true'], 'aws:MultiFactorAuthAge': ['9000'] }, '403'],
    ['of unknown age', { 'aws:MultiFactorAuthPresent': ['true'] }, '501'],
    ['absent', { 'aws:MultiFactorAuthPresent': ['false'] }, '403'],
  ])('that is %s', async (_, stated, outcome) => {
    assume(stated);
    const Condition = { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } };
    const user = await session(await lab.user(account, 'ann', allow('s3:ListBucket', '*', { Condition })));
    expect(await answerOf(user.s3.send(new ListObjectsV2Command({ Bucket })))).toContain(outcome);
  });
});
