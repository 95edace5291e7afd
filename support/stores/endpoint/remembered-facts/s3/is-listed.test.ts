import { expect, test } from '@jest/globals';
import { AwsError } from '../../../../aws/aws-error.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { StoredEncryptions } from './stored-encryptions.ts';

const at = { account, region: 'eu-west-1' };
const Bucket = 'records';

interface Entry {
  readonly Key: string;
  readonly VersionId: string;
  readonly IsLatest?: boolean;
}

/** An endpoint that shows no head without the customer's key, and lists one version a page. */
function endpoint(entries: readonly Entry[], next = (entry: Entry): object => markersOf(entry)): Upstream {
  const perform = async ({
    operation,
    input,
  }: {
    operation: string;
    input: { VersionIdMarker?: string };
  }) => {
    if (operation === 'HeadObject') throw new AwsError('BadRequest', 400, 'Bad Request');
    const index = entries.findIndex(({ VersionId }) => VersionId === input.VersionIdMarker) + 1;
    const entry = entries[index];
    if (entry === undefined) return { IsTruncated: false };
    return { Versions: [entry], IsTruncated: index + 1 < entries.length, ...next(entry) };
  };
  return { perform } as unknown as Upstream;
}

const markersOf = ({ Key, VersionId }: Entry) => ({ NextKeyMarker: Key, NextVersionIdMarker: VersionId });
const versions = [
  { Key: 'k', VersionId: '3', IsLatest: true },
  { Key: 'k', VersionId: '2' },
  { Key: 'k', VersionId: '1' },
  { Key: 'k2', VersionId: '0' },
];

test.each([
  ['the newest version', { Key: 'k' }, { algorithm: 'SSE-C' }],
  ['a version of the second page', { Key: 'k', VersionId: '2' }, { algorithm: 'SSE-C' }],
  ['a version of the third page', { Key: 'k', VersionId: '1' }, { algorithm: 'SSE-C' }],
  ['a version of a longer key', { Key: 'k', VersionId: '0' }, undefined],
  ['a version that no page has', { Key: 'k', VersionId: '9' }, undefined],
])('%s is found if it is listed', async (_, object, expected) => {
  const stored = new StoredEncryptions(endpoint(versions));
  expect(await stored.find({ Bucket, ...object }, at)).toEqual(expected);
});

test.each([
  ['without markers', () => ({})],
  ['that leads to itself', () => markersOf({ Key: 'k', VersionId: '3' })],
])('a page %s does not count as the last one', async (_, next) => {
  const stored = new StoredEncryptions(endpoint(versions, next));
  const asked = stored.find({ Bucket, Key: 'k', VersionId: '1' }, at);
  await expect(asked).rejects.toMatchObject({ code: 'NotImplemented', status: 501 });
});
