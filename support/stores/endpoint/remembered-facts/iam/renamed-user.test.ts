import { expect, test } from '@jest/globals';
import type { Operation } from '../../../../aws/operations.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import type { Call } from '../../../store.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../../testing/fake-endpoint.ts';
import { PrincipalBindings } from './principal-bindings.ts';

const region = 'us-east-1';
const KEY = 'AKIAIOSFODNN7EXAMPLE';
const arnOf = (name: string) => `arn:aws:iam::${account}:user/${name}`;

/** An IAM with one user, whose name may change, and a bucket whose policy is what was last written. */
class OneUser {
  name = 'alice';
  policy = '';

  answer({ method, target, body }: Seen): Told {
    if (target.includes('?policy')) {
      if (method === 'PUT') this.policy = body;
      return { status: 200, body: this.policy };
    }
    const asked = new URLSearchParams(body);
    const action = asked.get('Action') ?? '';
    const fault = {
      status: 404,
      body: '<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>',
    };
    if (asked.get('UserName') !== this.name) return fault;
    const user = `<User><UserName>${this.name}</UserName><UserId>AIDAONE</UserId><Arn>${arnOf(this.name)}</Arn></User>`;
    const key = `<AccessKeyId>${KEY}</AccessKeyId><Status>Active</Status>`;
    const results: Readonly<Record<string, string>> = {
      GetUser: user,
      ListAccessKeys: `<AccessKeyMetadata><member>${key}</member></AccessKeyMetadata>`,
      CreateAccessKey: `<AccessKey><UserName>${this.name}</UserName>${key}<SecretAccessKey>s</SecretAccessKey></AccessKey>`,
    };
    if (action === 'UpdateUser') this.name = asked.get('NewUserName') ?? this.name;
    const result = `<${action}Result>${results[action] ?? ''}</${action}Result>`;
    return { status: 200, body: `<${action}Response>${result}</${action}Response>` };
  }
}

const call = (operation: Operation<'iam' | 's3'>, input: object): Call => ({
  service: operation.includes('Bucket') ? 's3' : 'iam',
  operation,
  input: input as never,
  region,
  account,
  principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
  requestId: 'OURS',
});

test('an access key that is deleted is forgotten, and takes no more room', async () => {
  const iam = new OneUser();
  await using endpoint = await fakeEndpoint((seen) => iam.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  await store.perform(call('CreateAccessKey', { UserName: 'alice' }));
  expect(await store.credential(KEY)).toMatchObject({ principal: { userName: 'alice' } });
  await store.perform(call('DeleteAccessKey', { UserName: 'alice', AccessKeyId: KEY }));
  const asked = endpoint.seen.length;
  expect(await store.credential(KEY)).toBeUndefined();
  expect(endpoint.seen).toHaveLength(asked);
});

test('the principals of policies are forgotten once they are deleted', async () => {
  const lookedUp: string[] = [];
  const bindings = new PrincipalBindings(async ({ name }) => {
    lookedUp.push(name);
    return { arn: arnOf(name), id: 'AIDAONE' };
  });
  const Policy = JSON.stringify({ Statement: [{ Principal: { AWS: arnOf('alice') } }] });
  const kept = await bindings.kept('s3', 'PutBucketPolicy', { Bucket: 'mine', Policy });
  expect(await bindings.shown('s3', 'GetBucketPolicy', { Policy: kept.Policy })).toEqual({ Policy });
  bindings.deleted(account, 'DeleteUser', { UserName: 'alice' });
  expect(await bindings.shown('s3', 'GetBucketPolicy', { Policy: kept.Policy })).toEqual({
    Policy: kept.Policy,
  });
  expect(lookedUp).toHaveLength(2);
});

test('a user that is renamed keeps its access keys, and what policies gave it', async () => {
  const iam = new OneUser();
  await using endpoint = await fakeEndpoint((seen) => iam.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  const policy = (name: string) => JSON.stringify({ Statement: [{ Principal: { AWS: arnOf(name) } }] });
  await store.perform(call('CreateAccessKey', { UserName: 'alice' }));
  await store.send(call('PutBucketPolicy', { Bucket: 'mine', Policy: policy('alice') }));
  expect(iam.policy).toContain('AIDAONE');
  await store.perform(call('UpdateUser', { UserName: 'alice', NewUserName: 'bob' }));
  expect((await store.credential(KEY))?.principal).toMatchObject({ arn: arnOf('bob') });
  const lookup = { service: 's3', operation: 'GetBucketPolicy', input: { Bucket: 'mine' } } as const;
  expect((await store.read({ ...lookup, account, region })).Policy).toBe(policy('bob'));
});
