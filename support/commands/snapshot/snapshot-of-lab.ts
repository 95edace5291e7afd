import { askQuestion } from '../lab/running/running-lab.ts';
import { type SnapshotDocument, snapshotIn } from './snapshot-document.ts';
import { tellIfSlow } from './tell-if-slow.ts';

/** Asks a running lab for its snapshot. Throws SpecError if it refuses, and if it is of another version of keyhole. */
export async function snapshotOfLab(endpoint: string): Promise<SnapshotDocument> {
  const asking = tellIfSlow(`saving the lab at ${endpoint}`, askQuestion(endpoint, 'snapshot', {}));
  return snapshotIn(await asking, `the snapshot of the lab at ${endpoint}`);
}
