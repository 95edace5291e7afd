import { once } from 'node:events';
import { type Lab, startLab } from '../gateway/lab.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { exitCodes } from './exit-codes.ts';

/** What the lab starts with, and where. */
export interface LabOptions {
  readonly scenario: string | undefined;
  readonly empty: boolean;
  readonly port: number;
}

/** `keyhole lab`: serves an embedded world until SIGINT or SIGTERM. Throws SpecError for what cannot be used. */
export async function runLab({ scenario, empty, port }: LabOptions): Promise<number> {
  if (scenario === undefined && !empty) {
    throw new SpecError('unknown-scenario', 'lab needs --empty or the name of a scenario');
  }
  await using lab = await start(port);
  process.stdout.write(
    `keyhole lab on ${lab.endpoint}, empty; root users: account id and secret "test". Ctrl-C stops it.\n`,
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  return exitCodes.ok;
}

async function start(port: number): Promise<Lab> {
  try {
    return await startLab({ port, onInternalError: (error) => console.error(error) });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${String(error.code)})`;
    throw new SpecError(
      'unknown-name',
      `port ${port} ${reason}: choose another with --port, or 0 for a free one`,
    );
  }
}
