import { askQuestion } from '../lab/running/running-lab.ts';
import { type SnapshotDocument, snapshotIn } from './snapshot-document.ts';

/** Asks a running lab for its snapshot. Throws SpecError if it refuses, and if it is of another version of keyhole. */
export async function snapshotOfLab(endpoint: string): Promise<SnapshotDocument> {
  return snapshotIn(await askQuestion(endpoint, 'snapshot', {}), `the snapshot of the lab at ${endpoint}`);
}
