import type { PolicyKind } from '../../../authorization/grammar/policy-kind.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { DocumentRules } from '../document-rule.ts';
import { policyToStore } from '../store-policy-document.ts';

/** For tests: the message for which a document is refused, or `stored`. */
export function refusalOf(document: unknown, kind: PolicyKind, rules: DocumentRules): string {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  try {
    policyToStore(text, kind, rules);
    return 'stored';
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}

/** For tests: a policy of the new language with one statement. */
export function policyOf(statement: object, more: object = {}): object {
  return { Version: '2012-10-17', ...more, Statement: [statement] };
}

/** For tests: a statement with members replaced; undefined takes one away. */
export function changed(statement: object, more: object): object {
  return policyOf({ ...statement, ...more });
}
