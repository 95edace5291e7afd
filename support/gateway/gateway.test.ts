import { DeleteUserPolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  DeleteBucketPolicyCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import type { Store } from '../stores/store.ts';
import { Gateway } from './gateway.ts';
import { sign } from './proof/hostile/signed-request.ts';
import { newBucket, newObject, setBucketPolicy } from './testing/buckets.ts';
import { labOfEachTest } from './testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, documentOf } from './testing/lab-under-test.ts';

const Bucket = 'records';
const object = { Bucket, Key: 'k' };

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  await newObject(root, { ...object, Body: 'hello' });
});

describe('The decision log', () => {
  /** The record that a raw request's answer names. */
  async function recordOf(signed: ReturnType<typeof sign>) {
    const [method, target] = signed.line.split(' ');
    const { host: _, ...headers } = signed.headers;
    const url = new URL(lab.lab.endpoint);
    const response = await fetch(`${url.origin}${target}`, {
      method: method ?? '',
      headers: { ...headers, host: url.host },
      ...(signed.body.length > 0 && { body: Buffer.from(signed.body) }),
    });
    const { headers: got } = response;
    const id = got.get('x-amz-request-id') ?? got.get('x-amzn-requestid') ?? '';
    expect(got.get('x-keyhole-decision-id')).toBe(response.status < 400 ? null : id);
    return { id, record: lab.lab.decisionLog.get(id), status: response.status };
  }

  const host = () => ({ host: new URL(lab.lab.endpoint).host });

  test('has a record for a granted request, by the id in its answer', async () => {
    const { id, record, status } = await recordOf(sign({ line: 'GET /records/k', headers: host() }));
    expect(status).toBe(200);
    expect(record).toMatchObject({
      id,
      service: 's3',
      operation: 'GetObject',
      principal: { type: 'Root', accountId: account },
      response: { status: 200 },
      decisions: [
        { result: 'Granted', permission: { action: 's3:GetObject', resource: 'arn:aws:s3:::records/k' } },
      ],
    });
  });

  test('has a record for a refused one, with the decision that refused it', async () => {
    const { record } = await recordOf(
      sign({ line: 'GET /records/k', headers: host(), accessKeyId: otherAccount }),
    );
    expect(record).toMatchObject({
      operation: 'GetObject',
      response: { status: 403, code: 'AccessDenied', message: 'Access Denied' },
      decisions: [{ result: 'Denied', layer: 'resource', explicit: false, crossAccount: true }],
    });
  });

  test.each<[string, () => ReturnType<typeof sign>, object]>([
    [
      'is signed wrongly',
      () => sign({ line: 'GET /records/k', headers: host(), secretAccessKey: 'guess' }),
      { service: 's3', decisions: [], response: { status: 403, code: 'SignatureDoesNotMatch' } },
    ],
    [
      'no operation is known for',
      () => sign({ line: 'GET /records/k?acl&policy', headers: host() }),
      { service: 's3', decisions: [], response: { status: 400, code: 'InvalidArgument' } },
    ],
    [
      'is for a service that keyhole has not',
      () => sign({ line: 'POST /', headers: host(), service: 'sqs', body: '{}' }),
      { decisions: [], response: { status: 501, code: 'NotImplemented' } },
    ],
    [
      'is for KMS',
      () =>
        sign({
          line: 'POST /',
          service: 'kms',
          headers: {
            ...host(),
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': 'TrentService.ListKeys',
          },
          body: '{}',
        }),
      {
        service: 'kms',
        operation: 'ListKeys',
        decisions: [{ result: 'Granted' }],
        response: { status: 200 },
      },
    ],
  ])('has a record for one that %s', async (_which, request, expected) => {
    const { id, record, status } = await recordOf(request());
    expect(record).toMatchObject({ id, ...expected });
    expect(status).toBe(record?.response.status);
  });
});

