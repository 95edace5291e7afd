import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { bytesOf, type Signed, sign, type ToSign } from './signed-request.ts';
import { startVictim, type Victim } from './victim.ts';

let victim: Victim;
let before: unknown;

beforeAll(async () => {
  victim = await startVictim();
});
afterAll(async () => {
  await victim[Symbol.asyncDispose]();
});
beforeEach(async () => {
  before = await victim.state();
});
afterEach(async () => {
  expect(await victim.state()).toEqual(before);
  expect(victim.internalErrors).toEqual([]);
});

/** One harmful request to each service, all of which the root user may make. */
const requests: Readonly<Record<'s3' | 'kms' | 'iam' | 'sts', ToSign>> = {
  s3: { line: 'PUT /victim/new', body: 'x' },
  kms: {
    service: 'kms',
    line: 'POST /',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'TrentService.CreateKey' },
    body: '{}',
  },
  iam: {
    service: 'iam',
    region: 'us-east-1',
    line: 'POST /',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=CreateUser&UserName=eve&Version=2010-05-08',
  },
  sts: {
    service: 'sts',
    line: 'POST /',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  },
};

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const withHeaders = (signed: Signed, headers: Record<string, string>): Signed => ({
  ...signed,
  headers: { ...signed.headers, ...headers },
});
const changed = (signed: Signed, name: string, from: RegExp, to: string) =>
  withHeaders(signed, { [name]: (signed.headers[name] ?? '').replace(from, to) });

/** The change that spoils a good request. */
const spoiled: Readonly<Record<string, (request: ToSign) => Signed>> = {
  'with another secret': (request) => sign({ ...request, secretAccessKey: 'guess' }),
  'with an unknown access key': (request) => sign({ ...request, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }),
  'with a signature of one digit changed': (request) => changed(sign(request), 'authorization', /.$/, 'g'),
  'without its signature': (request) => changed(sign(request), 'authorization', /, Signature=.*/, ''),
  'without its scope': (request) =>
    changed(sign(request), 'authorization', /\/eu-west-1.*aws4_request|\/us-east-1.*aws4_request/, ''),
  'with another date in its scope': (request) =>
    changed(sign(request), 'authorization', /\/\d{8}\//, '/20200101/'),
  'with another body': (request) => ({
    ...sign(request),
    body: Buffer.from('y'.repeat(String(request.body).length)),
  }),
  'with another path': (request) => ({ ...sign(request), line: request.line.replace(/new$|\/$/, '/other') }),
  'with another method': (request) => ({ ...sign(request), line: request.line.replace(/^\w+/, 'DELETE') }),
  'with a query parameter added': (request) => ({ ...sign(request), line: `${request.line}?tagging` }),
  'with an x-amz header added': (request) => withHeaders(sign(request), { 'x-amz-acl': 'public-read' }),
  'for another host': (request) => withHeaders(sign(request), { host: 'victim.s3.localhost' }),
  'an hour ago': (request) => sign({ ...request, date: minutes(-60) }),
  'in an hour': (request) => sign({ ...request, date: minutes(60) }),
  '16 minutes ago': (request) => sign({ ...request, date: minutes(-16) }),
  'in 16 minutes': (request) => sign({ ...request, date: minutes(16) }),
  'with a session token that is none': (request) => sign({ ...request, sessionToken: 'FwoGZXIvYXdzEXAMPLE' }),
  'without a date': (request) => {
    const { headers, ...rest } = sign(request);
    const { 'x-amz-date': _, ...others } = headers;
    return { ...rest, headers: others };
  },
  'with an empty authorization': (request) => withHeaders(sign(request), { authorization: '' }),
  'with a password instead': (request) =>
    withHeaders(sign(request), { authorization: 'Basic MTExMTExMTExMTExOnRlc3Q=' }),
  'not at all': (request) => {
    const { headers, ...rest } = sign(request);
    const { authorization: _, ...others } = headers;
    return { ...rest, headers: others };
  },
};

async function refusalOf(signed: Signed): Promise<string> {
  const { status, code } = await victim.send(bytesOf(signed));
  return `${status} ${code}`;
}

test.each(Object.entries(requests))(
  'A request to %s that is signed well is answered',
  async (service, request) => {
    const asked = service === 'sts' ? request : { ...request, ...harmless[service] };
    expect((await victim.sendSigned(asked)).status).toBe(200);
  },
);

const harmless: Readonly<Record<string, Partial<ToSign>>> = {
  s3: { line: 'GET /victim/k', body: '' },
  kms: { headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'TrentService.ListKeys' } },
  iam: { body: 'Action=ListUsers&Version=2010-05-08' },
};

