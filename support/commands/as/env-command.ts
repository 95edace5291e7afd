import { exitCodes } from '../exit-codes.ts';
import { requiredLab } from '../lab/running/running-lab.ts';
import { isKept, principalVariables } from './child-environment.ts';
import { principalAccess } from './principal-access.ts';
import { ownShell, type ShellName, shellLines } from './shells.ts';

/** The principal, the form of the output, and the lab. */
export interface EnvOptions {
  readonly principal: string;
  /** The form of the lines; that of the user's shell if it is left out. */
  readonly shell?: ShellName | undefined;
  /** A lab's address; that of the lab in this folder if it is left out. */
  readonly endpoint?: string | undefined;
}

/**
 * `keyhole env`: prints the variables with which AWS clients act as a principal of a running lab. Throws SpecError if there is
 * no lab or no such principal.
 */
export async function runEnv({
  principal,
  shell = ownShell(),
  endpoint: given,
}: EnvOptions): Promise<number> {
  const { endpoint } = await requiredLab(given);
  const variables = principalVariables(endpoint, await principalAccess(endpoint, principal));
  // Variables of the user could win over those of the principal.
  const others = Object.keys(process.env).filter((name) => !isKept(name));
  const removed = Object.fromEntries(['AWS_PROFILE', ...others].map((name) => [name, undefined]));
  process.stdout.write(shellLines({ ...removed, ...variables }, shell));
  return exitCodes.ok;
}
