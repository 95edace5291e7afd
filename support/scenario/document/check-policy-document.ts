import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { SpecError } from '../spec-error.ts';
import type { ShownPlace } from './document-place.ts';
import { findPolicyFaults, type PolicyFault } from './find-policy-faults.ts';

/**
 * Checks a filled-in policy document as `findPolicyFaults` does. Returns its warnings. Throws SpecError `invalid-policy`
 * with its errors: each has the file, the line and column, and the path within the document.
 */
export function checkPolicyDocument(
  text: string,
  shown: ShownPlace,
  kind: PolicyKind = kindOf(text),
): readonly string[] {
  const faults = findPolicyFaults(text, kind);
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return faults.map((fault) => messageOf(fault, shown));
  const message = errors.map((fault) => messageOf(fault, shown)).join('\n');
  throw new SpecError('invalid-policy', message, { cause: errors[0]?.cause });
}

function messageOf({ place, words }: PolicyFault, shown: ShownPlace): string {
  return `${shown(place)}: ${words}`;
}

/** The kind of a document that only features use, guessed from its content; scenario.yaml does not tell. */
function kindOf(text: string): PolicyKind {
  if (!/"(?:Not)?Principal"/.test(text)) return 'identity';
  if (/"sts:/.test(text)) return 'trust';
  if (/"secretsmanager:/.test(text)) return 'secret';
  if (/"dynamodb:/.test(text)) return 'table';
  return /"s3:/.test(text) ? 'bucket' : 'key';
}