describe('What keyhole does not implement', () => {
  /** A store that records every call. */
  function countingStore() {
    const asked: string[] = [];
    const note = (what: string) => {
      asked.push(what);
      throw new Error(`The store was asked for ${what}`);
    };
    const store: Store = {
      send: async ({ operation }) => note(operation),
      perform: async ({ operation }) => note(operation),
      read: async ({ operation }) => note(operation),
      bucketOwner: async () => account,
      bucketId: async () => 'the only one',
      bucketRegion: async () => 'eu-west-1',
      encryptionOf: async () => undefined,
      uploadInitiator: async () => undefined,
      credential: async (accessKeyId) => ({
        accessKeyId,
        secretAccessKey: 'test',
        active: true,
        principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
      }),
      keyOfCiphertext: async () => undefined,
      grantOfToken: async () => undefined,
      [Symbol.asyncDispose]: async () => {},
    };
    return { store, asked };
  }

  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const json = (operation: string) => ({
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `TrentService.${operation}`,
  });

  test.each([
    ['an S3 operation', { line: 'GET /records/k?torrent' }, 501, 'NotImplemented'],
    [
      'to set notification',
      { line: 'PUT /records?notification', body: '<NotificationConfiguration/>' },
      501,
      'NotImplemented',
    ],
    ['to restore an object', { line: 'POST /records/k?restore' }, 501, 'NotImplemented'],
    ['replication', { line: 'DELETE /records?replication' }, 501, 'NotImplemented'],
    [
      'a KMS operation',
      {
        service: 'kms',
        line: 'POST /',
        headers: json('CreateCustomKeyStore'),
        body: '{"CustomKeyStoreName":"x"}',
      },
      501,
      'NotImplemented',
    ],
    [
      'a KMS operation that AWS has not',
      { service: 'kms', line: 'POST /', headers: json('ReadMinds'), body: '{}' },
      400,
      'UnknownOperationException',
    ],
    [
      'an IAM operation',
      {
        service: 'iam',
        line: 'POST /',
        headers: form,
        body: 'Action=CreateSAMLProvider&Version=2010-05-08&Name=x&SAMLMetadataDocument=x',
      },
      501,
      'NotImplemented',
    ],
    [
      'an STS operation',
      {
        service: 'sts',
        line: 'POST /',
        headers: form,
        body: 'Action=AssumeRoleWithSAML&Version=2011-06-15&RoleArn=arn:aws:iam::111111111111:role/rrrr&PrincipalArn=arn:aws:iam::111111111111:saml-provider/p&SAMLAssertion=xxxx',
      },
      501,
      'NotImplemented',
    ],
    ['a service', { service: 'sqs', line: 'POST /', body: '{}' }, 501, 'NotImplemented'],
  ] as const)(
    '%s is refused by name, and the store never hears of it',
    async (_what, request, status, code) => {
      const { store, asked } = countingStore();
      const internalErrors: unknown[] = [];
      const gateway = new Gateway(store, { onInternalError: (error) => internalErrors.push(error) });
      const { line, headers, body } = sign(request);
      const [method = '', target = ''] = line.split(' ');
      const http = { method, target, headers, duplicated: [], sourceIp: '127.0.0.1', secure: true };
      const answer = await gateway.handle({ ...http, body: pieces(body) });
      expect(`${answer.status} ${answer.body}`).toContain(code);
      expect(answer.status).toBe(status);
      expect(asked).toEqual([]);
      expect(internalErrors).toEqual([]);
    },
  );

  async function* pieces(body: Uint8Array) {
    yield body;
  }
});

