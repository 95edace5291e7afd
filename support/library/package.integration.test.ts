import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { eventually } from '../compose/testing/eventually.ts';
import { openedInEditor } from '../editor/testing/cucumber-extension.ts';
import { dryRun } from '../specification/dry-run.ts';
import { dockerOrTold } from '../stores/localstack/testing/docker-or-told.ts';

process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
const docker = await dockerOrTold();

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'keyhole-package-'));
const modules = join(folder, 'node_modules');
const example = join(root, 'examples', 'your-own-tests');
/** A folder that was empty, for a first specification. */
const begun = mkdtempSync(join(tmpdir(), 'keyhole-begun-'));
/** The runner of tests that keyhole/matchers is tried with, beside Jest. */
const VITEST = 'vitest@5.1.2';
let tarball: string;

/** Runs a command and returns its output, which is also the message of its failure. */
async function run(
  command: string,
  args: readonly string[],
  cwd = root,
  variables: NodeJS.ProcessEnv = {},
): Promise<string> {
  // The tests themselves may run in a workflow, whose summary is not for these runs.
  const env = { ...process.env, GITHUB_ACTIONS: undefined, GITHUB_STEP_SUMMARY: undefined, ...variables };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [written, warnings] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await (child.exitCode === null && once(child, 'close'));
  if (child.exitCode !== 0) throw new Error(`${command} ${args.join(' ')}\n${written}${warnings}`);
  return written;
}

/** Makes the project's own copies of packages available to the folder. */
function link(...packages: readonly string[]): Disposable {
  for (const name of packages) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  return {
    [Symbol.dispose]() {
      for (const name of packages) rmSync(join(modules, name));
    },
  };
}

/** The names of the installed packages beside keyhole: its dependencies, and theirs. */
function productionPackages(): readonly string[] {
  const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { packages } = lock as { packages: Readonly<Record<string, { dev?: true; devOptional?: true }>> };
  return Object.entries(packages).flatMap(([path, { dev, devOptional }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name === undefined || dev || devOptional ? [] : [name];
  });
}

const keyhole = 'node_modules/keyhole/dist/support/commands/keyhole.js';
/** Runs a program in the folder. */
const node = (...args: readonly string[]) => run(process.execPath, args, folder);

beforeAll(async () => {
  await run('npm', ['run', 'build']);
  const [{ filename }] = JSON.parse(
    await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]),
  );
  mkdirSync(modules);
  tarball = join(folder, filename);
  await run('tar', ['-xzf', tarball, '-C', modules]);
  await run('mv', [join(modules, 'package'), join(modules, 'keyhole')]);
  link(...productionPackages(), '@cucumber/cucumber');
});

afterAll(() => {
  for (const made of [folder, begun]) rmSync(made, { recursive: true });
});

test('the package starts a gateway with its dependencies alone, and without loading what Docker needs', async () => {
  const program = `
    import { createRequire } from 'node:module';
    import { EnforcedLocalstackContainer, startGateway } from 'keyhole';
    await using gateway = await startGateway();
    new EnforcedLocalstackContainer().withPort(4566);
    const { accessKeyId } = await gateway.credentialsFor('111111111111', 'root');
    const loaded = Object.keys(createRequire(import.meta.url).cache).some((file) => /testcontainers|docker/.test(file));
    console.log(JSON.stringify({ accessKeyId, loaded, status: (await fetch(gateway.getEndpoint())).status }));`;
  writeFileSync(join(folder, 'program.mjs'), program);
  expect(JSON.parse(await node('program.mjs'))).toEqual({
    accessKeyId: '111111111111',
    loaded: false,
    status: 403,
  });
});

test('the package says its types', async () => {
  // As for the AWS SDK itself, whose types these are in part.
  using _linked = link('typescript', '@types/node', '@jest/globals', '@jest/expect', 'expect');
  const program = `
    import { EnforcedLocalstackContainer, startGateway, type StartedGateway } from 'keyhole';
    import { expect } from '@jest/globals';
    import { matchers } from 'keyhole/matchers';
    const gateway: StartedGateway = await startGateway({ region: 'eu-west-1' });
    expect.extend(matchers);
    await expect(fetch(gateway.as('111111111111').endpoint)).toBeDenied({ action: 'kms:Decrypt', by: 'key policy' });
    // @ts-expect-error -- Nothing of this name denies.
    await expect(fetch(gateway.getEndpoint())).toBeDenied({ by: 'buket policy' });
    const box = await new EnforcedLocalstackContainer().withRegion('eu-west-1').withPort(0).start();
    const uris: string[] = [gateway.getEndpoint(), box.getUnenforcedUri()];
    // @ts-expect-error -- LocalStack is behind no embedded store.
    gateway.getUnenforcedUri();
    // @ts-expect-error -- A container that has not started has no address.
    new EnforcedLocalstackContainer().getConnectionUri();
    // @ts-expect-error -- An account is 12 digits as text.
    await gateway.credentialsFor(111111111111, uris[0]);`;
  writeFileSync(join(folder, 'program.mts'), program);
  const options =
    '--noEmit --strict --types node --module nodenext --target es2024 --lib es2024,esnext.disposable,dom';
  expect(await node('node_modules/typescript/bin/tsc', ...options.split(' '), 'program.mts')).toBe('');
});

