import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Files, inFolder } from '../../settings/testing/in-folder.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const bucket = 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: acme-data }\n';
const data = ['--account', 'data=222222222222'];
const template = ['t.yaml', ...data, '--out', 'out'];

describe('keyhole import cloudformation refuses', () => {
  test.each<[string, Files, readonly string[], RegExp]>([
    ['a file that does not exist', {}, template, /^keyhole: t\.yaml cannot be read: there is no such file/],
    [
      'a text that is no template',
      { 't.yaml': 'hello' },
      template,
      /^keyhole: t\.yaml is not a template: it has no Resources/,
    ],
    ['a list', { 't.yaml': '[]' }, template, /^keyhole: t\.yaml is not a template/],
    [
      'JSON that ends early',
      { 't.json': '{\n  "Resources": {\n    "Data": {' },
      ['t.json', ...data, '--out', 'out'],
      /^keyhole: t\.json:\d+:\d+: this is neither YAML nor JSON: /,
    ],
    [
      'YAML with a tab',
      { 't.yaml': 'Resources:\n\tData: {}\n' },
      template,
      /^keyhole: t\.yaml:2:\d+: this is neither YAML/,
    ],
    [
      'a parameter without a value, by its line',
      { 't.yaml': `Parameters:\n  Name: { Type: String }\n  Other: { Type: String }\n${bucket}` },
      template,
      /^keyhole: t\.yaml:2: the parameter Name of the stack t has no value\nt\.yaml:3: .*Other.*\ngive values with --parameters/,
    ],
    [
      'parameters that are none',
      { 't.yaml': bucket, 'p.json': '[1]' },
      [...template, '--parameters', 'p.json'],
      /^keyhole: p\.json does not give parameters: write a list of ParameterKey/,
    ],
    ...(
      [
        ['that end early', '{ "Stage": "test", "Account": "4444', /^keyhole: p\.json:1:\d+: this is neither/],
        [
          'that end within a list of members',
          '{\n "Stage": "test",',
          /^keyhole: p\.json:2:\d+: this is neither/,
        ],
        ['that name one twice', '{"Stage": "test", "Stage": "live"}', /^keyhole: p\.json:1:\d+: .*unique/],
        ['that are no text', 'PK\u0003\u0004\u0000\u0014', /^keyhole: p\.json is not a text: [\w -]+$/m],
      ] as const
    ).map(([what, text, message]): [string, Files, readonly string[], RegExp] => [
      `parameters ${what}`,
      { 't.yaml': bucket, 'p.json': text },
      [...template, '--parameters', 'p.json'],
      message,
    ]),
    [
      'a template that is no text',
      { 't.yaml': 'PK\u0003\u0004\u0000\u0014' },
      template,
      /^keyhole: t\.yaml is not a text: [\w -]+$/m,
    ],
    [
      'parameters that are missing',
      { 't.yaml': bucket },
      [...template, '--parameters', 'p.json'],
      /^keyhole: p\.json cannot be read/,
    ],
    [
      'a plan, with the command that reads it',
      { 't.yaml': '{"format_version":"1.2","resource_changes":[]}' },
      template,
      /^keyhole: t\.yaml is not a template: it has no Resources; it is what terraform show -json writes: keyhole import terraform/,
    ],
    [
      'a value that its parameter does not take, by its line',
      {
        't.yaml': `Parameters:\n  Stage:\n    Type: String\n    AllowedValues: [test, live]\n${bucket}`,
        'p.json': '{"Stage":"lvie"}',
      },
      [...template, '--parameters', 'p.json'],
      /^keyhole: t\.yaml:4: the parameter Stage takes test, live, and not lvie/,
    ],
    [
      'an account with a file that is not there',
      { 't.yaml': bucket },
      ['--account', 'keys=111111111111:keys.yaml', '--account', 'data=222222222222:t.yaml', '--out', 'out'],
      /^keyhole: --account keys=111111111111:keys\.yaml names no template: there is no such file/,
    ],
    ['no template', {}, [...data, '--out', 'out'], /^keyhole: no template is given/],
    [
      'an account without an id',
      { 't.yaml': bucket },
      ['t.yaml', '--account', 'data', '--out', 'out'],
      /^keyhole: --account data is not a name and an id of 12 digits/,
    ],
    [
      'an account that is given twice',
      { 't.yaml': bucket },
      [...template, '--account', 'other=222222222222'],
      /^keyhole: --account names the id 222222222222 twice/,
    ],
    [
      'a template of an unknown account',
      { 't.yaml': bucket, 'u.yaml': bucket, 'v.yaml': bucket },
      [
        't.yaml',
        '--account',
        'data=222222222222:u.yaml',
        '--account',
        'b=111111111111:v.yaml',
        '--out',
        'out',
      ],
      /^keyhole: t\.yaml is of an unknown account: say whose it is, as in --account NAME=ID:t\.yaml/,
    ],
    [
      'a folder that is no cdk.out',
      { 'cdk/readme.md': '' },
      ['cdk', ...data, '--out', 'out'],
      /^keyhole: cdk has no manifest\.json/,
    ],
    [
      'a stack of an account without a name',
      {
        'cdk/manifest.json': JSON.stringify({
          artifacts: {
            S: {
              type: 'aws:cloudformation:stack',
              environment: 'aws://999999999999/eu-west-1',
              properties: { templateFile: 's.json' },
            },
          },
        }),
      },
      ['cdk', ...data, '--out', 'out'],
      /^keyhole: the stack S of cdk\/s\.json is of the account 999999999999, which has no name: add --account NAME=999999999999/,
    ],
    [
      'a region that is none',
      { 't.yaml': bucket },
      [...template, '--region', 'europe'],
      /^keyhole: --region europe is not a region name/,
    ],
  ])('%s', async (_, files, args, message) => {
    using _folder = inFolder(files);
    const { exitCode, stderr } = await keyholeHere('import', 'cloudformation', ...args);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });
});

