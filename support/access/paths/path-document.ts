import type { Describing } from '../../gateway/record/decision-report.ts';
import { type UseDocument, useDocument } from '../matrix-document.ts';
import type { AccessPath, PathStep } from './access-path.ts';

/** A way to an access as JSON holds it. */
export interface PathDocument {
  readonly principal: string;
  readonly principalName: string;
  readonly path: AccessPath['kind'];
  readonly steps: readonly StepDocument[];
  /** The principal that has the access at the end. */
  readonly as: string;
  readonly access: UseDocument;
}

/** A step of a path as JSON holds it. */
export interface StepDocument {
  readonly kind: PathStep['kind'];
  readonly by: string;
  readonly action: string;
  readonly on: string;
  readonly access: UseDocument;
}

/** A way to an access as JSON holds it, with the statements of each step. */
export function pathDocument(path: AccessPath, describing: Describing): PathDocument {
  const { who, kind, steps, actor, access } = path;
  return {
    ...{ principal: who.id, principalName: who.name, path: kind },
    steps: steps.map((step) => ({
      ...{ kind: step.kind, by: step.by.name },
      action: step.access.use.action.action,
      on: step.access.use.resource.name,
      access: useDocument(step.access, describing),
    })),
    as: actor.name,
    access: useDocument(access, describing),
  };
}
