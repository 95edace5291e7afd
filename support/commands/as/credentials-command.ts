import { SpecError } from '../../scenario/spec-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { requiredLab } from '../lab/running/running-lab.ts';
import { principalAccess } from './principal-access.ts';

/** The principal, and the lab. */
export interface CredentialsOptions {
  readonly principal: string;
  /** A lab's address; that of the lab in this folder if it is left out. */
  readonly endpoint?: string | undefined;
  /** The certificate authority of a lab with TLS; AWS clients run this command in any folder. */
  readonly ca?: string | undefined;
}

/**
 * `keyhole credentials`: prints credentials of a principal of a running lab, for `credential_process` in AWS's files.
 * Throws SpecError if there is no lab or no such principal.
 */
export async function runCredentials(options: CredentialsOptions): Promise<number> {
  const { principal, endpoint: given, ca } = options;
  if (ca !== undefined) (await import('../lab/tls/trust.ts')).trustFile(ca);
  const { endpoint } = await requiredLab(given, true);
  const { credentials } = await principalAccess(endpoint, principal);
  if (credentials === undefined)
    throw new SpecError('unknown-name', `${principal} has no credentials: its requests are not signed`);
  process.stdout.write(`${JSON.stringify(credentials)}\n`);
  return exitCodes.ok;
}
