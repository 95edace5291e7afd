import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { middle } from './guard/interleaved.ts';
import { type LabProcess, startLabProcess } from './lab-process.ts';
import { load, median } from './load.ts';
import { arrangeBucket, type SignedRequest, signedRequests } from './signed-requests.ts';
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
    await shownRow(requests),
  ];
}

/** The resident memory of a lab of the built command, when idle and after many requests. */
async function residentRows(requests: number): Promise<Row[]> {
  await using scenario = await quietLab('write-only-bucket');
  const idle = { scenario: await residentWhenIdle(scenario), empty: 0 };
  await using lab = await quietLab('--empty');
  idle.empty = await residentWhenIdle(lab);
  await arrangeBucket(lab.endpoint, 'bench-bucket');
  const { put, get } = await signedRequests(lab.endpoint, 'bench-bucket');
  for (const request of [put, get]) {
    await load(lab.endpoint, request, { count: requests / 2, connections: 8 });
  }
  const after = lab.residentBytes();
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

function quietLab(what: string): Promise<LabProcess> {
  return startLabProcess(KEYHOLE, [what, '--quiet']);
}

async function readyTime(scenario: string): Promise<number> {
  const started = performance.now();
  await using _lab = await quietLab(scenario);
  return performance.now() - started;
}

async function duration(options: readonly string[]): Promise<number> {
  const started = performance.now();
  await once(spawn(process.execPath, options, { cwd: PROJECT, stdio: 'ignore' }), 'exit');
  return performance.now() - started;
}

/** The processor time of a request to a lab that shows its requests, as it is started, beside one that shows none. The two take turns. */
async function shownRow(requests: number): Promise<Row> {
  await using shown = await startLabProcess(KEYHOLE, ['--empty']);
  await using quiet = await quietLab('--empty');
  const costs = { shown: [] as number[], quiet: [] as number[] };
  const count = Math.max(500, requests / 100);
  const stands = [
    { lab: shown, request: await arrangedGet(shown), costs: costs.shown },
    { lab: quiet, request: await arrangedGet(quiet), costs: costs.quiet },
  ];
  for (const { lab, request } of stands)
    await load(lab.endpoint, request, { count: count * 10, connections: 8 });
  for (let round = 0; round < 15; round += 1) {
    for (const stand of stands) {
      const before = stand.lab.processorTime();
      await load(stand.lab.endpoint, stand.request, { count, connections: 8 });
      stand.costs.push(((stand.lab.processorTime() - before) * 1000) / count);
    }
  }
  const { ratio } = middle(costs.shown.map((cost, round) => cost / (costs.quiet[round] ?? Number.NaN)));
  return {
    what: 'GetObject 1 KB of a lab that shows its requests: processor time',
    measured: `${median(costs.shown).toFixed(0)} µs`,
    against: `keyhole lab --quiet: ${median(costs.quiet).toFixed(0)} µs`,
    ratio: `${ratio.toFixed(2)}×`,
  };
}

/** The GET of an object that was put. */
async function arrangedGet({ endpoint }: LabProcess): Promise<SignedRequest> {
  await arrangeBucket(endpoint, 'bench-bucket');
  const { put, get } = await signedRequests(endpoint, 'bench-bucket');
  await load(endpoint, put, { count: 1, connections: 1 });
  return get;
}

/** The lab reads features for its greeting after it serves, so a moment passes before the memory is read. */
async function residentWhenIdle(lab: LabProcess): Promise<number> {
  await wait(3000);
  return lab.residentBytes();
}
