import { SpecError } from '../../scenario/spec-error.ts';
import { invocation } from '../invocation.ts';

/** Asks a running lab about itself. Throws SpecError where the address is none, or nobody answers there. */
export async function askLab(endpoint: string, path: string): Promise<Response> {
  if (!URL.canParse(endpoint)) {
    throw new SpecError(
      'unusable-endpoint',
      `--endpoint ${endpoint} is no address; give one such as http://127.0.0.1:4566`,
    );
  }
  try {
    return await fetch(new URL(path, endpoint));
  } catch (cause) {
    const message = `nobody answers at ${endpoint}; start a lab with ${invocation('lab', '--empty')}`;
    throw new SpecError('unusable-endpoint', message, { cause });
  }
}

/** What to say where something answers that is no lab. */
export function noLab(endpoint: string, { status }: Response): SpecError {
  return new SpecError('unusable-endpoint', `${endpoint} answers, but not as a keyhole lab does: ${status}`);
}
