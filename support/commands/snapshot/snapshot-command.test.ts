import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetBucketPolicyCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { clientsFor } from '../../client/clients.ts';
import { rootOf } from '../../client/identity.ts';
import { projectRoot } from '../../node/own-file.ts';
import { inTemporaryFolder } from '../testing/in-folder.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { type StartedLab, startedLab } from '../testing/started-lab.ts';
import { snapshotOf, snapshotText } from './snapshot-document.ts';
import { tellIfSlow } from './tell-if-slow.ts';

inTemporaryFolder();
const bucket = 'my-write-only-bucket';
const scenarios = ['--scenarios', join(projectRoot, 'scenarios')];
let lab: StartedLab;
let other: StartedLab;

beforeAll(async () => {
  [lab, other] = await Promise.all([startedLab('write-only-bucket', ...scenarios), startedLab('--empty')]);
});
afterAll(async () => {
  await Promise.all([lab, other].map((one) => one.end('SIGINT')));
});

const root = ({ endpoint }: StartedLab, account: string) =>
  clientsFor({ endpoint, identity: rootOf(account), region: 'eu-west-1' });
const snapshot = (...args: readonly string[]) => keyholeHere('snapshot', ...args);
const at = ({ endpoint }: StartedLab) => ['--endpoint', endpoint];
const saved = (name: string) => JSON.parse(readFileSync(name, 'utf8'));

