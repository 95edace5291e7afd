import type { Played } from '../../access/decision-in-scenario.ts';
import { addressVariables, childEnvironment, principalVariables } from '../as/child-environment.ts';
import { runChild } from '../as/run-child.ts';
import { accessIn } from './answers-of-lab.ts';
import { labVariable } from './running/running-lab.ts';

/** The lab that a command runs in, and the principal that it acts as. */
interface Place {
  readonly as: string | undefined;
  readonly endpoint: string;
  readonly played: Played | undefined;
}

/**
 * Runs a line for the shell in a lab, as a principal if one is given. Its AWS clients find the lab and its profiles. Resolves
 * with its exit code. Throws SpecError if there is no such principal.
 */
export async function runInLab(line: string, { as, endpoint, played }: Place): Promise<number> {
  const region = played?.provisioned.scenario.document.region ?? 'us-east-1';
  const variables =
    as === undefined
      ? addressVariables(endpoint, region)
      : principalVariables(endpoint, await accessIn(played, as));
  return runChild(line, childEnvironment({ ...variables, [labVariable]: endpoint }));
}
