import { spawn } from 'node:child_process';
import { ownFile } from '../../node/own-file.ts';

/** The label that a run's containers carry. */
export const runLabel = 'keyhole.run';

/** Watches over the containers of a run. */
export interface Watchdog {
  /** The containers are gone: there is nothing left to watch over. */
  dismiss(): void;
}

/**
 * Starts a process that removes the containers of a run as soon as this process has ended, in whatever way. A
 * process that crashes or is killed cannot clean up itself, and Testcontainers' own reaper may be disabled.
 */
export function watchOver(run: string): Watchdog {
  const program = ownFile('support/stores/localstack/watchdog-process.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, run], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  child.stdin.on('error', () => {});
  // The pipe ends with this process; it must not keep it alive.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return {
    dismiss() {
      child.stdin.end('dismissed');
    },
  };
}
