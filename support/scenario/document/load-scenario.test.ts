import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SpecError } from '../spec-error.ts';
import { loadScenario, loadScenarios, scenarioNames } from './load-scenario.ts';

const KEY_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: '{{accounts.owner.root}}' }, Action: 'kms:*', Resource: '*' },
  ],
});

const SCENARIO = `title: Small
region: eu-west-1
accounts:
  owner: '111111111111'
keys:
  only:
    account: owner
    policy: policies/key.json
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scenarios-'));
  write('small/scenario.yaml', SCENARIO);
  write('small/policies/key.json', KEY_POLICY);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function role(name: string, assumedBy: string): string {
  return `roles:\n  ${name}: { account: owner, trust: policies/key.json, assumedBy: { ${assumedBy} } }\n`;
}

/** The code and message of the error from loading the scenario. */
function fault(load: () => unknown = () => loadScenario(root, 'small')): string {
  try {
    load();
  } catch (error) {
    if (error instanceof SpecError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('it loaded');
}

describe('loadScenario', () => {
  test('gives the document and its policies as written', () => {
    const { document, policies } = loadScenario(root, 'small');
    expect(document.keys.only).toMatchObject({ account: 'owner', bypassLockoutCheck: false });
    expect([...policies]).toEqual([['policies/key.json', KEY_POLICY]]);
  });

  test('only folders with a scenario.yaml are scenarios', () => {
    write('notes/readme.md', '');
    expect(scenarioNames(root)).toEqual(['small']);
  });

  test('an unknown name fails with the nearest and the known names', () => {
    expect(fault(() => loadScenario(root, 'smal'))).toMatch(
      /^unknown-scenario: .* has no scenario "smal"; did you mean "small"\? Known: small$/,
    );
  });

  test('YAML that does not parse fails with file, line and column', () => {
    write('small/scenario.yaml', 'title: [Small\nregion: eu-west-1\n');
    expect(fault()).toMatch(/^syntax: .*small\/scenario\.yaml:2:1: this is not YAML: /);
  });

  test.each([
    ['a misspelt field', SCENARIO.replace('region:', 'regoin:'), /scenario\.yaml:2:1: regoin: .*"region"/],
    [
      'an account id that is a number',
      SCENARIO.replace("'111111111111'", '111111111111'),
      /:4:10: accounts\.owner: put the account id in quotes/,
    ],
    [
      'an account id with 11 digits',
      SCENARIO.replace("'111111111111'", "'11111111111'"),
      /:4:10: accounts\.owner: an account id must have 12 digits/,
    ],
    [
      'an account that does not exist',
      SCENARIO.replace('account: owner', 'account: onwer'),
      /:7:14: keys\.only\.account: there is no account "onwer"\. Known: owner/,
    ],
    [
      'a policy at an absolute path',
      SCENARIO.replace('policies/key.json', '/key.json'),
      /:8:13: keys\.only\.policy: must be the path of a JSON file relative to this file/,
    ],
    [
      'a role that is assumed by a missing role',
      `${SCENARIO}${role('guest', 'role: host')}`,
      /assumedBy\.role: this scenario has no such role/,
    ],
    [
      'a role that assumes itself',
      `${SCENARIO}${role('guest', 'role: guest')}`,
      /assumedBy\.role: must be a role that a service, a user or a token assumes/,
    ],
  ])('%s fails with file, line, column and path', (_, text, expected) => {
    write('small/scenario.yaml', text);
    expect(fault()).toMatch(/^invalid-document: /);
    expect(fault()).toMatch(expected);
  });

  test('a policy document that does not exist fails with the known ones', () => {
    write('small/scenario.yaml', SCENARIO.replace('policies/key.json', 'policies/kee.json'));
    expect(fault()).toMatch(
      /the file policies\/kee\.json does not exist; did you mean "policies\/key\.json"\?/,
    );
  });

  test.each([
    [
      'lacks a comma',
      '{\n  "Version": "2012-10-17"\n  "Statement": [] }',
      /key\.json:3:3: this is not a key policy: not JSON/,
    ],
    [
      'is not JSON',
      '{ "Version": }',
      /key\.json:1:14: this is not a key policy: not JSON: Unexpected token '}'/,
    ],
    [
      'is not a policy',
      '{ "Version": "2012-10-17" }',
      /key\.json.*: this is not a key policy: .*Statement is missing/,
    ],
    [
      'names a misspelt effect',
      KEY_POLICY.replace('Allow', 'allow'),
      /key\.json:1:\d+: this is not a key policy: Statement\[0\]\.Effect: /,
    ],
    [
      'has an unknown condition operator',
      KEY_POLICY.replace('"Effect"', '"Condition":{"StringEqual":{"kms:ViaService":"x"}},"Effect"'),
      /key\.json:1:\d+: this is not a key policy: Statement\[0\]\.Condition.*StringEqual/,
    ],
  ])('a policy document that %s fails before the run', (_, text, expected) => {
    write('small/policies/key.json', text);
    expect(fault()).toMatch(/^invalid-policy: /);
    expect(fault()).toMatch(expected);
  });

  test('a document that only a feature uses is checked as well', () => {
    write('small/variants/unused.json', '[]');
    expect(fault()).toMatch(/^invalid-policy: .*variants\/unused\.json/);
  });

  test('a placeholder that stands for nothing fails with the known ones', () => {
    write('small/policies/key.json', KEY_POLICY.replace('accounts.owner.root', 'accounts.owner.rot'));
    expect(fault()).toMatch(
      /^undefined-placeholder: .*key\.json:1:76: .*did you mean "accounts\.owner\.root"/,
    );
  });
});

describe('loadScenarios', () => {
  test('two scenarios of the same title fail', () => {
    write('other/scenario.yaml', SCENARIO);
    write('other/policies/key.json', KEY_POLICY);
    expect(fault(() => loadScenarios(root))).toMatch(
      /^duplicate-scenario: .*the scenarios other and small are both titled "Small"; rename one$/,
    );
  });
});

test('an action of a service that AWS did not have is a warning of the scenario, once', () => {
  const lambda = { Effect: 'Allow', Action: 'lamda:InvokeFunction', Resource: '*' };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [lambda] });
  write('small/policies/invoke.json', policy);
  write(
    'small/scenario.yaml',
    `${SCENARIO}users:
  dev: { account: owner, policies: [policies/invoke.json], boundary: policies/invoke.json }
`,
  );
  expect(loadScenario(root, 'small').warnings).toEqual([
    expect.stringMatching(
      /invoke\.json:1:\d+: Statement\[0\]\.Action: "lamda:InvokeFunction" is of no service/,
    ),
  ]);
});
