import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { policyOf, trustsLambda, WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gitHere } from '../testing/git-here.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();
const here = process.cwd();
afterEach(() => process.chdir(here));

const allow = (Action: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const keyOf = (...more: readonly object[]) =>
  policyOf(allow('kms:*', { Sid: 'Own', Principal: { AWS: '{{accounts.data.root}}' } }), ...more);
const bucketOf = (...more: readonly object[]) => policyOf(...more);
const objects = 'arn:aws:s3:::acme-ledger/*';
const read = (Principal: object | string, Condition?: object) => ({
  Sid: 'Read',
  Effect: 'Allow',
  Principal,
  Action: 's3:GetObject',
  Resource: objects,
  ...(Condition && { Condition }),
});
const noWrites = {
  Sid: 'NoWrites',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:PutObject',
  Resource: objects,
};
const partner = { AWS: '{{accounts.partner.root}}' };
const endpoint = { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } };

const base: Readonly<Record<string, string>> = {
  'scenario.yaml': `title: Own
region: eu-west-1
accounts: { data: '111111111111', partner: '222222222222' }
users:
  clerk: { account: data, policies: [clerk.json] }
  guest: { account: partner, policies: [guest.json] }
roles:
  reader: { account: data, trust: trust.json, assumedBy: { service: lambda.amazonaws.com }, policies: [reader.json] }
keys:
  main: { account: data, policy: key.json }
buckets:
  ledger: { account: data, bucketName: acme-ledger, policy: bucket.json, blockPublicAccess: false }
`,
  'clerk.json': policyOf(allow(['s3:PutObject', 'sts:AssumeRole'])),
  'guest.json': policyOf(allow('s3:GetObject')),
  'reader.json': policyOf(allow('s3:GetObject')),
  'trust.json': trustsLambda,
  'key.json': keyOf(),
  'bucket.json': bucketOf(noWrites, read(partner, endpoint)),
};

