import type { StatementReference } from './terms/decision.ts';
import { type RequestContext, UNKNOWABLE } from './terms/permission.ts';

/**
 * Says which conditions of a statement that matched hold only because the request lacks their key: `aws:TagKeys is absent, so
 * ForAllValues:StringEquals holds`. ForAllValues, negated operators and those with IfExists do. Undefined if there is none.
 *
 * Source: IAM user guide, "Set operators for multivalued context keys"; IAM user guide, "IAM JSON policy elements: Condition operators".
 */
export function heldByAbsence(
  { conditions = [] }: StatementReference,
  context: RequestContext,
): string | undefined {
  const held = conditions.filter(({ operator, key }) => {
    const found = context.get(key);
    return found !== UNKNOWABLE && (found ?? []).length === 0 && !operator.startsWith('Null');
  });
  if (held.length === 0) return undefined;
  return held.map(({ operator, key }) => `${key} is absent, so ${operator} holds`).join('; ');
}