test('keyhole import cloudformation takes a comma in a value that its parameter allows', async () => {
  const ranges = '"10.0.0.0/16,10.1.0.0/16"';
  using _folder = inFolder({
    't.yaml': `Parameters:
  Ranges: { Type: String, AllowedValues: [${ranges}, "10.2.0.0/16"] }
  Stages: { Type: CommaDelimitedList, AllowedValues: [test, live] }
${bucket}`,
    'p.json': `{"Ranges": ${ranges}, "Stages": "test, live"}`,
  });
  const { exitCode, stderr } = await keyholeHere(
    ...['import', 'cloudformation', ...template, '--parameters', 'p.json'],
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

describe('keyhole import aws refuses', () => {
  /** An endpoint that refuses every request, as AWS's Query protocol does. */
  async function refusing(code: string, message: string) {
    const server = createServer((_, response) => {
      response.writeHead(403, { 'content-type': 'text/xml' });
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = Object(server.address());
    return {
      endpoint: `http://127.0.0.1:${port}`,
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        await once(server.close(), 'close');
      },
    };
  }

  const profiles = '[data]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = test\n';
  const files = { credentials: profiles, config: '' };

  beforeEach(() => {
    process.env.AWS_SHARED_CREDENTIALS_FILE = 'credentials';
    process.env.AWS_CONFIG_FILE = 'config';
    process.env.AWS_EC2_METADATA_DISABLED = 'true';
  });
  afterEach(() => {
    delete process.env.AWS_SHARED_CREDENTIALS_FILE;
    delete process.env.AWS_CONFIG_FILE;
    delete process.env.AWS_EC2_METADATA_DISABLED;
  });

  test.each([
    ['ExpiredToken', 'The security token included in the request is expired', /are expired: sign in again/],
    [
      'InvalidClientTokenId',
      'The security token is invalid',
      /are not those of an account: check the access key/,
    ],
    ['SignatureDoesNotMatch', 'The signature does not match', /are wrong: check the secret access key/],
    [
      'AccessDenied',
      'Not allowed',
      /cannot be read: sts:GetCallerIdentity was refused: AccessDenied: Not allowed/,
    ],
  ])('credentials that the account answers with %s', async (code, words, message) => {
    using _folder = inFolder(files);
    await using server = await refusing(code, words);
    const args = ['--account', 'data=data', '--endpoint', server.endpoint, '--out', 'out'];
    const { exitCode, stderr } = await keyholeHere('import', 'aws', ...args);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
    expect(existsSync('out')).toBe(false);
  });

  test.each<[string, readonly string[], RegExp]>([
    [
      'a profile that does not exist',
      ['--account', 'data=nowhere', '--endpoint', 'http://127.0.0.1:1'],
      /the credentials of the account data \(profile nowhere\) cannot be found: add the profile/,
    ],
    [
      'an endpoint that does not answer',
      ['--account', 'data=data', '--endpoint', 'http://127.0.0.1:1'],
      /the account data \(profile data\) cannot be read: the endpoint does not answer \(ECONNREFUSED\)/,
    ],
    [
      'an endpoint that is no address',
      ['--account', 'data=data', '--endpoint', 'here'],
      /--endpoint here is not a URL, such as/,
    ],
    ['an account without a profile', ['--account', 'data'], /--account data is not a name and a profile/],
    [
      'surroundings that are no scenario',
      ['--account', 'data=data', '--surroundings', './nowhere'],
      /\.\/nowhere has no scenario\.yaml/,
    ],
  ])('%s', async (_, args, message) => {
    using _folder = inFolder(files);
    const { exitCode, stderr } = await keyholeHere('import', 'aws', ...args, '--out', 'out');
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });
});

describe('a second import', () => {
  const run = (...more: readonly string[]) => keyholeHere('import', 'cloudformation', ...template, ...more);
  const policy = `${bucket}  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: acme-data
      PolicyDocument:
        Version: "2012-10-17"
        Statement: [{ Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-data/*" }]
`;

  test('says what it wrote, changed and removed', async () => {
    using _folder = inFolder({ 't.yaml': policy });
    expect((await run()).stdout).toContain('  written imported/data-bucket-policy.json');
    expect((await run()).stdout).toContain('nothing changed');
    writeFileSync('t.yaml', policy.replace('s3:GetObject', 's3:PutObject'));
    expect((await run()).stdout).toMatch(/\n {2}changed imported\/data-bucket-policy\.json\n/);
    writeFileSync('t.yaml', bucket);
    const { stdout } = await run();
    expect(stdout).toContain('  changed scenario.yaml');
    expect(stdout).toContain('  removed imported/data-bucket-policy.json');
  });

  test('keeps a file that was edited, unless it is forced', async () => {
    using _folder = inFolder({ 't.yaml': policy });
    await run();
    writeFileSync('out/imported/data-bucket-policy.json', '{}');
    writeFileSync('t.yaml', bucket);
    const refused = await run();
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/data-bucket-policy\.json was edited after/),
    });
    expect(readFileSync('out/imported/data-bucket-policy.json', 'utf8')).toBe('{}');
    expect((await run('--force')).stdout).toContain('removed imported/data-bucket-policy.json');
  });

  test('never overwrites a scenario that no import wrote', async () => {
    using _folder = inFolder({ 't.yaml': policy });
    mkdirSync('out');
    writeFileSync(join('out', 'scenario.yaml'), 'title: Mine\n');
    expect(await run('--force')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/scenario\.yaml exists, and no import wrote it/),
    });
    expect(readFileSync('out/scenario.yaml', 'utf8')).toBe('title: Mine\n');
  });

  test('leaves files alone that its own report names outside of the folder', async () => {
    using _folder = inFolder({ 't.yaml': policy, 'precious.json': '{}' });
    await run();
    const report = JSON.parse(readFileSync('out/import.json', 'utf8'));
    writeFileSync(
      'out/import.json',
      JSON.stringify({ ...report, files: { ...report.files, '../precious.json': 'x' } }),
    );
    await run('--force');
    expect(readFileSync('precious.json', 'utf8')).toBe('{}');
  });
});