test('the package contains the lab and the scenarios', async () => {
  const asked = '--principal outsider --action s3:GetObject --resource write-only/a --expect denied';
  const world = ['--scenarios', 'node_modules/keyhole/scenarios', '--scenario', 'write-only-bucket'];
  expect(await node(keyhole, 'decide', ...world, ...asked.split(' '))).toContain('denied');
  expect(await node(keyhole, 'lab', '--help')).toContain('--backend');
  await expect(node(keyhole, 'explain')).rejects.toThrow(
    'does not exist: run keyhole spec first, or start a lab',
  );
});

test('in a folder without features the package runs none of its own, and says what to do', async () => {
  await expect(node(keyhole, 'spec')).rejects.toThrow(
    'keyhole: there is no folder features here: npx keyhole init writes a first one',
  );
});

test('a container takes two packages more, and says which', async () => {
  const container = node(keyhole, 'lab', '--empty', '--port', '0', '--backend', 'localstack');
  await expect(container).rejects.toThrow(
    'keyhole: a container needs two more packages: npm install --save-dev testcontainers @testcontainers/localstack',
  );
});

(docker ? test : test.skip)('the package leaves no container when its process is killed', async () => {
  using _linked = link('testcontainers', '@testcontainers/localstack');
  const image = `keyhole-package-${process.pid}:4.14.0`;
  const containers = async () => {
    const images = await run('docker', ['ps', '--all', '--format', '{{.Image}}']);
    return images.split('\n').filter((name) => name === image).length;
  };
  await run('docker', ['tag', 'localstack/localstack:4.14.0', image]);
  const program = `
    import { EnforcedLocalstackContainer } from 'keyhole';
    const box = await new EnforcedLocalstackContainer('${image}').start();
    console.log(box.getConnectionUri());
    await new Promise(() => setInterval(() => {}, 1000));`;
  writeFileSync(join(folder, 'killed.mjs'), program);
  // A child process does not see a test's changes of the environment unless they are handed on.
  const child = spawn(process.execPath, ['killed.mjs'], { cwd: folder, env: process.env });
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  expect(await containers()).toBe(1);
  child.kill('SIGKILL');
  await eventually('the container is gone', 30, async () => (await containers()) === 0);
  await run('docker', ['rmi', image]);
});

test('the example passes with the package', async () => {
  cpSync(example, folder, { recursive: true });
  using _linked = link('jest');
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const [, ...args] = scripts.test.split(' ');
  const result = JSON.parse(await node(...args, '--json'));
  expect(result).toMatchObject({ numPassedTests: 4, numTotalTests: 4 });
});

test('the example with a deploy role holds with the package', async () => {
  cpSync(join(root, 'examples', 'deploy-role'), join(folder, 'deploy-role'), { recursive: true });
  const result = await run(process.execPath, [join('..', keyhole), 'spec'], join(folder, 'deploy-role'));
  expect(result).toContain('10 of 10 examples pass');
});

test('the example takes the versions that the package is tested with', () => {
  const versions = (path: string): Record<string, string> => {
    const { dependencies = {}, devDependencies } = JSON.parse(readFileSync(path, 'utf8'));
    return { ...dependencies, ...devDependencies };
  };
  const { keyhole, ...wanted } = versions(join(example, 'package.json'));
  expect(versions(join(root, 'package.json'))).toMatchObject(wanted);
  expect(keyhole).toBe('file:../..');
});

test('the package is as `publint` and Are The Types Wrong want it', async () => {
  const bin = (name: string) => join(root, 'node_modules', '.bin', name);
  await run(bin('publint'), ['run', join(modules, 'keyhole'), '--pack', 'false', '--strict']);
  await run(bin('attw'), [tarball, '--profile', 'esm-only', '--no-color']);
});

