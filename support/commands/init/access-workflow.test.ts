import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { projectRoot } from '../../node/own-file.ts';

const template = join(projectRoot, 'template');
const text = readFileSync(join(template, '.github/workflows/access.yml'), 'utf8');
const { on: events, permissions, jobs } = parse(text);

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

const stepsOf = (job: string): readonly Step[] => jobs[job].steps;
const strategy = jobs.spec.strategy;
const scriptOf = (job: string, name: string) => stepsOf(job).find((step) => step.name === name)?.run ?? '';

describe('the workflow that init writes', () => {
  test('names each action by its commit', () => {
    const used = Object.keys(jobs).flatMap((job) => stepsOf(job).flatMap(({ uses = [] }) => uses));
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  test('gives code of a pull request a token that reads alone', () => {
    expect(Object.keys(events)).toEqual(['push', 'pull_request']);
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.diff.permissions).toBeUndefined();
    expect(jobs.comment.permissions).toEqual({ 'pull-requests': 'write' });
    const commands = stepsOf('comment').map(({ uses = '', run = '' }) => `${uses} ${run}`);
    expect(commands.filter((command) => /checkout|npm|npx|node/.test(command))).toEqual([]);
    expect(jobs.comment.if).toContain('head.repo.full_name == github.repository');
  });

  test('takes no text of a pull request into a script', () => {
    const scripts = Object.keys(jobs).flatMap((job) => stepsOf(job).flatMap(({ run = [] }) => run));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});

describe('its commands', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'workflow-'));
    cpSync(join(template, 'scenarios'), join(folder, 'scenarios'), { recursive: true });
    mkdirSync(join(folder, 'bin'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A program on the path of the commands. */
  function program(name: string, ...lines: readonly string[]): void {
    const file = join(folder, 'bin', name);
    writeFileSync(file, ['#!/usr/bin/env bash', ...lines, ''].join('\n'));
    chmodSync(file, 0o755);
  }

  function runScript(script: string, environment: NodeJS.ProcessEnv) {
    const path = `${join(folder, 'bin')}${delimiter}${process.env.PATH}`;
    const env = {
      ...process.env,
      PATH: path,
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      ...environment,
    };
    return spawnSync('bash', ['-e', '-c', script], { cwd: folder, env, encoding: 'utf8' });
  }

  const read = (file: string) => readFileSync(join(folder, file), 'utf8');

  function git(...args: readonly string[]): void {
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...author, ...args], { cwd: folder, stdio: 'ignore' });
  }

  /** Commits the scenarios, changes them, and commits them again: the first commit stands for the target branch. */
  function pullRequest(change: () => void): void {
    git('init', '--quiet');
    git('add', 'scenarios');
    git('commit', '--quiet', '--message', 'before');
    change();
    git('add', 'scenarios');
    git('commit', '--quiet', '--message', 'after');
    const command = join(projectRoot, 'support/commands/keyhole.ts');
    program('npx', 'shift', `exec '${process.execPath}' '${command}' "$@"`);
  }

  const bucketPolicy = 'scenarios/shared-reports/policies/bucket.json';

  function widen(): void {
    const { Version, Statement } = JSON.parse(read(bucketPolicy));
    const more = {
      Sid: 'Everyone',
      Effect: 'Allow',
      Principal: { AWS: '{{accounts.partner.root}}' },
      Action: ['s3:PutObject', 's3:DeleteObject'],
      Resource: 'arn:aws:s3:::shared-reports/*',
    };
    const changed = { Version, Statement: [...[Statement].flat(), more] };
    writeFileSync(join(folder, bucketPolicy), JSON.stringify(changed));
  }

  test('share the examples among machines, and join the records to one site and one JUnit file', () => {
    cpSync(join(template, 'features'), join(folder, 'features'), { recursive: true });
    const command = join(projectRoot, 'support/commands/keyhole.ts');
    program('npx', 'shift', `exec '${process.execPath}' '${command}' "$@"`);
    expect(strategy).toEqual({ 'fail-fast': false, matrix: { part: ['1/1'] } });
    const machines = ['1/2', '2/2'].map((PART, index) => {
      const RECORD = `records/part-${index}.json`;
      return runScript(scriptOf('spec', 'Run the examples'), { PART, RECORD });
    });
    expect(machines.map(({ status }) => status)).toEqual([0, 0]);
    const joined = runScript(scriptOf('access', 'Join the records'), {});
    expect({ status: joined.status, stderr: joined.stderr }).toEqual({ status: 0, stderr: '' });
    expect(read('reports/access.xml')).toContain('tests="2" failures="0" errors="0"');
    expect(read('site/index.html')).toContain('<html');
  });

  test.each([
    ['widened', 1],
    ['narrowed', 0],
    ['', 0],
  ])('tell a widened access, and with FAIL_ON=%s end with %i', (FAIL_ON, status) => {
    pullRequest(widen);
    const ran = runScript(scriptOf('diff', 'Compare access'), { FAIL_ON });
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status, stderr: '' });
    expect(read('diff.md')).toMatch(
      /^<!-- keyhole diff -->\n# scenarios\/shared-reports\n## Access: \d+ widened/,
    );
    expect(read('diff.md')).not.toContain('No access changed');
    expect(read('diff.md')).toContain('"Everyone"');
    expect(read('summary.md')).toBe(read('diff.md'));
  });

  /** Copies the scenario under another name. */
  function copy(name: string): void {
    const other = join(folder, 'scenarios', name);
    cpSync(join(folder, 'scenarios/shared-reports'), other, { recursive: true });
    const file = join(other, 'scenario.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, `title: ${name}`));
  }

  test('tell deleted and new scenarios, and those in which no access changed together', () => {
    for (const name of ['alike', 'older']) copy(name);
    pullRequest(() => {
      copy('newer');
      rmSync(join(folder, 'scenarios/older'), { recursive: true });
    });
    const ran = runScript(scriptOf('diff', 'Compare access'), { FAIL_ON: 'any' });
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' });
    expect(read('diff.md')).toBe(`<!-- keyhole diff -->
Deleted scenarios: scenarios/older

New scenarios: scenarios/newer

No access changed in: scenarios/alike, scenarios/shared-reports

`);
  });

  test('tell a changed scenario beside unchanged ones', () => {
    copy('alike');
    pullRequest(widen);
    expect(runScript(scriptOf('diff', 'Compare access'), { FAIL_ON: 'widened' }).status).toBe(1);
    expect(read('diff.md')).toMatch(
      /^<!-- keyhole diff -->\n# scenarios\/shared-reports\n## Access: \d+ widened[\s\S]*\n\nNo access changed in: scenarios\/alike\n\n$/,
    );
  });

  test('tell a scenario that cannot be compared', () => {
    pullRequest(() => writeFileSync(join(folder, 'scenarios/shared-reports/scenario.yaml'), 'title: [\n'));
    const { status, stderr } = runScript(scriptOf('diff', 'Compare access'), { FAIL_ON: '' });
    expect(status).toBe(2);
    expect(stderr).toContain('scenario.yaml');
    expect(read('diff.md')).toContain(
      '**Not compared**: scenarios/shared-reports. The log of this job says why.',
    );
  });

  test.each([
    [
      'writes a comment',
      '',
      /^api --method POST repos\/acme\/access\/issues\/7\/comments -F body=@comment.md$/m,
    ],
    [
      'replaces its comment',
      '42',
      /^api --method PATCH repos\/acme\/access\/issues\/comments\/42 -F body=@comment.md$/m,
    ],
  ])('%s', (_, id, asked) => {
    program('gh', 'echo "$@" >> gh.log', `case "$*" in *--paginate*) echo "${id}" ;; esac`);
    writeFileSync(join(folder, 'diff.md'), `<!-- keyhole diff -->\n${'x'.repeat(70_000)}`);
    const environment = { GITHUB_REPOSITORY: 'acme/access', NUMBER: '7' };
    const { status, stderr } = runScript(scriptOf('comment', 'Comment'), environment);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(read('gh.log')).toMatch(asked);
    expect(read('gh.log').match(/--method/g)).toHaveLength(1);
    expect(read('comment.md')).toHaveLength(60_000);
  });
});
