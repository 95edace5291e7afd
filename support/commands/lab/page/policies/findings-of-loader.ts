import type { PolicyKind } from '../../../../authorization/grammar/policy-kind.ts';
import type { PolicyFinding } from '../../../../lab-page/policy-place.ts';
import { findPolicyFaults } from '../../../../scenario/document/find-policy-faults.ts';

/**
 * The findings of the code that loads scenarios. It says more than AWS does: actions and condition keys that AWS does not have,
 * for example. `severity` is that of a fault for which the loader refuses a document.
 */
export function findingsOfLoader(
  text: string,
  kind: PolicyKind,
  severity: PolicyFinding['severity'],
): readonly PolicyFinding[] {
  const faults = findPolicyFaults(text, kind);
  const errors = faults.filter((fault) => fault.severity === 'error');
  return errors.length > 0
    ? errors.map((fault) => ({ severity, words: fault.words, ...fault.place }))
    : faults.map(({ words, place }) => ({ severity: 'warning', words, ...place }));
}
