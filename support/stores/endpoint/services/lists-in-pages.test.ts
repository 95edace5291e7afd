import { describe, expect, test } from '@jest/globals';
import type { Ask } from './endpoint-service.ts';
import { removeGroup, removeRole, removeUser } from './iam/remove-identity.ts';
import { emptyBucket } from './s3/empty-bucket.ts';

/** The answers of lists: two pages each, the first leading on. */
const pages: Readonly<Record<string, readonly [object, object]>> = {
  ListAccessKeys: [
    { AccessKeyMetadata: [{ AccessKeyId: 'AKIA1' }] },
    { AccessKeyMetadata: [{ AccessKeyId: 'AKIA2' }] },
  ],
  ListUserPolicies: [{ PolicyNames: ['p1'] }, { PolicyNames: ['p2'] }],
  ListAttachedUserPolicies: [
    { AttachedPolicies: [{ PolicyArn: 'a1' }] },
    { AttachedPolicies: [{ PolicyArn: 'a2' }] },
  ],
  ListGroupsForUser: [{ Groups: [{ GroupName: 'g1' }] }, { Groups: [{ GroupName: 'g2' }] }],
  ListRolePolicies: [{ PolicyNames: ['p1'] }, { PolicyNames: ['p2'] }],
  ListAttachedRolePolicies: [
    { AttachedPolicies: [{ PolicyArn: 'a1' }] },
    { AttachedPolicies: [{ PolicyArn: 'a2' }] },
  ],
  ListGroupPolicies: [{ PolicyNames: ['p1'] }, { PolicyNames: ['p2'] }],
  ListAttachedGroupPolicies: [
    { AttachedPolicies: [{ PolicyArn: 'a1' }] },
    { AttachedPolicies: [{ PolicyArn: 'a2' }] },
  ],
  GetGroup: [{ Users: [{ UserName: 'u1' }] }, { Users: [{ UserName: 'u2' }] }],
  ListObjectVersions: [
    { Versions: [{ Key: 'k1', VersionId: 'v1' }] },
    { DeleteMarkers: [{ Key: 'k2', VersionId: 'v2' }] },
  ],
  ListMultipartUploads: [
    { Uploads: [{ Key: 'k1', UploadId: 'u1' }] },
    { Uploads: [{ Key: 'k2', UploadId: 'u2' }] },
  ],
};

/** The writes that a removal sends: the operation with the values of its input. */
async function writesOf(remove: (ask: Ask) => Promise<void>): Promise<string[]> {
  const writes: string[] = [];
  const ask = async (_: unknown, operation: string, input: object) => {
    const [first, second] = pages[operation] ?? [];
    if (first === undefined) {
      if (!operation.startsWith('Get')) writes.push(`${operation} ${JSON.stringify(Object.values(input))}`);
      return {};
    }
    const goesOn = Object.keys(input).some(
      (name) => name.endsWith('Marker') && Reflect.get(input, name) !== undefined,
    );
    if (goesOn) return { ...second, IsTruncated: false };
    const next = { Marker: 'm', NextKeyMarker: 'm', NextVersionIdMarker: 'm', NextUploadIdMarker: 'm' };
    return { ...first, IsTruncated: true, ...next };
  };
  await remove(ask as unknown as Ask);
  return writes;
}

describe('what every page of a list names is removed', () => {
  test('of a user', async () => {
    const writes = await writesOf((ask) => removeUser(ask, 'ann'));
    for (const named of ['AKIA1', 'AKIA2', 'p1', 'p2', 'a1', 'a2', 'g1', 'g2'])
      expect(writes.filter((write) => write.includes(`"${named}"`))).toHaveLength(1);
    expect(writes.at(-1)).toBe('DeleteUser ["ann"]');
  });

  test.each([
    ['of a role', (ask: Ask) => removeRole(ask, 'reader'), ['p1', 'p2', 'a1', 'a2']],
    ['of a group', (ask: Ask) => removeGroup(ask, 'readers'), ['p1', 'p2', 'a1', 'a2', 'u1', 'u2']],
  ])('%s', async (_, remove, names) => {
    const writes = await writesOf(remove);
    for (const named of names) expect(writes.filter((write) => write.includes(`"${named}"`))).toHaveLength(1);
  });

  test('of a bucket', async () => {
    const writes = await writesOf((ask) => emptyBucket(ask, 'records'));
    for (const named of ['v1', 'v2', 'u1', 'u2'])
      expect(writes.filter((write) => write.includes(`"${named}"`))).toHaveLength(1);
  });
});

test('a bucket whose objects stay is not listed for ever', async () => {
  let asked = 0;
  const ask = async (_: unknown, operation: string) => {
    if (++asked > 20) throw new Error('for ever');
    return operation === 'ListObjectVersions' ? { ...pages[operation]?.[0], IsTruncated: true } : {};
  };
  await expect(emptyBucket(ask as unknown as Ask, 'records')).rejects.toMatchObject({ status: 503 });
});
