import { PolicyError } from '../authorization/terms/policy-error.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';

/** True for the errors of a request that keyhole cannot decide. Requests are answered with 501 then. */
export function isUndecidable(thrown: unknown): thrown is UndecidableError | PolicyError {
  return thrown instanceof UndecidableError || thrown instanceof PolicyError;
}
