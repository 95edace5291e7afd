import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../node/own-file.ts';
import { tooOldNode } from '../../node/required-node.ts';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const template = join(projectRoot, 'template');
const scenario = 'scenarios/shared-reports/scenario.yaml';
const policy = (name: string) => `scenarios/shared-reports/policies/${name}.json`;

/** A change of one file, as an author may make it by mistake. */
interface Change {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

function apply({ file, from, to }: Change): void {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} does not contain ${from}`);
  writeFileSync(file, changed);
}

const inScenario = (from: string | RegExp, to: string): Change => ({ file: scenario, from, to });

describe('a wrong document ends keyhole spec with exit code 2, its place and what to do', () => {
  test.each<[string, Change, string]>([
    [
      'a tab in YAML',
      inScenario('  reports:\n    account', '\treports:\n\t\taccount'),
      `${scenario}:11:1: this is not YAML: Tabs are not allowed as indentation; indent with spaces`,
    ],
    [
      'wrong indentation in YAML',
      inScenario('    account: data\n    policy: policies/key', '   account: data\n    policy: policies/key'),
      `${scenario}:12:13: this is not YAML: Nested mappings are not allowed in compact mappings; align the line`,
    ],
    [
      'a colon in a text of YAML',
      inScenario('title: Shared', 'title: Shared:'),
      `${scenario}:2:8: this is not YAML: Nested mappings are not allowed in compact mappings; align the line with those of its level, or put a text that has a colon followed by a space in quotes`,
    ],
    [
      'a member twice in YAML',
      inScenario('region: eu-west-1', 'region: eu-west-1\nregion: eu-west-1'),
      `${scenario}:5:1: this is not YAML: Map keys must be unique; remove one of the two`,
    ],
    [
      'an unknown member',
      inScenario('region:', 'regoin:'),
      `${scenario}:4:1: regoin: there is no such member; did you mean "region"?`,
    ],
    [
      'a missing member',
      inScenario(/ {4}trust: .*\n/, ''),
      `${scenario}:24:5: roles.writer.trust: is missing`,
    ],
    [
      'an account id without quotes',
      inScenario('"111111111111"', '111111111111'),
      `${scenario}:7:9: accounts.data: put the account id in quotes: YAML reads it as a number otherwise, and drops leading zeros`,
    ],
    [
      'an account id of eleven digits',
      inScenario('"111111111111"', '"11111111111"'),
      `${scenario}:7:9: accounts.data: an account id must have 12 digits`,
    ],
    [
      'an unknown account',
      inScenario('account: partner', 'account: partnr'),
      `${scenario}:29:14: roles.analyst.account: there is no account "partnr". Known: data, partner`,
    ],
    [
      'a placeholder without quotes',
      inScenario('"{{keys.reports.arn}}"', '{{keys.reports.arn}}'),
      `${scenario}:19:17: buckets.reports.encryption: must be text: put it in quotes`,
    ],
    [
      'a role that nothing assumes',
      inScenario('assumedBy: { service: lambda.amazonaws.com }', 'assumedBy: lambda.amazonaws.com'),
      `${scenario}:26:16: roles.writer.assumedBy: must be one of { service: lambda.amazonaws.com }, { user: … }, { role: … } and { oidc: … }`,
    ],
    [
      'the name of a region as people say it',
      inScenario('eu-west-1', 'Ireland'),
      `${scenario}:4:9: region: must be a region, e.g. eu-west-1`,
    ],
    [
      'a policy file that is missing',
      inScenario('policies/writer.json', 'policies/writers.json'),
      'did you mean "policies/writer.json"? Known: policies/bucket.json, policies/key.json, policies/reader.json, policies/trusts-lambda.json, policies/writer.json\n',
    ],
    [
      'a comment in JSON',
      { file: policy('key'), from: '{', to: '{ // the key' },
      `${policy('key')}:1:3: this is not a key policy: not JSON: Expected property name or '}'; JSON has no comments: remove it`,
    ],
    [
      'a comma after the last member of JSON',
      { file: policy('key'), from: /\n\}\n$/, to: ',\n}\n' },
      `; remove the comma before it`,
    ],
    [
      'a member twice in JSON',
      { file: policy('reader'), from: '"Effect": "Allow",', to: '"Effect": "Allow", "Effect": "Deny",' },
      `${policy('reader')}:6:7: this is not an identity-based policy: Statement[0].Effect: occurs twice in the same object`,
    ],
    [
      'an unknown placeholder',
      { file: policy('bucket'), from: 'roles.analyst.arn', to: 'roles.analist.arn' },
      `${policy('bucket')}:7:30: the placeholder {{roles.analist.arn}} is not defined; did you mean "roles.analyst.arn"?`,
    ],
    [
      'a misspelt action',
      { file: policy('reader'), from: 's3:GetObject', to: 's3:GetObjects' },
      `${policy('reader')}:7:7: Statement[0].Action: "s3:GetObjects" is not an action of s3; did you mean "s3:GetObject"?`,
    ],
    [
      'a misspelt condition key',
      {
        file: policy('reader'),
        from: '"Effect"',
        to: '"Condition": { "StringEquals": { "aws:PrincipalOrgId": "o-1", "kms:ViaServise": "x" } }, "Effect"',
      },
      `"kms:ViaServise" is not a condition key of AWS; did you mean "kms:ViaService"?`,
    ],
    [
      'a misspelt operator',
      { file: policy('reader'), from: '"Effect"', to: '"Condition": { "StringEqual": {} }, "Effect"' },
      'unknown condition operator "StringEqual" (did you mean "StringEquals"?)',
    ],
    [
      'a misspelt element',
      { file: policy('bucket'), from: '"Principal"', to: '"Principle"' },
      `${policy('bucket')}:7:7: this is not a bucket policy: Statement[0].Principle: unknown element "Principle" (did you mean "Principal"?)`,
    ],
    [
      'a principal in an identity policy',
      { file: policy('reader'), from: '"Effect"', to: '"Principal": "*", "Effect"' },
      `${policy('reader')}:6:7: this is not an identity-based policy: Statement[0].Principal: an identity-based policy applies to its bearer and must not have Principal`,
    ],
  ])('%s', async (_, change, message) => {
    using _folder = inFolder({}, { '.': template });
    apply(change);
    const { exitCode, stdout, stderr } = await keyholeHere('spec');
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });
});

describe('a wrong folder or argument ends a command with exit code 2 and what to do', () => {
  test.each<[string, readonly string[], string]>([
    ['a misspelt command', ['spek'], "unknown command 'spek'\n(Did you mean spec?)"],
    ['a misspelt option', ['spec', '--tag', '@a'], "unknown option '--tag'\n(Did you mean --tags?)"],
    [
      'an import without an account',
      ['import', 'cloudformation', 'template.yaml'],
      "required option '--account <name=id[:file...]>' not specified\n(for help: keyhole import cloudformation --help)",
    ],
    ['an option without its value', ['spec', '--junit'], "option '--junit <file>' argument missing"],
    [
      'a path without features',
      ['spec', 'features/nope.feature'],
      'no example matches features/nope.feature: the file or folder does not exist',
    ],
    [
      'a report in place of a folder',
      ['spec', '--junit', 'features'],
      '--junit: features cannot be written (EISDIR): name a file',
    ],
    [
      'an endpoint without its backend',
      ['spec', '--endpoint', 'http://127.0.0.1:1'],
      '--endpoint needs --backend endpoint',
    ],
    [
      'a folder of steps that is missing',
      ['spec', '--steps', 'nope'],
      'there is no folder nope of steps here',
    ],
    [
      'a folder of scenarios that is missing',
      ['spec', '--scenarios', 'nope'],
      'nope cannot be read as a folder',
    ],
    [
      'a misspelt scenario for a lab',
      ['lab', 'shared-report'],
      'there is no scenario "shared-report"; did you mean "shared-reports"?',
    ],
    ['a port that is no number', ['lab', '--empty', '--port', 'http'], 'It must be a number from 0 to 65535'],
    [
      'an explanation before the first run',
      ['explain'],
      '.cache/decisions.jsonl does not exist: run keyhole spec first',
    ],
    [
      'a specification to begin without a package',
      ['init'],
      'there is no package.json here; begin with: npm init -y',
    ],
    [
      'a question about an unknown role',
      [
        'decide',
        '--scenario',
        'shared-reports',
        '--principal',
        'the analist role',
        '--action',
        's3:GetObject',
        '--resource',
        'the reports bucket',
      ],
      '"the analist role" is not known in the scenario shared-reports; did you mean "the analyst role"?',
    ],
  ])('%s', async (_, args, message) => {
    using _folder = inFolder({}, { '.': template });
    const { exitCode, stderr } = await keyholeHere(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
  });

  test.each<[string, readonly string[], string]>([
    [
      'features',
      ['spec'],
      'there is no folder features here: npx keyhole init writes a first one, and --features names another folder',
    ],
    ['scenarios', ['spec'], 'scenarios cannot be read as a folder'],
  ])('no folder %s', async (folder, args, message) => {
    using _folder = inFolder({}, { '.': template });
    rmSync(folder, { recursive: true });
    const { exitCode, stderr } = await keyholeHere(...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
  });

  test.each<[string, string, string, string]>([
    [
      'a misspelt setting',
      'keyhole.yaml',
      'feature: x\n',
      'keyhole.yaml:1:1: feature: there is no such member; did you mean "features"?',
    ],
    ['a package.json that is no JSON', 'package.json', '{', 'package.json is not JSON'],
    [
      'a setting of another kind',
      'package.json',
      '{"keyhole":{"steps":3}}',
      'package.json:1:21: keyhole.steps: must be text: put it in quotes',
    ],
  ])('%s', async (_, file, text, message) => {
    using _folder = inFolder({ [file]: text }, { '.': template });
    const { exitCode, stderr } = await keyholeHere('spec');
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
  });

  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const { exitCode, stderr } = await keyholeHere('lab', '--empty', '--port', port);
    server.close();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('is in use: choose another with --port'),
    });
  });

  test('an old Node.js', () => {
    expect(tooOldNode('20.20.2')).toBe('keyhole needs Node.js 22.22.0 or later, and this is 20.20.2');
  });
});
