import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scenarioNamed } from '../document/documented-scenarios.ts';
import { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
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
