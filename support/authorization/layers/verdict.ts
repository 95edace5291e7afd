import type { Case } from '../terms/case.ts';
import type { ConsideredStatement, Denied, Granted, Layer, StatementReference } from '../terms/decision.ts';
import { considered } from './considered.ts';
import type { Allow } from './scan.ts';

/** Allowed, by the statements of the sides that had to allow. */
export function grant({ permission }: Case, sides: readonly Allow[]): Granted {
  const statements: StatementReference[] = [];
  for (const { statement } of sides) if (statement !== undefined) statements.push(statement);
  return { outcome: 'Granted', permission, statements };
}

/** What refused, and how. */
export interface Refusal {
  readonly layer: Layer;
  readonly explicit: boolean;
  readonly statement?: StatementReference | undefined;
}

/** Denied; which statements came near is worked out only when somebody asks. */
export function deny(one: Case, refusal: Refusal): Denied {
  const { principal, permission, policies, crossAccount } = one;
  let memo: readonly ConsideredStatement[] | undefined;
  return {
    outcome: 'Denied',
    principal,
    permission,
    layer: refusal.layer,
    explicit: refusal.explicit,
    statement: refusal.statement,
    crossAccount,
    get considered() {
      memo ??= considered(policies, one);
      return memo;
    },
  };
}

/**
 * Denied for want of an allow. Throws UndecidableError where one of the sides that fell short turns on something
 * unknowable.
 */
export function unallowed(one: Case, layer: Layer, sides: readonly Allow[]): Denied {
  for (const { undecidable } of sides) if (undecidable !== undefined) throw undecidable;
  return deny(one, { layer, explicit: false });
}