describe('A condition on something keyhole cannot know', () => {
  const getObject = (who: Clients) => answerOf(who.s3.send(new GetObjectCommand(object)));

  test.each([
    ['aws:ViaAWSMCPService', 'an identity policy', 'Allow'],
    ['aws:ViaAWSMCPService', 'an identity policy', 'Deny'],
    ['aws:IsMcpServiceAction', 'the bucket policy', 'Allow'],
    ['aws:IsMcpServiceAction', 'the bucket policy', 'Deny'],
  ])('%s in %s (%s) is not decided, and the answer names key and statement', async (key, where, Effect) => {
    const condition = { Sid: 'Odd', Effect, Condition: { StringEquals: { [key]: 'x' } } };
    const statement = allow('s3:GetObject', 'arn:aws:s3:::records/*', condition);
    const also = Effect === 'Deny' ? [allow('s3:GetObject')] : [];
    const identity = where === 'an identity policy' ? [statement, ...also] : also;
    const ana = await lab.user(account, 'ana', ...identity);
    if (where === 'the bucket policy') {
      await setBucketPolicy(root, Bucket, {
        ...statement,
        Principal: { AWS: `arn:aws:iam::${account}:user/ana` },
      });
    }
    const outcome = await getObject(ana);
    expect(outcome).toMatch(/^501 NotImplemented: /);
    expect(outcome).toContain(key);
    expect(outcome).toContain('"Odd"');
    expect(lab.lab.decisionLog.records().at(-1)).toMatchObject({ undecidable: expect.stringContaining(key) });
  });

  test.each([
    ['StringEquals', 'aws:SourceVpc', 'vpc-1', 'Allow', '403 AccessDenied'],
    ['StringNotEquals', 'aws:SourceVpc', 'vpc-1', 'Deny', '403 AccessDenied'],
    ['StringEquals', 'aws:SourceVpc', 'vpc-1', 'Deny', 'granted'],
    ['StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1', 'Allow', 'granted'],
    ['Null', 'aws:SourceVpce', 'true', 'Allow', 'granted'],
    ['Null', 'aws:PrincipalOrgID', 'false', 'Allow', '403 AccessDenied'],
    ['IpAddress', 'aws:SourceIp', '127.0.0.0/8', 'Allow', 'granted'],
    ['IpAddress', 'aws:SourceIp', '10.0.0.0/8', 'Allow', '403 AccessDenied'],
    ['Bool', 'aws:SecureTransport', 'false', 'Deny', 'granted'],
    ['Bool', 'aws:MultiFactorAuthPresent', 'false', 'Deny', 'granted'],
    ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'false', 'Deny', '403 AccessDenied'],
    ['StringEquals', 's3:authType', 'REST-HEADER', 'Allow', 'granted'],
    ['StringEquals', 's3:signatureversion', 'AWS', 'Deny', 'granted'],
    ['NumericLessThan', 's3:TlsVersion', '1.2', 'Deny', 'granted'],
    ['NumericGreaterThanEquals', 's3:TlsVersion', '1.2', 'Allow', 'granted'],
    ['DateLessThan', 'aws:TokenIssueTime', '2030-01-01T00:00:00Z', 'Deny', 'granted'],
    // AWS has no such key and treats it as absent.
    ['StringEquals', 'aws:FooBar', 'x', 'Allow', '403 AccessDenied'],
    ['StringNotEquals', 'ec2:ResourceTag/x', 'x', 'Deny', '403 AccessDenied'],
    ['StringEquals', 'aws:username', `$\{${'__proto__'}}`, 'Allow', '403 AccessDenied'],
    ['StringNotEquals', 'aws:username', `$\{${'constructor'}}`, 'Deny', '403 AccessDenied'],
  ])(
    '%s on %s %s (%s), which is known or known to be absent, is decided: %#',
    async (operator, key, value, Effect, outcome) => {
      const condition = { Effect, Condition: { [operator]: { [key]: value } } };
      const statement = allow('s3:GetObject', 'arn:aws:s3:::records/*', condition);
      const also = Effect === 'Deny' ? [allow('s3:GetObject')] : [];
      const ana = await lab.user(account, 'ana', statement, ...also);
      expect((await getObject(ana)).split(':')[0]).toBe(outcome);
    },
  );
});

