import { expect, test } from '@jest/globals';
import type { Credential } from '../authentication/credential.ts';
import type { Operation, Service } from '../aws/operations.ts';
import { exceptionName, isAnsweredInBytes } from './call-in-process.ts';
import { Gateway } from './gateway.ts';
import { emptyStore } from './serving/lab.ts';

const account = '111111111111';
const asRoot = { accessKeyId: account, region: 'eu-west-1' } as const;
const user = { UserName: 'ann' };

test('a call of this process is decided, performed and answered as a request is', async () => {
  const gateway = new Gateway(emptyStore());
  const made = await gateway.call({ ...asRoot, service: 'iam', operation: 'CreateUser', input: user });
  expect(made).toMatchObject({ User: { Arn: `arn:aws:iam::${account}:user/ann` } });
  expect(gateway.decisionLog.records()).toEqual([]);
});

test.each<[string, Parameters<Gateway['call']>[0], object]>([
  [
    'an unknown access key',
    { ...asRoot, accessKeyId: 'AKIAUNKNOWN', service: 'iam', operation: 'CreateUser', input: user },
    { code: 'InvalidClientTokenId' },
  ],
  [
    'an input that AWS does not take',
    { ...asRoot, service: 'iam', operation: 'CreateUser', input: { UserName: 'a b' } },
    { code: 'ValidationError' },
  ],
  [
    'a policy that AWS does not store',
    {
      ...asRoot,
      service: 'iam',
      operation: 'CreateRole',
      input: { RoleName: 'r', AssumeRolePolicyDocument: '{}' },
    },
    { code: 'MalformedPolicyDocument' },
  ],
  [
    'what no policy allows',
    { service: 's3', operation: 'ListBuckets', input: {}, accessKeyId: undefined, region: 'eu-west-1' },
    { code: 'AccessDenied' },
  ],
])('a call of this process is refused for %s', async (_, call, refusal) => {
  await expect(new Gateway(emptyStore()).call(call)).rejects.toMatchObject(refusal);
});

test('a call of this process is refused for a bucket of another account than it expects', async () => {
  const gateway = new Gateway(emptyStore());
  const input = { Bucket: 'reports' };
  const atHome = { ...asRoot, region: 'us-east-1', service: 's3' } as const;
  await gateway.call({ ...atHome, operation: 'CreateBucket', input });
  const reading = (ExpectedBucketOwner: string) =>
    gateway.call({ ...atHome, operation: 'GetBucketVersioning', input: { ...input, ExpectedBucketOwner } });
  await expect(reading('222222222222')).rejects.toMatchObject({ code: 'AccessDenied' });
  await expect(reading(account)).resolves.toBeDefined();
});

/** A store whose access keys are those of one session or user. */
function storeWith(credential: Partial<Credential>) {
  const principal = {
    type: 'Root',
    accountId: account,
    arn: `arn:aws:iam::${account}:root`,
    userId: account,
  } as const;
  const known: Credential = {
    accessKeyId: 'AKIAKNOWN',
    secretAccessKey: 'test',
    active: true,
    principal,
    ...credential,
  };
  return Object.assign(emptyStore(), { credential: () => known });
}

test.each<[string, Service, Operation, Partial<Credential>, string]>([
  ['a deactivated access key', 'iam', 'CreateUser', { active: false }, 'InvalidClientTokenId'],
  ['a deactivated access key, at S3', 's3', 'ListBuckets', { active: false }, 'InvalidAccessKeyId'],
  [
    'a session that ended',
    'kms',
    'CreateKey',
    { sessionToken: 'token', expiration: new Date(0) },
    'ExpiredTokenException',
  ],
  [
    'another access key than was asked for',
    'kms',
    'CreateKey',
    { accessKeyId: 'AKIAOTHER' },
    'UnrecognizedClientException',
  ],
])(
  'a call of this process is refused as a request is: %s',
  async (_, service, operation, credential, code) => {
    const call = { ...asRoot, service, operation, input: user, accessKeyId: 'AKIAKNOWN' };
    await expect(new Gateway(storeWith(credential)).call(call)).rejects.toMatchObject({ code });
  },
);

test.each<[Operation, object]>([
  ['PutObject', { Bucket: 'books', Key: 'k', Body: Buffer.from('contents') }],
  ['UploadPart', { Bucket: 'books', Key: 'k', UploadId: 'u', PartNumber: 1, Body: 'contents' }],
])('%s with contents is sent as a request, so that no contents are lost', async (operation, input) => {
  const gateway = new Gateway(emptyStore());
  const here = { LocationConstraint: asRoot.region };
  const made = { Bucket: 'books', CreateBucketConfiguration: here };
  await gateway.call({ ...asRoot, service: 's3', operation: 'CreateBucket', input: made });
  const putting = gateway.call({ ...asRoot, service: 's3', operation, input });
  await expect(putting).rejects.toThrow('send this operation as a request');
});

test('a list is sent as a request: its page tokens are sealed in bytes', async () => {
  const gateway = new Gateway(emptyStore());
  const listing = { ...asRoot, service: 'iam', operation: 'ListUsers', input: {} } as const;
  expect(isAnsweredInBytes('iam', 'ListUsers')).toBe(true);
  await expect(gateway.call(listing)).rejects.toThrow('send this operation as a request');
});

test.each([
  ['iam', 'DeleteConflict', 'DeleteConflictException'],
  ['iam', 'NoSuchEntity', 'NoSuchEntityException'],
  ['kms', 'NotFoundException', 'NotFoundException'],
  ['s3', 'AccessDenied', 'AccessDenied'],
] as const)('an error of %s, %s, has the name that the SDK gives it: %s', (service, code, name) => {
  expect(exceptionName(service, code)).toBe(name);
});
