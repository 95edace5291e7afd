import { compile } from '../authorization/compiling/compiled-policy.ts';
import type { CompiledStatement } from '../authorization/compiling/compiled-statement.ts';
import type { Policy } from '../authorization/terms/policy.ts';

/** The statements of a policy about an action, those that deny it first. */
export function statementsAbout(policy: Policy, action: string): readonly CompiledStatement[] {
  const { Allow, Deny } = compile(policy).covering(action);
  return Deny.length === 0 ? Allow : [...Deny, ...Allow];
}
