import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scenarioNamed } from '../document/documented-scenarios.ts';
import { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { policyOf, WrittenScenario } from '../testing/written-scenario.ts';
import { statementSources } from './statement-sources.ts';

const scenario = scenarioNamed('write-only-bucket');
const provisioned = new ProvisionedScenario(scenario, 'http://127.0.0.1:1');
provisioned.learnKeys({
  shared: '1234abcd-12ab-34cd-56ef-1234567890ab',
  intake: '2234abcd-12ab-34cd-56ef-1234567890ab',
});
const sources = statementSources(provisioned);

const KEY_POLICY = 'added/key-policy.json';
const file = join('scenarios/write-only-bucket', KEY_POLICY);

function sourceOf(document: string | undefined, index: number) {
  return sources({ policy: 'the key policy', layer: 'key policy', effect: 'Allow', index, document });
}

/** The line of the brace before a Sid. */
function lineOf(sid: string): number {
  return readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(`"${sid}"`));
}

describe('statementSources', () => {
  test.each([
    [0, 'Enable IAM User Permissions'],
    [1, 'Allow Encryption with the key'],
    [3, 'Allow Decryption with the key'],
  ])('finds statement %i of a document as it was filled in', (index, sid) => {
    expect(sourceOf(provisioned.policy(KEY_POLICY), index)).toEqual({ file, line: lineOf(sid) });
  });

  test('finds what is left of a document that lost a statement', () => {
    const document = JSON.parse(provisioned.policy(KEY_POLICY));
    const shorter = JSON.stringify({ ...document, Statement: document.Statement.toSpliced(1, 1) });
    expect(sourceOf(shorter, 1)).toEqual({ file, line: lineOf('Allow attachment of persistent resources') });
    expect(sourceOf(shorter, 3)).toBeUndefined();
  });

  test('finds a statement that AWS has rewritten, by its Sid', () => {
    const gone = provisioned.policy(KEY_POLICY).replace(/"arn:aws:iam::333333333333:root"/, '"AROAEXAMPLE"');
    expect(sourceOf(gone, 3)).toEqual({ file, line: lineOf('Allow Decryption with the key') });
  });

  test('tells the published document from its variants, though they share statements', () => {
    const variant = 'variants/key-policy-without-re-encryption.json';
    expect(sourceOf(provisioned.policy(variant), 0)).toMatchObject({
      file: join('scenarios/write-only-bucket', variant),
    });
  });

  test('finds no file for what some client set', () => {
    const statement = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' };
    expect(sourceOf(JSON.stringify({ Version: '2012-10-17', Statement: statement }), 0)).toBeUndefined();
    expect(sourceOf(undefined, 0)).toBeUndefined();
  });
});

describe('statementSources of equal documents', () => {
  const written = new WrittenScenario();
  const trusts = policyOf({
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  });
  const reads = policyOf({ Sid: 'Reads', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
  const opens = policyOf({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' });
  const files = {
    'own/scenario.yaml': `title: Twins
region: eu-west-1
accounts: { data: '111111111111' }
roles:
  first: { account: data, trust: a-trust.json, policies: { own: a-reads.json }, assumedBy: { service: lambda.amazonaws.com } }
  second: { account: data, trust: b-trust.json, policies: { own: b-reads.json }, assumedBy: { service: lambda.amazonaws.com } }
users:
  third: { account: data, policies: { own: c-reads.json } }
groups:
  fourth: { account: data, members: [third], policies: { own: d-reads.json } }
buckets:
  left: { account: data, bucketName: acme-left, policy: a-opens.json }
  right: { account: data, bucketName: acme-right, policy: b-opens.json }
accessPoints:
  door: { account: data, bucket: left, policy: c-opens.json }
`,
    ...Object.fromEntries(['a', 'b'].map((name) => [`own/${name}-trust.json`, trusts])),
    ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`own/${name}-reads.json`, reads])),
    ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`own/${name}-opens.json`, opens])),
  };

  test.each([
    ['the trust policy of the role first', trusts, 'a-trust.json'],
    ['the trust policy of the role second', trusts, 'b-trust.json'],
    ['the inline policy "own" of the role second', reads, 'b-reads.json'],
    ['the inline policy "own" of the user third', reads, 'c-reads.json'],
    ['the inline policy "own" of the group fourth', reads, 'd-reads.json'],
    ['the bucket policy of acme-right', opens, 'b-opens.json'],
    ['the access point policy of door', opens, 'c-opens.json'],
    ['the inline policy "new" of the role second', reads, 'a-reads.json'],
    ['the inline policy "own" of the role second', changed(reads), 'b-reads.json'],
  ])('finds %s', (policy, document, name) => {
    written.write(files);
    const played = new ProvisionedScenario(written.load(), 'http://127.0.0.1:1');
    const found = statementSources(played)({
      policy,
      layer: 'identity',
      effect: 'Allow',
      index: 0,
      document,
    });
    expect(basename(found?.file ?? '')).toBe(name);
  });

  /** A document with a statement more. */
  function changed(document: string): string {
    const { Statement, ...rest } = JSON.parse(document);
    return JSON.stringify({
      ...rest,
      Statement: [...Statement, { Effect: 'Deny', Action: '*', Resource: '*' }],
    });
  }
});
