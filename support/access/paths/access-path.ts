import type { UseAccess } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';

/** One step of a path: a permission that a principal uses to become another, or to change a policy. */
export interface PathStep {
  readonly kind: 'assume' | 'become' | 'change';
  /** The principal that takes the step. */
  readonly by: AccessPrincipal;
  readonly access: UseAccess;
}

/** A way on which a principal comes to an access. */
export interface AccessPath {
  readonly who: AccessPrincipal;
  /** `change` if a policy or a key of a user has to be changed on the way. */
  readonly kind: 'directly' | 'grant' | 'assume' | 'change';
  readonly steps: readonly PathStep[];
  /** The principal that has the access at the end. */
  readonly actor: AccessPrincipal;
  /** The decision at the end, after the changes. */
  readonly access: UseAccess;
}

/** True if a use is allowed, or allowed for some class of requests. */
export function isPossible({ result }: UseAccess): boolean {
  return result === 'allowed' || result === 'conditional';
}

/** The number of steps that change something. */
export function changesIn(steps: readonly PathStep[]): number {
  return steps.filter(({ kind }) => kind !== 'assume').length;
}

/** The kind of the path that some steps and the decision at the end make. */
export function pathKind(steps: readonly PathStep[], { classes }: UseAccess): AccessPath['kind'] {
  if (changesIn(steps) > 0) return 'change';
  if (steps.length > 0) return 'assume';
  const statements = classes.flatMap(({ decisions }) =>
    decisions.flatMap((decision) => (decision.result === 'Granted' ? decision.statements : [])),
  );
  return statements.some(({ layer }) => layer === 'grant') ? 'grant' : 'directly';
}
