import type { PolicyKind } from '../../../../authorization/grammar/policy-kind.ts';
import type { PolicyFinding } from '../../../../lab-page/policy-place.ts';
import { checkPolicyDocument } from '../../../../scenario/document/check-policy-document.ts';
import { SpecError } from '../../../../scenario/spec-error.ts';

/**
 * The findings of the code that loads scenarios. It says more than AWS does: actions and condition keys that AWS does not have,
 * for example. `severity` is that of a document that the loader refuses.
 */
export function findingsOfLoader(
  text: string,
  kind: PolicyKind,
  severity: PolicyFinding['severity'],
): readonly PolicyFinding[] {
  try {
    return checkPolicyDocument(text, FILE, kind).map((message) => findingOf(message, 'warning'));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.message
      .split(`\n${FILE}`)
      .map((message, index) => findingOf(index === 0 ? message : `${FILE}${message}`, severity));
  }
}

/** The name by which messages tell of the document. It is cut off. */
const FILE = 'document';

function findingOf(message: string, severity: PolicyFinding['severity']): PolicyFinding {
  const [, line, column, words = message] = /^document(?::(\d+):(\d+))?:? (.*)$/s.exec(message) ?? [];
  return {
    severity,
    words,
    ...(line !== undefined && { line: Number(line), column: Number(column) }),
  };
}
