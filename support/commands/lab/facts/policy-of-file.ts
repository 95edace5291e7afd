import type { PolicyKind } from '../../../authorization/grammar/policy-kind.ts';
import { checkPolicyDocument } from '../../../scenario/document/check-policy-document.ts';
import { inFile } from '../../../scenario/document/document-place.ts';
import { placeholderValues } from '../../../scenario/document/placeholder-values.ts';
import { fillIn } from '../../../scenario/document/placeholders.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { readText } from '../../../scenario/read-text.ts';
import { warn } from '../../../terminal/warn.ts';

/**
 * Reads a policy document that options of a lab state, with the placeholders that the scenario gives without being
 * provisioned. Prints a warning for each name that AWS may have by now. Throws SpecError for an invalid document.
 */
export function policyOfFile(file: string, kind: PolicyKind, scenario: Scenario | undefined): string {
  const values = scenario === undefined ? {} : placeholderValues(scenario.document, {});
  const text = fillIn(readText(file), values, file);
  warn(checkPolicyDocument(text, inFile(file), kind));
  return text;
}
