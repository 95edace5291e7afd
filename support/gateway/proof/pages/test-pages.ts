import { beforeAll, describe, expect, test } from '@jest/globals';
import { desks } from '../../desks.ts';
import { answerOf, type Clients } from '../../testing/lab-under-test.ts';
import { type ListedResources, makeListedResources, objectKeys } from './listed-resources.ts';
import { hasPaginator, named, pagedOperations, pagesOf, partsOf, refusals, send } from './paged-lists.ts';

/** For tests: a gateway in front of a store. */
export interface PagesOfStore {
  /** The clients of the root user of an account, once the tests run. */
  readonly as: (account: string) => Clients;
  /** True if the store has tables. */
  readonly tables: boolean;
  /** Long lists that the store gives whole, whatever size of a page is asked for. */
  readonly uncut: readonly string[];
  /** Lists that the store does not perform, or whose pages it gets wrong: they are not asked for page by page. */
  readonly unfit: readonly string[];
}

/** The lists of these resources that fit on a page of two. */
const short: readonly string[] = [
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'iam:ListAccessKeys',
  'iam:ListAccountAliases',
  'iam:ListMFADevices',
  'iam:ListSSHPublicKeys',
  'iam:ListServerCertificates',
  'iam:ListSigningCertificates',
  'iam:ListVirtualMFADevices',
];

const account = '333333333333';
const other = '444444444444';

/** For tests: the rules of page tokens that hold in front of every store. */
export function testPages({ as, tables, uncut, unfit }: PagesOfStore): void {
  const performed = pagedOperations.filter((of) => tables || !/^dynamodb:|MFA/.test(of));
  let resources: ListedResources;
  beforeAll(async () => {
    resources = await makeListedResources(as(account), { account, tables });
  });

  test.each(performed)('%s refuses a page token that was never given out', async (of) => {
    const { service } = partsOf(of);
    const member = desks[service].pageToken?.member ?? '';
    for (const token of ['nonsense', '1', 'YWZ0ZXI6YQ', 'YQ==']) {
      const input = { ...named(of, resources), [member]: token };
      expect(await answerOf(send(as(account), of, input))).toBe(refusals[service]);
    }
  });

  const lists = performed.filter((of) => hasPaginator(of) && !unfit.includes(of));
  test.each(lists)('%s gives every entry once, page by page', async (of) => {
    const input = named(of, resources);
    const whole = await pagesOf(as(account), of, { ...input, pageSize: 50 });
    const pages = await pagesOf(as(account), of, { ...input, pageSize: 2 });
    expect(whole).toHaveLength(1);
    expect(entriesOf(pages)).toEqual(entriesOf(whole));
    expect(pages.length > 1).toBe(![...short, ...uncut].includes(of));
  });

  describe('a token', () => {
    const first = (of: string, size: object) => send(as(account), of, { ...named(of, resources), ...size });

    test('of another operation is refused', async () => {
      const NextMarker: unknown = Reflect.get(await first('kms:ListKeys', { Limit: 2 }), 'NextMarker');
      expect(NextMarker).toEqual(expect.any(String));
      const { KeyId } = resources;
      const asked = send(as(account), 'kms:ListGrants', { KeyId, Marker: NextMarker });
      expect(await answerOf(asked)).toBe(refusals.kms);
    });

    test('of another account is refused', async () => {
      const NextToken: unknown = Reflect.get(
        await first('secretsmanager:ListSecrets', { MaxResults: 2 }),
        'NextToken',
      );
      expect(NextToken).toEqual(expect.any(String));
      const asked = send(as(other), 'secretsmanager:ListSecrets', { NextToken });
      expect(await answerOf(asked)).toBe(refusals.secretsmanager);
    });

    test('is told by S3 as it was sent, and keys come as they were put', async () => {
      const pages = await pagesOf(as(account), 's3:ListObjectsV2', {
        ...{ Bucket: resources.Bucket, pageSize: 2 },
      });
      const told = (member: string) => pages.map((page): unknown => Reflect.get(page, member));
      expect(told('ContinuationToken').slice(1)).toEqual(told('NextContinuationToken').slice(0, -1));
      expect(told('ContinuationToken')[1]).toEqual(expect.any(String));
      const keys = entriesOf(pages).Contents?.map((one): unknown => Reflect.get(Object(one), 'Key'));
      expect(keys).toEqual(objectKeys);
    });
  });
}

/** The lists of pages, put together by their member. */
function entriesOf(pages: readonly object[]): Readonly<Record<string, readonly unknown[]>> {
  const entries: Record<string, unknown[]> = {};
  for (const page of pages)
    for (const [member, value] of Object.entries(page))
      if (Array.isArray(value)) entries[member] = [...(entries[member] ?? []), ...value];
  return entries;
}
