import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The milliseconds of processor time that work in this process takes. Waiting for a busy machine is no part of it. */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A program of Node.js: its arguments, the folder it runs in, and more of its environment. */
export interface Program {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The use of the machine by a program, with all processes that it forked. */
export interface Usage {
  /** Milliseconds of processor time, its start included. */
  readonly processor: number;
  /** Milliseconds from its start to its end. */
  readonly wall: number;
  /** HTTP requests that it sent. */
  readonly requests: number;
  /** The bytes that its largest process had resident. */
  readonly largest: number;
}

/** One process of a program, as it tells when it ends. */
type Told = Omit<Usage, 'wall'>;

/** Written as text, so that it is the first thing that a program of any folder loads. */
const TOLD_AT_EXIT = `data:text/javascript,${encodeURIComponent(`
  import { subscribe } from 'node:diagnostics_channel';
  import { appendFileSync } from 'node:fs';
  let requests = 0;
  subscribe('http.client.request.start', () => { requests += 1; });
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const line = { processor: (userCPUTime + systemCPUTime) / 1000, requests, largest: maxRSS * 1024 };
    appendFileSync(process.env.KEYHOLE_BENCH_USAGE, JSON.stringify(line) + '\\n');
  });
`)}`;

/** Runs a program, and tells what it used. Rejects if it fails. */
export async function usageOf({ args, cwd, env }: Program): Promise<Usage> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-usage-'));
  try {
    const file = join(folder, 'usage.jsonl');
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', TOLD_AT_EXIT, ...args], {
      cwd,
      env: { ...process.env, ...env, KEYHOLE_BENCH_USAGE: file },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(child, 'exit');
    const wall = performance.now() - started;
    if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const told: Told[] = lines.map((line) => JSON.parse(line));
    const sum = (figure: 'processor' | 'requests') => told.reduce((all, one) => all + one[figure], 0);
    const largest = Math.max(...told.map((one) => one.largest));
    return { wall, processor: sum('processor'), requests: sum('requests'), largest };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