describe('keyhole snapshot', () => {
  test('saves a lab, loads it in another, and saves the same again', async () => {
    const { s3 } = root(lab, '222222222222');
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'note.txt', Body: 'the note' }));
    const { exitCode, stdout } = await snapshot('save', 'a.json', ...at(lab));
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^Saved the lab at http\S+ to a\.json \(\d+ KiB\)\. It contains secrets/),
    });
    expect(statSync('a.json').mode & 0o777).toBe(0o600);
    expect(await snapshot('load', 'a.json', ...at(other))).toMatchObject({
      exitCode: 0,
      stdout: `The lab at ${other.endpoint} has the world of a.json, with the scenario write-only-bucket.\n`,
    });
    await snapshot('save', 'b.json', ...at(other));
    expect(saved('b.json')).toEqual(saved('a.json'));
    const diff = await snapshot('diff', 'a.json', 'b.json');
    expect(diff).toEqual({ exitCode: 0, stdout: 'Nothing changed.\n', stderr: '' });
  });

  test('has the loaded lab know its scenario and contents: as, decide and reset', async () => {
    const note = { Bucket: bucket, Key: 'note.txt', Body: 'the note' };
    const page = async () => (await fetch(`${other.endpoint}/_keyhole/`)).text();
    await page();
    await root(lab, '222222222222').s3.send(new PutObjectCommand(note));
    await snapshot('save', 'note.json', ...at(lab));
    await snapshot('load', 'note.json', ...at(other));
    const about = await (await fetch(`${other.endpoint}/_keyhole/lab`)).json();
    expect(about).toMatchObject({ scenario: 'write-only-bucket' });
    expect(await page()).toContain('Write-only bucket');
    const question = [
      '--principal',
      'the processing role',
      '--action',
      's3:GetObject',
      '--resource',
      `${bucket}/note.txt`,
    ];
    expect(await keyholeHere('decide', ...at(other), ...question, '--expect', 'allowed')).toMatchObject({
      exitCode: 0,
    });
    const credentials = await keyholeHere('credentials', 'processing', ...at(other));
    const { AccessKeyId, SecretAccessKey, SessionToken } = JSON.parse(credentials.stdout);
    const identity = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    const { s3 } = clientsFor({ endpoint: other.endpoint, identity, region: 'eu-west-1' });
    const read = async () =>
      (await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'note.txt' }))).Body?.transformToString();
    expect(await read()).toBe('the note');
    await root(other, '222222222222').s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'note.txt', Body: 'another' }),
    );
    expect(await keyholeHere('reset', ...at(other))).toMatchObject({ exitCode: 0 });
    await snapshot('save', 'reset.json', ...at(other));
    expect(saved('reset.json').digest).toBe(saved('note.json').digest);
  });

  test('has a loaded lab take its own tokens of web identities', async () => {
    const scenario = ['deploy-role', '--scenarios', join(projectRoot, 'examples/deploy-role/scenarios')];
    const deploying = await startedLab(...scenario);
    await snapshot('save', 'deploy.json', ...at(deploying));
    expect(await deploying.end('SIGINT')).toBe(0);
    await snapshot('load', 'deploy.json', ...at(other));
    const { exitCode, stdout } = await keyholeHere('credentials', 'deploy', ...at(other));
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining('"AccessKeyId":"ASIA'),
    });
  });

  test('diff tells what changed since, by statement, and ends with 1', async () => {
    const { s3 } = root(lab, '222222222222');
    const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    const { Statement, ...document } = JSON.parse(Policy);
    await snapshot('save', 'before.json', ...at(lab));
    const [first, ...rest] = Statement;
    const changed = JSON.stringify({ ...document, Statement: [...rest, { ...first, Sid: 'Added' }] });
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: changed }));
    const { exitCode, stdout } = await snapshot('diff', 'before.json', ...at(lab));
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`~ bucket ${bucket}\n    bucket policy\n`);
    expect(stdout).toMatch(/^ {4}\+ statement "Added"$/m);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    const inJson = await snapshot('diff', '--json', 'before.json', ...at(lab));
    expect(inJson.exitCode).toBe(1);
    expect(JSON.parse(inJson.stdout)).toContainEqual({
      ...{ how: 'changed', kind: 'bucket', name: bucket, facts: [] },
      documents: [
        {
          name: 'bucket policy',
          changes: expect.arrayContaining([
            { part: 'statement "Added"', after: expect.objectContaining({ Sid: 'Added' }) },
          ]),
        },
      ],
    });
    expect(await snapshot('diff', '--json', 'before.json', 'before.json')).toMatchObject({
      exitCode: 0,
      stdout: '[]\n',
    });
  });

  test('refuses what it cannot read in one message, and the lab stays as it is', async () => {
    await snapshot('save', 'whole.json', ...at(lab));
    const text = readFileSync('whole.json', 'utf8');
    const { version } = JSON.parse(text);
    writeFileSync('changed.json', text.replace(/"sequence":\d+/, '"sequence":77'));
    writeFileSync('cut.json', text.slice(0, text.length / 2));
    writeFileSync('older.json', text.replace(`"version": "${version}"`, '"version": "0.0.1"'));
    writeFileSync('form.json', text.replace('"format": 1', '"format": 2'));
    writeFileSync('other.json', '{"a": 1}\n');
    const cases = {
      'changed.json': 'changed.json is broken: it was changed or cut after it was saved',
      'cut.json': 'cut.json is broken: it was changed or cut after it was saved',
      'older.json': `older.json was saved by keyhole 0.0.1, and this is ${version}: only the same version reads it`,
      'form.json': 'form.json has the form 2 of snapshots, and this keyhole reads the form 1: save it again',
      'other.json': 'other.json is not a snapshot that keyhole saved',
      'none.json': 'none.json cannot be read: there is no such file (did you mean "form.json"?)',
    };
    for (const [file, message] of Object.entries(cases)) {
      const refused = { exitCode: 2, stdout: '', stderr: `keyhole: ${message}\n` };
      expect(await snapshot('load', file, ...at(lab))).toEqual(refused);
      expect(await snapshot('diff', file, 'whole.json')).toEqual(refused);
    }
    expect(await snapshot('diff', 'whole.json', ...at(lab))).toMatchObject({ exitCode: 0 });
  });

  test('loads no world that lacks a part, whatever its digest is', async () => {
    await snapshot('save', 'whole.json', ...at(lab));
    const { world } = saved('whole.json');
    const services = ['s3', 'kms', 'iam', 'sts', 'dynamodb', 'secretsmanager'].map((name) => [name, [1]]);
    const graph = [{ object: Object.fromEntries(services) }, { object: {} }];
    const lacking = {
      'services.json': { ...world, lab: { ...world.lab, store: { graph, contents: [] } } },
      'documents.json': { ...world, scenario: { name: 'write-only-bucket' } },
      'name.json': { ...world, scenario: {} },
    };
    for (const [file, broken] of Object.entries(lacking)) {
      writeFileSync(file, snapshotText(snapshotOf(broken)));
      expect(await snapshot('load', file, ...at(lab))).toMatchObject({
        ...{ exitCode: 2, stdout: '', stderr: 'keyhole: the snapshot is broken: save it again\n' },
      });
    }
    expect(await snapshot('diff', 'name.json', 'whole.json')).toMatchObject({
      ...{ exitCode: 2, stderr: 'keyhole: name.json is broken: save it again\n' },
    });
    expect(await snapshot('diff', 'whole.json', ...at(lab))).toMatchObject({ exitCode: 0 });
  });

  test('does not write over a file that is no snapshot', async () => {
    writeFileSync('notes.txt', 'mine');
    expect(await snapshot('save', 'notes.txt', ...at(lab))).toMatchObject({
      exitCode: 2,
      stderr: 'keyhole: notes.txt exists and is no snapshot: give another name, or remove it\n',
    });
    expect(await snapshot('save', 'no/such/folder.json', ...at(lab))).toMatchObject({
      exitCode: 2,
      stderr: 'keyhole: no/such/folder.json cannot be written: there is no such file or folder\n',
    });
    expect(readFileSync('notes.txt', 'utf8')).toBe('mine');
  });

  test.each([
    [['save', 'x.json', '--endpoint', 'http://127.0.0.1:1'], /nothing answers at http:\/\/127\.0\.0\.1:1/],
    [['diff', 'x.json', 'y.json', '--endpoint', 'http://127.0.0.1:1'], /not both/],
    [['save'], /missing required argument 'file'/],
    [['keep', 'x.json'], /unknown command 'keep'/],
  ])('%j is refused in one message', async (args, message) => {
    const { exitCode, stdout, stderr } = await snapshot(...args);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
  });
});

test('a command says what takes so long, once that is long', async () => {
  jest.useFakeTimers();
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const { promise, resolve } = Promise.withResolvers<string>();
    const slow = tellIfSlow('loading a.json', promise);
    jest.advanceTimersByTime(1999);
    expect(told).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(told).toHaveBeenCalledWith(expect.stringContaining('keyhole: loading a.json …'));
    resolve('loaded');
    expect(await slow).toBe('loaded');
  } finally {
    told.mockRestore();
    jest.useRealTimers();
  }
});