describe('in an empty folder', () => {
  const npm = (...args: readonly string[]) => run('npm', args, begun);
  const keyhole = (...args: readonly string[]) => run('npx', ['keyhole', ...args], begun);
  const own = (path: string) => join(begun, path);
  const policy = 'scenarios/shared-reports/policies/bucket.json';
  /** The variables that GitHub sets for a step. */
  const onGitHub = () => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: begun,
    GITHUB_STEP_SUMMARY: own('summary.md'),
  });
  let installed: string;

  beforeAll(async () => {
    await npm('init', '-y');
    await npm('install', '--save-dev', tarball, '--prefer-offline', '--no-audit', '--no-fund');
    installed = readFileSync(own('package.json'), 'utf8');
  });

  beforeEach(() => {
    for (const name of readdirSync(begun))
      if (!/^(node_modules|package-lock\.json)$/.test(name)) rmSync(own(name), { recursive: true });
    writeFileSync(own('package.json'), installed);
  });

  test('init writes a specification that holds at once, without what containers take', async () => {
    const dry = await keyhole('init', '--dry-run');
    expect(readdirSync(begun)).not.toContain('features');
    const told = dry
      .replaceAll('  would be ', '  ')
      .replace(/Nothing was written.*/, 'Next: npx keyhole spec');
    expect(await keyhole('init')).toBe(told);
    const report = await keyhole('spec');
    expect(report).toMatch(/^Who reads the reports\?\n {2}Another account reads if/m);
    expect(report).toMatch(/^2 of 2 examples pass · /m);
    expect(readdirSync(own('node_modules'))).not.toContain('testcontainers');
    expect(readdirSync(own('.cache')).toSorted()).toEqual(['decisions.jsonl', 'run.json']);
    expect(await keyhole('explain')).toContain('features/reports.feature:15');
  });

  test.each(['22', '24'])('the specification that init writes holds on Node.js %s', async (version) => {
    const other = mkdtempSync(join(tmpdir(), 'keyhole-node-'));
    try {
      const quick = ['--prefer-offline', '--no-audit', '--no-fund'];
      await run('npm', ['install', '--prefix', other, `node@${version}`, ...quick], other);
      const program = join(other, 'node_modules/.bin/node');
      expect(await run(program, ['--version'])).toMatch(new RegExp(`^v${version}\\.`));
      const command = own('node_modules/keyhole/dist/support/commands/keyhole.js');
      await run(program, [command, 'init'], begun);
      expect(await run(program, [command, 'spec'], begun)).toMatch(/^2 of 2 examples pass · /m);
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  test('the steps of the workflow that init writes run, and leave the reports that it uploads', async () => {
    await keyhole('init');
    const { jobs } = parse(readFileSync(own('.github/workflows/access.yml'), 'utf8'));
    const commandsOf = (job: 'spec' | 'access'): readonly string[] =>
      jobs[job].steps.flatMap(({ run: command = [] }) => command);
    expect(commandsOf('spec')).toHaveLength(2);
    const [installing, joining, ...more] = commandsOf('access');
    expect([installing, more]).toEqual([commandsOf('spec')[0], []]);
    // The records go from one job to the other by the same folder.
    const record = { PART: jobs.spec.strategy.matrix.part[0], RECORD: 'records/part-0.json' };
    for (const command of [...commandsOf('spec'), joining ?? '']) {
      const quick = { npm_config_prefer_offline: 'true', npm_config_audit: 'false' };
      await run('bash', ['-e', '-c', command], begun, { ...onGitHub(), ...quick, ...record });
    }
    expect(readdirSync(own('reports'))).toEqual(['access.xml']);
    expect(readFileSync(own('site/index.html'), 'utf8')).toContain('Shared reports');
    expect(readFileSync(own('reports/access.xml'), 'utf8')).toContain('tests="2" failures="0" errors="0"');
    expect(readFileSync(own('summary.md'), 'utf8')).toContain('### Access: 2 of 2 pass');
  });

  test('the Cucumber extension of an editor knows every step of keyhole, by the settings of init', async () => {
    await keyhole('init');
    cpSync(join(root, 'features'), own('features/ours'), { recursive: true });
    const { errors, shapes, underlined } = await openedInEditor(begun);
    expect({ errors, underlined }).toEqual({ errors: [], underlined: [] });
    expect(shapes).toHaveLength(dryRun().filter(({ stepDefinition }) => stepDefinition).length);
  });

  test('init never writes over a file', async () => {
    const scripts = () => JSON.parse(readFileSync(own('package.json'), 'utf8')).scripts;
    await keyhole('init');
    const before = scripts();
    writeFileSync(own('README.md'), 'mine');
    expect(await keyhole('init')).not.toContain('written');
    expect(readFileSync(own('README.md'), 'utf8')).toBe('mine');
    expect(scripts()).toEqual(before);
    expect(before).toMatchObject({ spec: 'keyhole spec' });
  });

  test('steps of one’s own run beside those of keyhole, under both commands', async () => {
    await keyhole('init');
    mkdirSync(own('steps'));
    writeFileSync(
      own('steps/reports.mts'),
      `import assert from 'node:assert/strict';
       import { Then, type World } from 'keyhole/steps';
       Then('{bucket} has a name', function (this: World, bucket: string) {
         assert.equal(this.bucket(bucket).bucketName, 'shared-reports');
       });`,
    );
    const example =
      'Example: A name\n  Given the shared-reports scenario\n  Then the reports bucket has a name';
    writeFileSync(own('features/own.feature'), `Feature: Own\n${example}\n`);
    expect(await keyhole('spec')).toMatch(/^3 of 3 examples pass · /m);
    const imports = ['node_modules/keyhole/dist/steps/index.js', 'steps/*.mts'];
    expect(
      await run('npx', ['cucumber-js', '--import', imports[0] ?? '', '--import', imports[1] ?? ''], begun),
    ).toMatch(/^3 scenarios \(3 passed\)$/m);
    await run(
      'npx',
      [
        'cucumber-js',
        '--import',
        imports[0] ?? '',
        '--import',
        imports[1] ?? '',
        '--format',
        'keyhole/docs:site/run.json',
      ],
      begun,
    );
    expect(JSON.parse(readFileSync(own('site/run.json'), 'utf8'))).toMatchObject({
      format: 'keyhole-run',
      version: 2,
    });
    expect(readFileSync(own('site/shared-reports/index.html'), 'utf8')).toContain('The intern');
  });

  test('Vitest takes the matchers, and a failure explains the denial', async () => {
    await keyhole('init');
    await npm('install', '--no-save', VITEST, '--prefer-offline', '--no-audit', '--no-fund');
    writeFileSync(
      own('access.test.mjs'),
      `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
       import { startGateway } from 'keyhole';
       import { matchers } from 'keyhole/matchers';
       import { afterAll, expect, test } from 'vitest';
       expect.extend(matchers);
       const gateway = await startGateway({ scenario: 'shared-reports' });
       afterAll(() => gateway.stop());
       const reads = () =>
         new S3Client(gateway.as('the intern role')).send(
           new GetObjectCommand({ Bucket: 'shared-reports', Key: 'report.csv' }),
         );
       test('the intern is denied', () => expect(reads()).toBeDenied({ action: 's3:GetObject', by: 'bucket policy' }));
       test('the intern is granted', () => expect(reads()).toBeGranted());`,
    );
    const ran = await run('npx', ['vitest', 'run', 'access.test.mjs'], begun, { NO_COLOR: '1' }).catch(
      (error: Error) => error.message,
    );
    expect(ran).toMatch(/Tests +1 failed \| 1 passed \(2\)/);
    expect(ran).toContain('denied by the bucket policy of shared-reports: no statement allows');
    expect(ran).toContain('scenarios/shared-reports/policies/bucket.json:4 the statement');
  });

  test('a statement that lets the intern read makes the example of the intern fail, and no other', async () => {
    await keyhole('init');
    const before = readFileSync(own(policy), 'utf8');
    const { Statement, ...rest } = JSON.parse(before);
    const [read] = Statement;
    const added = { ...read, Sid: 'InternReads', Principal: { AWS: '{{roles.intern.arn}}' } };
    const broken = JSON.stringify({ ...rest, Statement: [...Statement, added] }, undefined, 2);
    writeFileSync(own(policy), broken);
    const failed = await run('npx', ['keyhole', 'spec'], begun, onGitHub()).catch(
      (error: Error) => error.message,
    );
    const places = [...failed.matchAll(/^::error file=([^,]+),line=(\d+),/gm)].map(([, ...place]) => place);
    const line = broken.slice(0, broken.lastIndexOf('"Sid"')).split('\n').length - 1;
    expect(places).toEqual([
      [policy, String(line)],
      [policy.replace('bucket', 'reader'), '4'],
      ['features/reports.feature', '17'],
    ]);
    expect(readFileSync(own('summary.md'), 'utf8')).toContain('### Access: 1 of 2 pass');
    expect(failed).toMatch(/✓ The analyst reads a report/);
    expect(failed).toMatch(/✗ The intern cannot read a report/);
    expect(failed).toContain('InternReads');
    expect(failed).toMatch(/^1 of 2 examples pass · /m);
    writeFileSync(own(policy), before);
    expect(await keyhole('spec')).toMatch(/^2 of 2 examples pass · /m);
  });
});
