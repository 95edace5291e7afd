import { keysOfSharedProvider } from '../../../aws/shared-oidc-providers.ts';
import type { Fault, Rule } from '../../documents/document-rule.ts';
import { conditionsOf } from '../../documents/faults/condition-faults.ts';
import { isObject, type WrittenStatement } from '../../documents/written-policy.ts';

/**
 * IAM does not store a policy that trusts every organization of an issuer that many share.
 *
 * AWS reads the first value of a condition alone, as recorded answers show: `["*", "repo:acme/app:*"]` is refused, and the
 * other order is stored.
 * Undocumented: AWS does not say whether ForAnyValue counts. Here it does, since it holds a token to the values as well.
 */
export const SHARED_PROVIDER_RULE: Rule<WrittenStatement> = {
  finds: trustsEveryOrganization,
  says: 'Trust policy with trusted principal {quoted} which is not scoped to all.',
  source: 'Public reports of what CreateRole answered',
  sure: 'reported',
};

const OPERATORS = 'StringEquals, StringLike or StringEqualsIgnoreCase';
const HOLDING = /^(?:ForAnyValue:)?(?:StringEquals|StringLike|StringEqualsIgnoreCase)$/;
const ALL = /^[*?]*$/;

function trustsEveryOrganization(statement: WrittenStatement): Fault | undefined {
  const { value, path } = statement;
  if (!isObject(value) || value.Effect !== 'Allow' || !isObject(value.Principal)) return undefined;
  const conditions = conditionsOf(statement);
  for (const principal of [value.Principal.Federated].flat()) {
    const keys = typeof principal === 'string' ? keysOfSharedProvider(principal) : undefined;
    const isHeld = conditions.some(
      ({ operator, key, values: [first = ''] }) =>
        keys?.includes(key.toLowerCase()) && HOLDING.test(operator) && !ALL.test(first),
    );
    if (keys === undefined || isHeld) continue;
    const either = keys.join(' or ');
    return {
      path: `${path}.Principal.Federated`,
      reason: `tokens of this issuer are of many organizations: a condition on ${either} must say which`,
      quoted: `${principal} must evaluate, using ${OPERATORS}, ${either}`,
    };
  }
  return undefined;
}
