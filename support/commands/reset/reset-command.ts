import { exitCodes } from '../exit-codes.ts';
import { askQuestion, requiredLab } from '../lab/running/running-lab.ts';

/** The lab to reset. */
export interface ResetOptions {
  /** A lab's address; that of the lab in this folder if it is left out. */
  readonly endpoint?: string | undefined;
}

/** `keyhole reset`: returns a running lab to its scenario. Throws SpecError if no lab answers, and if it refuses. */
export async function runReset({ endpoint: given }: ResetOptions): Promise<number> {
  const { endpoint } = await requiredLab(given, true);
  const answer = await askQuestion(endpoint, 'reset', {});
  const isAnew = 'reset' in answer && answer.reset === 'provisioned anew';
  const how = isAnew ? ': it was provisioned anew, with other key ids and access keys' : '';
  process.stdout.write(`The lab at ${endpoint} is as it was at its start${how}.\n`);
  return exitCodes.ok;
}
