import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../node/own-file.ts';
import { inTemporaryFolder } from '../testing/in-folder.ts';
import { keyhole, keyholeHere, startKeyholeIn } from '../testing/run-keyhole.ts';
import { type StartedLab, startedLab } from '../testing/started-lab.ts';

const folder = inTemporaryFolder();
const scenarios = ['--scenarios', join(projectRoot, 'scenarios')];
let lab: StartedLab;
beforeAll(async () => {
  lab = await startedLab('write-only-bucket', ...scenarios);
});
afterAll(async () => {
  expect(await lab.end('SIGTERM')).toBe(0);
});

/** Writes the environment that a command gets to a file. */
const writesEnvironment = "require('fs').writeFileSync('env.json', JSON.stringify(process.env))";
const node = (code: string) => [process.execPath, '-e', code];

async function environmentAs(...principal: readonly string[]): Promise<Record<string, string | undefined>> {
  expect(await keyholeHere('as', ...principal, '--', ...node(writesEnvironment))).toMatchObject({
    exitCode: 0,
  });
  return JSON.parse(readFileSync('env.json', 'utf8'));
}

async function callerOf(variables: Record<string, string | undefined>) {
  const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region } = variables;
  const credentials = {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? '',
    ...(variables.AWS_SESSION_TOKEN !== undefined && { sessionToken: variables.AWS_SESSION_TOKEN }),
  };
  const sts = new STSClient({ ...(endpoint && { endpoint }), ...(region && { region }), credentials });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
}

