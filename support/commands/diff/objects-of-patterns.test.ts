import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

/** A bucket, and a user with statements about its objects. */
function templateOf(...statements: readonly (readonly [string, string])[]): string {
  const Statement = statements.map(([Effect, path]) => ({
    ...{ Effect, Action: 's3:GetObject', Resource: `arn:aws:s3:::acme-data/${path}` },
  }));
  const Policies = [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement } }];
  const Data = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme-data' } };
  const Ann = { Type: 'AWS::IAM::User', Properties: { UserName: 'ann', Policies } };
  return JSON.stringify({ Resources: { Data, Ann } });
}

let folder: Disposable;
beforeEach(() => {
  folder = inFolder({
    'one.yaml': templateOf(['Allow', 'a/?']),
    'three.yaml': templateOf(['Allow', 'a/???']),
    'all.yaml': templateOf(['Allow', 'a/*']),
    'but-one.yaml': templateOf(['Allow', 'a/*'], ['Deny', 'a/?']),
    'letter.yaml': templateOf(['Allow', 'a*']),
  });
});
afterEach(() => folder[Symbol.dispose]());

test.each([
  ['one.yaml', 'all.yaml', 'widened'],
  ['three.yaml', 'all.yaml', 'widened'],
  ['but-one.yaml', 'all.yaml', 'widened'],
  ['all.yaml', 'one.yaml', 'narrowed'],
  ['all.yaml', 'three.yaml', 'narrowed'],
])(
  'keyhole diff tells that from the objects of %s to those of %s access is %s',
  async (before, after, changed) => {
    const { stdout } = await keyholeHere('diff', before, after, '--json', '--no-features');
    const { widened, narrowed } = JSON.parse(stdout);
    const counts = { widened: widened.length, narrowed: narrowed.length };
    expect(counts).toEqual({ widened: 0, narrowed: 0, [changed]: 1 });
  },
);

test.each([
  ['letter.yaml', { 'other-object': 'denied', ax: 'allowed' }],
  ['but-one.yaml', { 'any-object': 'denied', 'a/any': 'allowed', 'a/x': 'denied' }],
])('keyhole matrix tells apart the objects that the patterns of %s take', async (file, expected) => {
  const asked = ['--principal', 'the ann user', '--resource', 'the data bucket', '--json'];
  const { stdout } = await keyholeHere('matrix', file, ...asked);
  const { cells } = JSON.parse(stdout);
  const read = cells.find(({ access }: { readonly access: string }) => access === 'read');
  const results = read.uses.map(({ object, result }: Readonly<Record<string, string>>) => [object, result]);
  expect(Object.fromEntries(results)).toEqual(expected);
});
