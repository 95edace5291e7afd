import { SpecError } from '../../scenario/spec-error.ts';
import type { Thing } from '../../world-diff/thing.ts';
import { worldChanges } from '../../world-diff/world-changes.ts';
import { worldThings } from '../../world-diff/world-things.ts';
import { exitCodes } from '../exit-codes.ts';
import { requiredLab } from '../lab/running/running-lab.ts';
import { changesJson } from './changes-json.ts';
import { changesText } from './changes-text.ts';
import type { SnapshotDocument } from './snapshot-document.ts';
import { readSnapshot } from './snapshot-file.ts';
import { snapshotOfLab } from './snapshot-of-lab.ts';

/** The snapshots to compare; the running lab stands for a later one that is left out. */
interface DiffOptions {
  readonly before: string;
  readonly after?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `keyhole snapshot diff`: tells what changed between two snapshots, or since one. Resolves with 1 if something did. Throws
 * SpecError for an invalid snapshot, and if no lab answers.
 */
export async function diffSnapshots({ before, after, endpoint: given, json }: DiffOptions): Promise<number> {
  if (after !== undefined && given !== undefined)
    throw new SpecError(
      'nothing-selected',
      'diff compares two files, or a file with the lab at --endpoint, and not both',
    );
  const earlier = thingsOf(readSnapshot(before), before);
  const later = after === undefined ? await thingsOfLab(given) : thingsOf(readSnapshot(after), after);
  const changes = worldChanges(earlier, later);
  if (json === true) process.stdout.write(changesJson(changes));
  else process.stdout.write(changes.length === 0 ? 'Nothing changed.\n' : changesText(changes));
  return changes.length === 0 ? exitCodes.ok : exitCodes.failed;
}

async function thingsOfLab(given: string | undefined): Promise<readonly Thing[]> {
  const { endpoint } = await requiredLab(given, true);
  return thingsOf(await snapshotOfLab(endpoint), `the snapshot of the lab at ${endpoint}`);
}

function thingsOf({ world }: SnapshotDocument, name: string): readonly Thing[] {
  try {
    return worldThings(world);
  } catch (cause) {
    throw new SpecError('invalid-document', `${name} is broken: save it again`, { cause });
  }
}