describe('keyhole as', () => {
  test.each([
    ['the transfer role', 'arn:aws:sts::222222222222:assumed-role/transfer/spec'],
    ['transfer', 'arn:aws:sts::222222222222:assumed-role/transfer/spec'],
    ['arn:aws:iam::222222222222:role/auditor', 'arn:aws:sts::222222222222:assumed-role/auditor/spec'],
    ['outsider', 'arn:aws:iam::444444444444:user/outsider'],
    ['root-intake', 'arn:aws:iam::222222222222:root'],
    ['the root user of the security account', 'arn:aws:iam::111111111111:root'],
    ['333333333333', 'arn:aws:iam::333333333333:root'],
  ])('runs a command as %s', async (principal, arn) => {
    expect(await callerOf(await environmentAs(principal))).toBe(arn);
  });

  test('gives the command no variables of the user that say whom to act as, and nothing to others', async () => {
    const own = {
      AWS_PROFILE: 'prod',
      AWS_ENDPOINT_URL_S3: 'https://s3.example',
      AWS_ROLE_ARN: 'arn',
      AWS_PAGER: '',
    };
    Object.assign(process.env, own);
    try {
      const variables = await environmentAs('outsider');
      const names = Object.keys(variables).filter((name) => /^AWS_(?!CA_BUNDLE)/.test(name));
      expect(names.toSorted()).toEqual([
        'AWS_ACCESS_KEY_ID',
        'AWS_CONFIG_FILE',
        'AWS_DEFAULT_REGION',
        'AWS_EC2_METADATA_DISABLED',
        'AWS_ENDPOINT_URL',
        'AWS_ENDPOINT_URL_S3_CONTROL',
        'AWS_PAGER',
        'AWS_REGION',
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SHARED_CREDENTIALS_FILE',
      ]);
      expect(variables).toMatchObject({ AWS_ENDPOINT_URL: lab.endpoint, AWS_REGION: 'eu-west-1' });
      expect(process.env.AWS_ACCESS_KEY_ID).toBeUndefined();
    } finally {
      for (const name of Object.keys(own)) delete process.env[name];
    }
  });

  test('an anonymous caller has no keys', async () => {
    expect((await environmentAs('anonymous')).AWS_ACCESS_KEY_ID).toBeUndefined();
  });

  test.each([
    ['its exit code', 'process.exit(7)', 7],
    ['the signal that ended it', "process.kill(process.pid, 'SIGTERM')", 143],
  ])('ends as the command does: %s', async (_, code, exitCode) => {
    expect(await keyholeHere('as', 'outsider', '--', ...node(code))).toMatchObject({ exitCode });
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('passes %s on to the command', async (signal) => {
    const code = `process.on('${signal}', () => process.exit(42)); process.stdout.write('up'); setInterval(() => {}, 9);`;
    const child = startKeyholeIn({}, 'as', 'outsider', '--', ...node(code));
    const ended = once(child, 'close');
    await once(child.stdout, 'data');
    child.kill(signal);
    expect((await ended)[0]).toBe(42);
  });

  test.each([
    [
      'a command that does not exist',
      ['as', 'outsider', '--', 'no-such-command'],
      127,
      /no-such-command: there is no such command/,
    ],
    ['a folder for a command', ['as', 'outsider', '--', '/'], 126, /\/: it cannot be run \(EACCES\)/],
    [
      'no command',
      ['as', 'outsider'],
      2,
      /as needs a command after --, such as keyhole as "outsider" -- aws s3 ls/,
    ],
    [
      'an unknown principal',
      ['as', 'proccessing', '--', 'aws'],
      2,
      /"proccessing" is not known in the scenario write-only-bucket; did you mean "the processing role"\?/,
    ],
    [
      'an ARN of nothing',
      ['env', 'arn:aws:iam::222222222222:user/x'],
      2,
      /user\/x is not in the scenario write-only-bucket/,
    ],
    [
      'a shell that it does not know',
      ['env', 'outsider', '--shell', 'csh'],
      2,
      /Allowed choices are bash, fish, powershell, json/,
    ],
    ['anonymous credentials', ['credentials', 'anonymous'], 2, /anonymous has no credentials/],
    [
      'an address where nothing listens',
      ['as', 'outsider', '-e', 'http://127.0.0.1:9', '--', 'aws'],
      2,
      /nothing answers at http:\/\/127\.0\.0\.1:9/,
    ],
  ])('refuses %s in one message', async (_, args, exitCode, message) => {
    const { stderr, ...result } = await keyholeHere(...args);
    expect({ ...result, stderr }).toEqual({ exitCode, stdout: '', stderr: expect.stringMatching(message) });
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('keyhole env', () => {
  test('prints variables as JSON, by which a client acts as the principal', async () => {
    const { stdout } = await keyholeHere('env', 'processing', '--shell', 'json');
    expect(await callerOf(JSON.parse(stdout))).toMatch(/:assumed-role\/processing\//);
  });

  test('prints lines that a shell takes', async () => {
    const { stdout } = await keyhole('env', 'root-intake', '--shell', 'bash');
    writeFileSync(
      'set.sh',
      `export AWS_PROFILE=prod\n${stdout}\nprintf '%s' "$AWS_ACCESS_KEY_ID\${AWS_PROFILE-}" > id\n`,
    );
    expect(await keyholeHere('as', 'outsider', '--', 'sh', 'set.sh')).toMatchObject({ exitCode: 0 });
    expect(readFileSync('id', 'utf8')).toBe('222222222222');
  });
});

describe('the profiles of a lab', () => {
  const written = (name: string) =>
    readFileSync(join(folder(), '.cache', 'lab', new URL(lab.endpoint).port, name), 'utf8');

  test('have a name for each principal', () => {
    expect([...written('config').matchAll(/^\[profile (.+)\]$/gm)].map(([, name]) => name)).toEqual([
      ...['transfer', 'auditor', 'processing', 'intake-administrator', 'outsider'],
      ...['root-security', 'root-intake', 'root-processing', 'root-outside'],
      ...['transfer.amazonaws.com', 'ec2.amazonaws.com'],
    ]);
  });

  test('have keys of users, and a process that gets sessions of roles', async () => {
    const [, accessKeyId, secret] =
      /\[outsider\]\naws_access_key_id = (\S+)\naws_secret_access_key = (\S+)/.exec(written('credentials')) ??
      [];
    const address = { AWS_ENDPOINT_URL: lab.endpoint, AWS_REGION: 'eu-west-1' };
    const asUser = { ...address, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secret };
    expect(await callerOf(asUser)).toBe('arn:aws:iam::444444444444:user/outsider');
    const [, line = ''] =
      /\[profile transfer\]\n(?:.*\n)*?credential_process = (.*)/.exec(written('config')) ?? [];
    expect(line.split(' ').slice(2)).toEqual(['credentials', 'transfer', '--endpoint', lab.endpoint]);
    const { stdout } = await keyholeHere(...line.split(' ').slice(2));
    const { Version, Expiration, ...key } = JSON.parse(stdout);
    expect(Version).toBe(1);
    expect(Date.parse(Expiration)).toBeGreaterThan(Date.now());
    const asRole = {
      ...{ ...address, AWS_ACCESS_KEY_ID: key.AccessKeyId, AWS_SECRET_ACCESS_KEY: key.SecretAccessKey },
      AWS_SESSION_TOKEN: key.SessionToken,
    };
    expect(await callerOf(asRole)).toMatch(/:assumed-role\/transfer\//);
  });

  test('are for the user alone', () => {
    expect(statSync(join(folder(), '.cache', 'lab')).mode & 0o777).toBe(0o700);
  });
});

test('decide asks the running lab in its current state', async () => {
  const asked = [
    'decide',
    '--principal',
    'transfer',
    '--action',
    'kms:Decrypt',
    '--resource',
    'the shared key',
    '--via',
    's3',
    ...scenarios,
  ];
  expect(await keyholeHere(...asked)).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('✗ kms:Decrypt on the shared key'),
    stderr: expect.stringContaining(`the lab at ${lab.endpoint} (write-only-bucket)`),
  });
  const misspelt = await keyholeHere('decide', '--principal', 'transfre', ...asked.slice(3));
  expect(misspelt).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/did you mean "the transfer role"\?/),
  });
});
