import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { exitCodes } from '../exit-codes.ts';
import { requiredLab } from '../lab/running/running-lab.ts';
import { writeSnapshot } from './snapshot-file.ts';
import { snapshotOfLab } from './snapshot-of-lab.ts';

/** `keyhole snapshot save`: writes the world of a running lab to a file. Throws SpecError if it cannot be saved. */
export async function saveSnapshot(file: string, given: string | undefined): Promise<number> {
  const { endpoint } = await requiredLab(given, true);
  const bytes = writeSnapshot(file, await snapshotOfLab(endpoint));
  const told = `Saved the lab at ${endpoint} to ${file} (${sizeOf(bytes)}). It contains secrets: only you can read it.`;
  process.stdout.write(`${wrapLines(told, outputWidth(), false).join('\n')}\n`);
  return exitCodes.ok;
}

/** A number of bytes for readers: `12 KiB`. */
function sizeOf(bytes: number): string {
  const kib = bytes / 1024;
  return kib < 1024 ? `${Math.ceil(kib)} KiB` : `${Math.ceil(kib / 1024)} MiB`;
}