describe('A request is refused that is signed', () => {
  test.each<[string, Record<'s3' | 'kms' | 'iam' | 'sts', string>]>([
    [
      'with another secret',
      {
        s3: '403 SignatureDoesNotMatch',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'with an unknown access key',
      {
        s3: '403 InvalidAccessKeyId',
        kms: '400 UnrecognizedClientException',
        iam: '403 InvalidClientTokenId',
        sts: '403 InvalidClientTokenId',
      },
    ],
    [
      'with a signature of one digit changed',
      {
        s3: '403 SignatureDoesNotMatch',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'without its signature',
      {
        s3: '400 AuthorizationHeaderMalformed',
        kms: '400 IncompleteSignatureException',
        iam: '400 IncompleteSignature',
        sts: '400 IncompleteSignature',
      },
    ],
    [
      'without its scope',
      {
        s3: '400 AuthorizationHeaderMalformed',
        kms: '400 IncompleteSignatureException',
        iam: '400 IncompleteSignature',
        sts: '400 IncompleteSignature',
      },
    ],
    [
      'with another date in its scope',
      {
        s3: '400 AuthorizationHeaderMalformed',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'with another body',
      {
        s3: '400 XAmzContentSHA256Mismatch',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'with another path',
      {
        s3: '403 SignatureDoesNotMatch',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'with another method',
      {
        s3: '403 SignatureDoesNotMatch',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'with a query parameter added',
      {
        s3: '403 SignatureDoesNotMatch',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'with an x-amz header added',
      {
        s3: '403 AccessDenied',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'for another host',
      {
        s3: '403 SignatureDoesNotMatch',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'an hour ago',
      {
        s3: '403 RequestTimeTooSkewed',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'in an hour',
      {
        s3: '403 RequestTimeTooSkewed',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      '16 minutes ago',
      {
        s3: '403 RequestTimeTooSkewed',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'in 16 minutes',
      {
        s3: '403 RequestTimeTooSkewed',
        kms: '400 InvalidSignatureException',
        iam: '403 SignatureDoesNotMatch',
        sts: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'with a session token that is none',
      {
        s3: '400 InvalidToken',
        kms: '400 UnrecognizedClientException',
        iam: '403 InvalidClientTokenId',
        sts: '403 InvalidClientTokenId',
      },
    ],
    [
      'without a date',
      {
        s3: '403 AccessDenied',
        kms: '400 IncompleteSignatureException',
        iam: '400 IncompleteSignature',
        sts: '400 IncompleteSignature',
      },
    ],
    [
      'with an empty authorization',
      {
        s3: '400 InvalidArgument',
        kms: '400 IncompleteSignatureException',
        iam: '400 IncompleteSignature',
        sts: '400 IncompleteSignature',
      },
    ],
    [
      'with a password instead',
      {
        s3: '400 InvalidArgument',
        kms: '400 IncompleteSignatureException',
        iam: '400 IncompleteSignature',
        sts: '400 IncompleteSignature',
      },
    ],
    [
      'not at all',
      {
        s3: '403 AccessDenied',
        kms: '400 MissingAuthenticationTokenException',
        iam: '403 MissingAuthenticationToken',
        sts: '403 MissingAuthenticationToken',
      },
    ],
  ])('%s', async (how, refusals) => {
    const spoil = spoiled[how];
    const entries = Object.entries(requests).map(async ([service, request]) => [
      service,
      spoil && (await refusalOf(spoil(request))),
    ]);
    expect(Object.fromEntries(await Promise.all(entries))).toEqual(refusals);
  });
});

describe('A session token is worth nothing', () => {
  async function session() {
    const credentials = { accessKeyId: '333333333333', secretAccessKey: 'test' };
    const options = { endpoint: victim.lab.endpoint, region: 'eu-west-1', credentials };
    const iam = new IAMClient(options);
    const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const trust = { Effect: 'Allow', Principal: { AWS: '333333333333' }, Action: 'sts:AssumeRole' };
    const allowed = { Effect: 'Allow', Action: '*', Resource: '*' };
    await iam.send(new CreateUserCommand({ UserName: 'ann' }));
    await iam.send(
      new PutUserPolicyCommand({ UserName: 'ann', PolicyName: 'all', PolicyDocument: document(allowed) }),
    );
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }));
    await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: document(trust) }));
    const ann = {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    };
    const sts = new STSClient({ ...options, credentials: ann });
    const assume = (RoleSessionName: string) =>
      sts.send(new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::333333333333:role/r', RoleSessionName }));
    return { ann, one: (await assume('one')).Credentials, other: (await assume('other')).Credentials };
  }

  test('with another key, with none, or with another session', async () => {
    const { ann, one, other } = await session();
    const request = requests.sts;
    const given = {
      accessKeyId: one?.AccessKeyId ?? '',
      secretAccessKey: one?.SecretAccessKey ?? '',
      sessionToken: one?.SessionToken ?? '',
    };
    const { sessionToken, ...withoutToken } = given;
    expect(await refusalOf(sign({ ...request, ...given }))).toBe('200 undefined');
    expect(await refusalOf(sign({ ...request, ...ann, sessionToken }))).toBe('403 InvalidClientTokenId');
    expect(await refusalOf(sign({ ...request, sessionToken }))).toBe('403 InvalidClientTokenId');
    expect(await refusalOf(sign({ ...request, ...withoutToken }))).toBe('403 InvalidClientTokenId');
    expect(await refusalOf(sign({ ...request, ...given, sessionToken: other?.SessionToken ?? '' }))).toBe(
      '403 InvalidClientTokenId',
    );
  });
});
