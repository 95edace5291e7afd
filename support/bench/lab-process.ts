import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** A lab in a process of its own. */
export interface LabProcess extends AsyncDisposable {
  readonly endpoint: string;
  /** The bytes that it has resident. */
  residentBytes(): number;
  /** The milliseconds of processor time that its main thread has taken. */
  processorTime(): number;
}

/**
 * Starts `keyhole lab` from a file of the command. Resolves when it prints its address, which is when it serves. All that it prints is
 * read. Its memory and time are from Linux's /proc.
 */
export async function startLabProcess(command: string, options: readonly string[]): Promise<LabProcess> {
  const child = spawn(process.execPath, [command, 'lab', ...options, '--port', '0'], {
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
  const told = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    endpoint,
    residentBytes() {
      const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(told('status')) ?? [];
      return Number(kilobytes) * 1024;
    },
    processorTime: () => Number(told('schedstat').split(' ')[0]) / 1_000_000,
    async [Symbol.asyncDispose]() {
      child.kill('SIGINT');
      await ended;
    },
  };
}
