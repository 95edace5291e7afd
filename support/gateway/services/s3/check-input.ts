import type { CallFacts } from '../../plan/call-facts.ts';
import { refuseMalformedAcl } from './input-checks/acl-grammar.ts';
import { refuseHeadersNotTaken } from './input-checks/headers-not-taken.ts';

/** Refuses an S3 request for its own form. Throws AwsError. */
type InputCheck = (call: CallFacts<'s3'>) => void;

/** One file a topic, in the order in which S3 checks. */
const inputChecks: readonly InputCheck[] = [refuseHeadersNotTaken, refuseMalformedAcl];

/** Refuses an S3 request for its own form, before any permission is decided. Throws AwsError. */
export function checkInput(call: CallFacts<'s3'>): void {
  for (const check of inputChecks) check(call);
}
