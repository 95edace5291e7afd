import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../store.ts';
import { EndpointStore } from '../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../testing/fake-endpoint.ts';

const account = '111111111111';
/** What hangs on every user of an IAM, as it lists it. */
interface Hanging {
  readonly AttachedPolicies?: string;
  readonly PolicyNames?: string;
  readonly AccessKeyMetadata?: string;
}

const listing = {
  ListAttachedUserPolicies: 'AttachedPolicies',
  ListUserPolicies: 'PolicyNames',
  ListAccessKeys: 'AccessKeyMetadata',
} as const;

const iamWith =
  (hanging: Hanging) =>
  ({ body }: Seen): Told => {
    for (const [operation, list] of Object.entries(listing)) {
      if (!body.includes(`Action=${operation}&`)) continue;
      const members = `<${list}>${hanging[list] ?? ''}</${list}>`;
      const result = `<IsTruncated>false</IsTruncated>${members}`;
      return {
        status: 200,
        body: `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`,
      };
    }
    return { status: 200, body: '<DeleteUserResponse/>' };
  };

const AccessKeyMetadata = '<member><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId></member>';
const PolicyNames = '<member>inline</member>';
const AttachedPolicies = '<member><PolicyName>managed</PolicyName></member>';

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
  test.each<[string, Hanging, string]>([
    ['access keys', { AccessKeyMetadata }, 'must delete access keys first.'],
    ['policies of its own', { AccessKeyMetadata, PolicyNames }, 'must delete policies first.'],
    [
      'attached policies',
      { AccessKeyMetadata, PolicyNames, AttachedPolicies },
      'must detach all policies first.',
    ],
  ])('is refused while it has %s, which not every endpoint looks at', async (_, hanging, message) => {
    await using endpoint = await fakeEndpoint(iamWith(hanging));
    await using store = new EndpointStore(endpoint.url);
    await expect(store.perform(deletion)).rejects.toMatchObject({
      code: 'DeleteConflict',
      status: 409,
      message: `Cannot delete entity, ${message}`,
    });
    expect(deletions(endpoint.seen)).toEqual([]);
  });

  test('is sent on once it has none of them', async () => {
    await using endpoint = await fakeEndpoint(iamWith({}));
    await using store = new EndpointStore(endpoint.url);
    await store.perform(deletion);
    expect(deletions(endpoint.seen)).toHaveLength(1);
  });
});