/** Writes the two versions; `changes` are the files of the later one that differ. */
function write(changes: Readonly<Record<string, string>>, earlier: Readonly<Record<string, string>> = {}) {
  const under = (folder: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
  written.write(under('before', { ...base, ...earlier }));
  written.write(under('after', { ...base, ...earlier, ...changes }));
}

async function diff(...args: readonly string[]) {
  const versions = ['before', 'after'].map((folder) => join(written.root, folder));
  return await keyholeHere('diff', ...versions, ...args);
}

/** The changes as `principals: access if class`, and the rest of the document. */
async function differences(changes: Readonly<Record<string, string>>, earlier = {}) {
  write(changes, earlier);
  const { stdout, stderr, exitCode } = await diff('--json', '--fail-on', 'widened');
  expect(stderr).toBe('');
  const document = JSON.parse(stdout);
  const told = (list: readonly Record<string, unknown>[]) =>
    list.map(
      ({ principals, access, resourceName, when }) =>
        `${(principals as string[]).join(', ')}: ${access} ${resourceName}, ${when}`,
    );
  return {
    ...document,
    exitCode,
    widened: told(document.widened),
    narrowed: told(document.narrowed),
    document,
  };
}

describe('keyhole diff', () => {
  test('says that no access changed if documents are only written in another way', async () => {
    const pretty = (text: string) => JSON.stringify(JSON.parse(text), undefined, 7);
    write({ 'bucket.json': pretty(base['bucket.json'] ?? ''), 'key.json': pretty(base['key.json'] ?? '') });
    const { exitCode, stdout } = await diff('--fail-on', 'any');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^no access changed\n\d+ accesses/),
    });
  });

  test('finds a principal that was added', async () => {
    const { widened, narrowed, exitCode, document } = await differences({
      'bucket.json': bucketOf(noWrites, read(partner, endpoint), { ...read(partner), Sid: 'More' }),
    });
    const whom =
      'the root user of the partner account, the guest user, any administrator of the partner account';
    expect(widened).toEqual([
      `${whom}: read the ledger bucket, aws:SourceVpce is another value, or is absent`,
    ]);
    expect({ narrowed, exitCode }).toEqual({ narrowed: [], exitCode: 1 });
    expect(document.widened[0].after.statements[0]).toMatchObject({
      sid: 'More',
      file: expect.stringMatching(/after\/bucket\.json$/),
    });
    expect(document.widened[0].after.reason).toBe(
      'allowed to each by these statements, with statements that both versions have',
    );
    expect(document.widened[0].before.statements[0]).toMatchObject({ role: 'nearest', sid: 'Read' });
  });

  test('finds a condition that was lost, although no member of the cast meets it', async () => {
    const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } };
    const { widened } = await differences(
      { 'bucket.json': bucketOf(read('*')) },
      { 'bucket.json': bucketOf(read('*', organization)) },
    );
    expect(widened.join('\n')).toMatch(
      /the guest user, .*, anonymous: read the ledger bucket, always\na stranger: read the ledger bucket, aws:PrincipalOrgID is another value, or is absent/,
    );
  });

  test.each<[string, object, RegExp]>([
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }, /aws:SecureTransport is false/],
    ['an address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, /aws:SourceIp is another value/],
    [
      'MFA',
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      /aws:MultiFactorAuthPresent is (?:false|absent)/,
    ],
    [
      'a tag',
      { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
      /aws:PrincipalTag\/team is another value|always/,
    ],
    ['an age', { NumericLessThan: { 's3:signatureAge': '600000' } }, /s3:signatureAge is .*600001/],
    [
      'a time',
      { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
      /aws:CurrentTime is .*2030-01-01T00:00:01/,
    ],
  ])('finds a lost condition on %s', async (_, condition, told) => {
    const { widened, narrowed } = await differences(
      { 'bucket.json': bucketOf(read(partner)) },
      { 'bucket.json': bucketOf(read(partner, condition)) },
    );
    expect(widened.join('\n')).toMatch(told);
    expect(narrowed).toEqual([]);
  });

  test('finds a trust that was added, and the path that it opens', async () => {
    const more = { Effect: 'Allow', Principal: { AWS: '{{accounts.data.root}}' }, Action: 'sts:AssumeRole' };
    const { Statement } = JSON.parse(trustsLambda);
    const { widened, pathsOpened } = await differences({ 'trust.json': policyOf(...Statement, more) });
    expect(widened).toEqual([
      'the clerk user, any administrator of the data account: assume the reader role, always',
    ]);
    expect(pathsOpened).toContainEqual({
      principal: 'the clerk user',
      over: ['the reader role'],
      access: 'read',
      resource: 'the ledger bucket',
    });
  });

  test('finds a key that another account may use, and one without an administrator', async () => {
    const use = allow('kms:Decrypt', { Sid: 'Theirs', Principal: partner });
    const handed = await differences({ 'key.json': keyOf(use) });
    expect(handed.widened).toEqual([
      'the root user of the partner account, any administrator of the partner account: decrypt the main key, always',
    ]);
    const lost = await differences({
      'scenario.yaml': (base['scenario.yaml'] ?? '').replace(
        'key.json }',
        'key.json, bypassLockoutCheck: true }',
      ),
      'key.json': policyOf(allow('kms:Decrypt', { Principal: { AWS: '{{accounts.data.root}}' } })),
    });
    expect(lost.withoutAdministrator).toEqual(['the main key']);
    expect(lost.narrowed.join('\n')).toMatch(/administer the main key, always/);
  });

  test('finds a removed deny, and a new user', async () => {
    const { widened, document } = await differences({
      'bucket.json': bucketOf(read(partner, endpoint)),
      'scenario.yaml': (base['scenario.yaml'] ?? '').replace(
        'users:',
        'users:\n  new: { account: data, policies: [clerk.json] }',
      ),
    });
    expect(widened.join('\n')).toMatch(/the clerk user.*: write the ledger bucket, always/);
    expect(widened.join('\n')).toMatch(/the new user: write the ledger bucket/);
    const [{ after }] = document.widened;
    expect(after).toMatchObject({
      reason: 'allowed to each by statements that both versions have',
      statements: [],
    });
  });

  test('finds a service that loses its condition on the account that it acts for', async () => {
    const log = (more: object) =>
      bucketOf({
        ...read({ Service: 'logging.s3.amazonaws.com' }),
        Action: 's3:PutObject',
        ...more,
      });
    const { widened } = await differences(
      { 'bucket.json': log({}) },
      {
        'bucket.json': log({ Condition: { StringEquals: { 'aws:SourceAccount': '{{accounts.data.id}}' } } }),
      },
    );
    expect(widened.join('\n')).toMatch(
      /logging\.s3\.amazonaws\.com: write the ledger bucket, aws:SourceAccount is another value/,
    );
  });

  test('finds a key that may be used without the service that had to call it', async () => {
    const use = (more: object) => keyOf(allow('kms:Decrypt', { Sid: 'Theirs', Principal: partner, ...more }));
    const via = { Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } } };
    const { widened, narrowed } = await differences({ 'key.json': use({}) }, { 'key.json': use(via) });
    expect(widened.join('\n')).toMatch(/decrypt the main key, kms:ViaService is another value, or is absent/);
    expect(narrowed).toEqual([]);
  });

  test('finds a service control policy that was removed', async () => {
    const organization = (policies: string) => `${base['scenario.yaml']}organization:
  id: o-exampleorgid
  managementAccount: partner
  root: r-ab12
  accounts: { partner: {}, data: { ${policies} } }
`;
    const bound = {
      'scenario.yaml': organization('serviceControlPolicies: { No: no.json }'),
      'no.json': policyOf({ Effect: 'Deny', Action: 's3:ListBucket', Resource: '*' }),
    };
    const { widened, narrowed } = await differences({ 'scenario.yaml': organization('') }, bound);
    expect(widened.join('\n')).toMatch(/the root user of the data account.*: list the ledger bucket, always/);
    expect(narrowed).toEqual([]);
  });

  test('finds objects that a narrower pattern leaves out', async () => {
    const only = { ...read(partner), Resource: 'arn:aws:s3:::acme-ledger/public/*' };
    const { narrowed, widened, document } = await differences(
      { 'bucket.json': bucketOf(only) },
      { 'bucket.json': bucketOf(read(partner)) },
    );
    expect(widened).toEqual([]);
    expect(narrowed).toHaveLength(1);
    expect(document.narrowed[0].objects).toEqual(['any object']);
  });

  test('says where it is not exact', async () => {
    const like = (...values: readonly string[]) => ({ StringLike: { 'aws:UserAgent': values } });
    const { inexact } = await differences(
      { 'bucket.json': bucketOf(read(partner, like('zq*', '*zq'))) },
      { 'bucket.json': bucketOf(read(partner, like('zq*'))) },
    );
    expect(inexact).toEqual([{ key: 'aws:useragent', reason: 'several patterns may match the same value' }]);
  });

  test('prints text within 80 columns, Markdown and SARIF', async () => {
    write({ 'key.json': keyOf(allow('kms:Decrypt', { Sid: 'Theirs', Principal: partner })) });
    process.chdir(written.root);
    const at = async (...args: readonly string[]) =>
      (await keyholeHere('diff', './before', './after', ...args)).stdout;
    const text = await at();
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toMatch(/^widened\n {2}\+ the root user of the partner account/);
    expect(text).toMatch(/now {5}after\/key\.json:\d+ "Theirs"/);
    expect(await at('--markdown')).toMatch(/## Access: 1 widened, 0 narrowed\n\n### Widened\n\n\| who \|/);
    const sarif = JSON.parse(await at('--sarif'));
    expect(sarif.runs[0].results).toMatchObject([
      {
        ruleId: 'access-widened',
        level: 'error',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'after/key.json' } } }],
      },
    ]);
  });

  test('reads a version from a revision of git', async () => {
    write({});
    process.chdir(written.root);
    gitHere('init', '-q', '-b', 'main');
    gitHere('add', '.');
    gitHere('commit', '-qm', 'first');
    const key = keyOf(allow('kms:Decrypt', { Sid: 'Theirs', Principal: partner }));
    writeFileSync('before/key.json', key);
    const ran = await keyholeHere('diff', 'main:before', './before', '--json');
    const { widened } = JSON.parse(ran.stdout);
    expect(widened).toHaveLength(1);
    expect(widened[0].after.statements[0].file).toBe('before/key.json');
    const back = await keyholeHere('diff', './before', 'main:./before', '--json');
    expect(JSON.parse(back.stdout).narrowed[0].before.statements[0].file).toBe('before/key.json');
    writeFileSync('before/key.json', key.slice(0, 40));
    cpSync('after', 'broken', { recursive: true });
    gitHere('add', '.');
    gitHere('commit', '-qm', 'second');
    const broken = await keyholeHere('diff', 'main:before', './after');
    expect(broken).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/keyhole: main:before\/key\.json:\d/),
    });
    expect(readFileSync('after/key.json', 'utf8')).toBe(base['key.json']);
    for (const [words, told] of [
      ['nowhere:before', /nowhere:before is neither a scenario here nor one in a revision/],
      ['main:nowhere', /the revision has no nowhere\/scenario\.yaml/],
      ['--output=x:before', /unknown option/],
    ] as const)
      expect(await keyholeHere('diff', words, './after')).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(told),
      });
  });

  test.each([
    [['./nowhere', 'write-only-bucket'], /has no scenario\.yaml/],
    [['write-only-bucket'], /missing required argument 'after'/],
    [
      ['write-only-bucket', 'key-arn-gotcha', '--fail-on', 'magic'],
      /Allowed choices are widened, narrowed, flipped, any/,
    ],
    [['write-only-bucket', 'key-arn-gotcha', '--json', '--sarif'], /cannot be used with option/],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { exitCode, stderr } = await keyholeHere('diff', ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });
});

test('A tag that changed is told with its place in scenario.yaml', async () => {
  const byTag = {
    ...{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
    Condition: { StringEquals: { 'aws:ResourceTag/team': 'fraud' } },
  };
  const version = (name: string, team: string) => ({
    [`${name}/p.json`]: JSON.stringify({ Version: '2012-10-17', Statement: [byTag] }),
    [`${name}/scenario.yaml`]: `title: Tags
region: eu-west-1
accounts: { data: "111111111111" }
users: { clerk: { account: data, policies: [p.json] } }
buckets:
  notes:
    account: data
    bucketName: acme-notes
    abac: true
    tags:
      team: ${team}
`,
  });
  using _folder = inFolder({ ...version('one', 'fraud'), ...version('other', 'hr') });
  const { stdout } = await keyholeHere('diff', './one', './other', '--no-features');
  const said = stdout.replaceAll(/\s+/g, ' ');
  expect(said).toContain('changed the notes bucket: its tag team is hr, not fraud (other/scenario.yaml:11)');
  expect(said).toContain('before one/p.json:1 statement 1');
});
