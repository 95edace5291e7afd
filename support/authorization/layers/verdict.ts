import type { Case } from '../terms/case.ts';
import type { ConsideredStatement, Denied, Granted, Layer, StatementReference } from '../terms/decision.ts';
import { LazyDenied } from '../terms/lazy-decision.ts';
import { considered } from './considered.ts';
import type { Allow } from './scan.ts';

/** A decision that allows, with the statements of the sides that had to allow. */
export function granted({ permission }: Case, sides: readonly Allow[]): Granted {
  const statements: StatementReference[] = [];
  for (const { statement } of sides) if (statement !== undefined) statements.push(statement);
  return { result: 'Granted', permission, statements };
}

/** The layer that refused, and its deciding statement if the deny is explicit. */
export interface Refusal {
  readonly layer: Layer;
  readonly explicit: boolean;
  readonly statement?: StatementReference | undefined;
  /** The level of the organization that refused. */
  readonly target?: string | undefined;
}

/** A decision that denies. The considered statements are worked out when they are first read. */
export function denied(request: Case, refusal: Refusal): Denied {
  const { principal, permission, policies, crossAccount } = request;
  let memo: readonly ConsideredStatement[] | undefined;
  const { layer, explicit, statement, target } = refusal;
  const facts = { principal, permission, layer, explicit, statement, target, crossAccount };
  return new LazyDenied(facts, {
    considered: () => {
      memo ??= considered(policies, request);
      return memo;
    },
  });
}

/**
 * A decision that denies because no statement allows. Throws UndecidableError if a side that did not allow depends on
 * something unknowable.
 */
export function unallowed(request: Case, layer: Layer, sides: readonly Allow[]): Denied {
  for (const { undecidable } of sides) if (undecidable !== undefined) throw undecidable;
  return denied(request, { layer, explicit: false });
}
