import { SpecError } from '../../scenario/spec-error.ts';
import { invocation } from '../invocation.ts';
import { requiredLab } from '../lab/running/running-lab.ts';
import { childEnvironment, principalVariables } from './child-environment.ts';
import { principalAccess } from './principal-access.ts';
import { runChild } from './run-child.ts';
import { withEndpoint } from './with-endpoint.ts';

/** The principal, the command to run as this principal, and the lab. */
export interface AsOptions {
  readonly principal: string;
  readonly command: readonly string[];
  /** A lab's address; that of the lab in this folder if it is left out. */
  readonly endpoint?: string | undefined;
}

/**
 * `keyhole as`: runs a command as a principal of a running lab. Resolves with the exit code of the command. Throws SpecError
 * if there is no command, no lab or no such principal.
 */
export async function runAs({ principal, command, endpoint: given }: AsOptions): Promise<number> {
  const [name, ...args] = command;
  if (name === undefined) {
    const example = invocation('as', `"${principal}" -- aws s3 ls`);
    throw new SpecError('nothing-selected', `as needs a command after --, such as ${example}`);
  }
  const { endpoint } = await requiredLab(given);
  const access = await principalAccess(endpoint, principal);
  return runChild(
    withEndpoint([name, ...args], endpoint),
    childEnvironment(principalVariables(endpoint, access)),
  );
}
