import { PolicyError } from '../../../authorization/terms/policy-error.ts';
import type { Fault } from '../document-rule.ts';

/** The fault for which a part of the policy grammar refuses a value; undefined if it takes the value. */
export function faultOf(read: () => unknown): Fault | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
}