describe('A policy change takes effect at once', () => {
  const reading = allow('s3:GetObject', 'arn:aws:s3:::records/*');
  const getObject = async (who: Clients) =>
    (await answerOf(who.s3.send(new GetObjectCommand(object)))).split(':')[0];

  test('in an identity policy', async () => {
    const ana = await lab.user(account, 'ana');
    const named = { UserName: 'ana', PolicyName: 'inline' };
    expect(await getObject(ana)).toBe('403 AccessDenied');
    await root.iam.send(new PutUserPolicyCommand({ ...named, PolicyDocument: documentOf(reading) }));
    expect(await getObject(ana)).toBe('granted');
    await root.iam.send(new DeleteUserPolicyCommand(named));
    expect(await getObject(ana)).toBe('403 AccessDenied');
  });

  test('in a bucket policy', async () => {
    const ana = await lab.user(otherAccount, 'ana', reading);
    expect(await getObject(ana)).toBe('403 AccessDenied');
    await setBucketPolicy(root, Bucket, {
      ...reading,
      Principal: { AWS: `arn:aws:iam::${otherAccount}:user/ana` },
    });
    expect(await getObject(ana)).toBe('granted');
    await root.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await getObject(ana)).toBe('403 AccessDenied');
  });

  test('also among requests that are made while it changes', async () => {
    const ana = await lab.user(account, 'ana', reading);
    const named = { UserName: 'ana', PolicyName: 'inline' };
    const during = Array.from({ length: 20 }, () => getObject(ana));
    await root.iam.send(new DeleteUserPolicyCommand(named));
    const after = Array.from({ length: 20 }, () => getObject(ana));
    expect(new Set(await Promise.all(after))).toEqual(new Set(['403 AccessDenied']));
    await Promise.all(during);
  });
});

describe('An anonymous caller', () => {
  test.each<[string, (anonymous: Clients) => Promise<unknown>, string]>([
    ['reads nothing', ({ s3 }) => s3.send(new GetObjectCommand(object)), '403 AccessDenied: Access Denied'],
    [
      'lists nothing',
      ({ s3 }) => s3.send(new ListObjectsV2Command({ Bucket })),
      '403 AccessDenied: Access Denied',
    ],
    ['has no buckets', ({ s3 }) => s3.send(new ListBucketsCommand({})), '403 AccessDenied: Access Denied'],
    [
      'has no keys',
      ({ kms }) => kms.send(new ListKeysCommand({})),
      '400 MissingAuthenticationTokenException: Request is missing Authentication Token',
    ],
    [
      'knows no key',
      ({ kms }) => kms.send(new DescribeKeyCommand({ KeyId: 'x' })),
      '400 MissingAuthenticationTokenException: Request is missing Authentication Token',
    ],
    [
      'is not told who it is',
      ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
      '403 MissingAuthenticationToken: Request is missing Authentication Token',
    ],
  ])('%s', async (_what, request, outcome) => {
    expect(await answerOf(request(lab.as('anonymous')))).toBe(outcome);
  });
});

test.each([
  [
    'cloudformation',
    { 'content-type': 'application/x-www-form-urlencoded' },
    /^<ErrorResponse .*<Code>NotImplemented<\/Code><Message>The service &quot;cloudformation&quot; is not impl/,
  ],
  [
    'sqs',
    { 'x-amz-target': 'AmazonSQS.ListQueues' },
    /"message":"The service \\"sqs\\" is not implemented by keyhole"/,
  ],
  ['lambda', {}, /<Error><Code>NotImplemented<\/Code>/],
])('A request of %s is refused in words that its client understands', async (service, headers, told) => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const response = await fetch(lab.lab.endpoint, { method: 'POST', headers: { ...headers, authorization } });
  expect(response.status).toBe(501);
  expect(await response.text()).toMatch(told);
});
