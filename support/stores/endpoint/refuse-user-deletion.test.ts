import { describe, expect, test } from '@jest/globals';
import type { Call } from '../store.ts';
import { EndpointStore } from './endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from './testing/fake-endpoint.ts';

const account = '111111111111';
const key = '<member><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId></member>';

/** An IAM whose users have these access keys. */
const iamWith =
  (keys: string) =>
  ({ body }: Seen): Told => {
    if (body.includes('Action=ListAccessKeys'))
      return {
        status: 200,
        body: `<ListAccessKeysResponse><ListAccessKeysResult><IsTruncated>false</IsTruncated><AccessKeyMetadata>${keys}</AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>`,
      };
    return { status: 200, body: '<DeleteUserResponse/>' };
  };

const deletion: Call<'iam', 'DeleteUser'> = {
  service: 'iam',
  operation: 'DeleteUser',
  input: { UserName: 'ada' },
  region: 'us-east-1',
  account,
  principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
  requestId: 'OURS',
};

const deletions = (seen: readonly Seen[]) => seen.filter(({ body }) => body.includes('Action=DeleteUser'));

describe('deleting a user', () => {
  test('is refused while it has access keys, which endpoints do not look at', async () => {
    await using endpoint = await fakeEndpoint(iamWith(key));
    await using store = new EndpointStore(endpoint.url);
    await expect(store.perform(deletion)).rejects.toMatchObject({
      code: 'DeleteConflict',
      status: 409,
      message: 'Cannot delete entity, must delete access keys first.',
    });
    expect(deletions(endpoint.seen)).toEqual([]);
  });

  test('is sent on once it has none', async () => {
    await using endpoint = await fakeEndpoint(iamWith(''));
    await using store = new EndpointStore(endpoint.url);
    await store.perform(deletion);
    expect(deletions(endpoint.seen)).toHaveLength(1);
  });
});
