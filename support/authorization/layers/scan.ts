import { compile } from '../compiling/compiled-policy.ts';
import { applies, type Question } from '../compiling/compiled-statement.ts';
import { statementsAbout } from '../compiling/statements-about.ts';
import { NAMED, type Named } from '../matching/principal-matcher.ts';
import type { StatementReference } from '../terms/decision.ts';
import type { NamedPolicy } from '../terms/policies-in-force.ts';
import type { Statement } from '../terms/policy.ts';
import { UndecidableError } from '../terms/undecidable-error.ts';

/** The closest allow that the policies of a layer give. */
export interface Allow {
  readonly named: Named;
  readonly statement: StatementReference | undefined;
  /** Set if a statement that could give a closer allow depends on something unknowable. */
  readonly undecidable: UndecidableError | undefined;
}

/** No allow at all. */
export const NO_ALLOW: Allow = { named: NAMED.not, statement: undefined, undecidable: undefined };

/**
 * The first explicit deny of any of the policies.
 * Throws {@link UndecidableError} if no deny applies, but one that may apply depends on something unknowable.
 */
export function findDeny(
  policies: readonly NamedPolicy[],
  question: Question,
): StatementReference | undefined {
  const { action, resource } = question.permission;
  let undecidable: UndecidableError | undefined;
  for (const policy of policies) {
    for (const compiled of statementsAbout(compile(policy.policy).covering(action).Deny, resource)) {
      const named = applies(compiled, question);
      if (typeof named === 'object')
        undecidable ??= undecidableBy(named.unknowable, policy, compiled.statement);
      else if (named !== NAMED.not) return referenceTo(policy, compiled.statement);
    }
  }
  if (undecidable !== undefined) throw undecidable;
  return undefined;
}

/** The closest allow of any of the policies. */
export function findAllow(policies: readonly NamedPolicy[], question: Question): Allow {
  const { action, resource } = question.permission;
  let best: Named = NAMED.not;
  let statement: StatementReference | undefined;
  let undecidable: UndecidableError | undefined;
  for (const policy of policies) {
    for (const compiled of statementsAbout(compile(policy.policy).covering(action).Allow, resource)) {
      const named = applies(compiled, question);
      if (typeof named === 'object')
        undecidable ??= undecidableBy(named.unknowable, policy, compiled.statement);
      else if (named > best) {
        statement = referenceTo(policy, compiled.statement);
        if (named === NAMED.direct) return { named, statement, undecidable: undefined };
        best = named;
      }
    }
  }
  return best === NAMED.not && undecidable === undefined ? NO_ALLOW : { named: best, statement, undecidable };
}

/** The reference by which decisions and explanations show a statement. */
export function referenceTo(
  policy: NamedPolicy,
  { index, sid, effect, conditions, notPrincipal }: Statement,
): StatementReference {
  const {
    name,
    layer,
    policy: { text: document },
    arn,
  } = policy;
  const reference = { policy: name, layer, index, sid, effect, conditions, document, ...(arn && { arn }) };
  if (notPrincipal === undefined) return reference;
  return { ...reference, excepted: notPrincipal === '*' ? ['*'] : Object.values(notPrincipal).flat() };
}

function undecidableBy(key: string, policy: NamedPolicy, statement: Statement): UndecidableError {
  return new UndecidableError(key, policy.name, statement.sid ?? `Statement[${statement.index}]`);
}
