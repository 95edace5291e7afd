import type { AccessClass, ClassAction } from '../access-classes.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { Assignment, ClassOutcome } from '../explore-classes.ts';

type Outcome = Omit<ClassOutcome, 'when'>;

/** A class of requests in both versions. */
export interface ComparedClass {
  readonly when: Assignment;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** One action by one principal on one resource, or an object in it, that is decided otherwise in one of the versions. */
export interface ComparedUse {
  readonly principal: AccessPrincipal;
  readonly resource: AccessResource;
  readonly access: AccessClass;
  readonly action: ClassAction;
  readonly object?: string | undefined;
  readonly classes: readonly ComparedClass[];
}
