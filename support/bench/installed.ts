import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { load, median } from './load.ts';
import { arrangeBucket, signedRequests } from './signed-requests.ts';
import type { Row } from './table.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const KEYHOLE = join(PROJECT, 'dist/support/commands/keyhole.js');
const mebibyte = 1024 * 1024;

/**
 * The built command, as the package installs it. Its start stands beside that of an empty program of Node.js. The resident
 * memory of a lab is taken when idle and after `requests` requests. It builds the package first.
 */
export async function installedRows(requests: number): Promise<Row[]> {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: PROJECT, stdio: 'inherit' });
  const starts = { empty: [] as number[], help: [] as number[], ready: [] as number[] };
  // The first round fills the cache of compiled sources.
  for (let round = 0; round < 8; round++) {
    const times = {
      empty: await duration(['--eval', '0']),
      help: await duration([KEYHOLE, '--help']),
      ready: await readyTime('write-only-bucket'),
    };
    if (round > 0) for (const name of ['empty', 'help', 'ready'] as const) starts[name].push(times[name]);
  }
  const empty = median(starts.empty);
  const row = (what: string, milliseconds: number, target: string): Row => ({
    what,
    measured: `${milliseconds.toFixed(0)} ms`,
    against: `node --eval 0: ${empty.toFixed(0)} ms`,
    ratio: `${(milliseconds / empty).toFixed(1)}×`,
    target,
  });
  return [
    row('keyhole --help', median(starts.help), '≤ 150 ms'),
    row('keyhole lab write-only-bucket: ready', median(starts.ready), '≤ 400 ms'),
    ...(await residentRows(requests)),
  ];
}

/** The resident memory of a lab of the built command, when idle and after many requests. */
async function residentRows(requests: number): Promise<Row[]> {
  await using scenario = await startedLab(['write-only-bucket']);
  const idle = { scenario: await residentWhenIdle(scenario.pid), empty: 0 };
  await using lab = await startedLab(['--empty']);
  idle.empty = await residentWhenIdle(lab.pid);
  await arrangeBucket(lab.endpoint, 'bench-bucket');
  const { put, get } = await signedRequests(lab.endpoint, 'bench-bucket');
  for (const request of [put, get]) {
    await load(lab.endpoint, request, { count: requests / 2, connections: 8 });
  }
  const after = residentBytes(lab.pid);
  const mib = (bytes: number) => `${(bytes / mebibyte).toFixed(0)} MiB`;
  return [
    { what: 'an idle lab of write-only-bucket: resident', measured: mib(idle.scenario), target: '≤ 110 MB' },
    {
      what: `a lab after ${requests.toLocaleString('en')} requests: resident`,
      measured: mib(after),
      against: `idle ${mib(idle.empty)}`,
      ratio: `${(after / idle.empty).toFixed(1)}×`,
      target: '≤ 250 MB',
    },
  ];
}

interface LabProcess extends AsyncDisposable {
  readonly pid: number;
  readonly endpoint: string;
}

/** Starts `keyhole lab` in a process of its own. Resolves when it prints its address, which is when it serves. */
async function startedLab(options: readonly string[]): Promise<LabProcess> {
  const child = spawn(process.execPath, [KEYHOLE, 'lab', ...options, '--port', '0', '--quiet'], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      const [, address] = /keyhole lab on (http:\S+)/.exec(String(text)) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.on('exit', (code) => reject(new Error(`keyhole lab ended with ${code}`)));
  });
  return {
    pid: child.pid ?? 0,
    endpoint,
    async [Symbol.asyncDispose]() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function readyTime(scenario: string): Promise<number> {
  const started = performance.now();
  await using _lab = await startedLab([scenario]);
  return performance.now() - started;
}

async function duration(options: readonly string[]): Promise<number> {
  const started = performance.now();
  await once(spawn(process.execPath, options, { cwd: PROJECT, stdio: 'ignore' }), 'exit');
  return performance.now() - started;
}

/** The lab reads features for its greeting after it serves, so a moment passes before the memory is read. */
async function residentWhenIdle(pid: number): Promise<number> {
  await wait(3000);
  return residentBytes(pid);
}

/** The resident memory of a process, from Linux's /proc. */
function residentBytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
