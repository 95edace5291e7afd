import { explain, inNames } from '../authorization/explain.ts';
import type { Describing } from '../gateway/record/decision-report.ts';
import type { AccessCell, AccessMatrix, UseAccess } from './access-matrix.ts';
import { actionsAsked } from './actions-asked.ts';
import { allowedInWords, keysOfClasses } from './class-words.ts';
import { type ClassOutcome, toldClass } from './explore-classes.ts';
import { type AnswerStatement, answerStatement, describedDecision } from './question-answer.ts';

/** A matrix as JSON holds it. */
export interface MatrixDocument {
  readonly version: 1;
  readonly scenario: string;
  readonly cells: readonly CellDocument[];
}

/** A cell as JSON holds it. */
export interface CellDocument {
  readonly resource: string;
  readonly resourceName: string;
  readonly kind: string;
  readonly principal: string;
  readonly principalName: string;
  readonly access: string;
  readonly result: AccessCell['result'];
  readonly layer?: string | undefined;
  readonly uses: readonly UseDocument[];
}

/** A use as JSON holds it. */
export interface UseDocument {
  readonly actions: readonly string[];
  /** The key of the object that stands for others. */
  readonly object?: string | undefined;
  readonly result: UseAccess['result'];
  readonly layer?: string | undefined;
  readonly reason: string;
  readonly statements: readonly AnswerStatement[];
  /** The condition keys that the result depends on. */
  readonly dependsOn?: readonly string[] | undefined;
  /** The classes of requests that are allowed, in words. */
  readonly allowedIf?: string | undefined;
}

/** A matrix as JSON holds it, with the statements of each use. */
export function matrixDocument({ scenario, cells }: AccessMatrix, describing: Describing): MatrixDocument {
  return { version: 1, scenario, cells: cells.map((cell) => cellDocument(cell, describing)) };
}

/** A cell as JSON holds it, with the statements of each use. */
export function cellDocument(cell: AccessCell, describing: Describing): CellDocument {
  const { resource, principal, access, result, layer } = cell;
  return {
    ...{ resource: resource.id, resourceName: resource.name, kind: resource.kind },
    ...{ principal: principal.id, principalName: principal.name, access, result },
    ...(layer !== undefined && { layer }),
    uses: cell.uses.map((use) => useDocument(use, describing)),
  };
}

/** A use with the statements and the reason of its decision. */
export function useDocument({ use, result, classes }: UseAccess, describing: Describing): UseDocument {
  const { object } = use;
  const told = toldClass(classes, result === 'conditional' ? 'allowed' : result);
  const depends = keysOfClasses(classes);
  return {
    actions: actionsAsked(use, classes),
    ...(object !== undefined && { object }),
    result,
    ...describedClass(told, describing),
    ...(result === 'conditional' && {
      dependsOn: depends,
      allowedIf: inNames(allowedInWords(classes), describing.names),
    }),
  };
}

/** The layer, reason and statements of a class of requests. */
export function describedClass(
  outcome: ClassOutcome | undefined,
  describing: Describing,
): Pick<UseDocument, 'layer' | 'reason' | 'statements'> {
  const { decisions = [], reason, result } = outcome ?? {};
  const last = decisions.at(-1);
  if (reason !== undefined || last === undefined) return { reason: reason ?? 'not decided', statements: [] };
  if (result === 'denied' && last.result === 'Denied') {
    const { layer, statements } = describedDecision(last, describing);
    return { layer, reason: explain(last, describing.names), statements };
  }
  const statements = decisions.flatMap((decision) =>
    decision.result === 'Granted'
      ? decision.statements.map((statement) => answerStatement('allows', statement, describing))
      : [],
  );
  return { reason: decisions.map((one) => describedDecision(one, describing).reason).join('; '), statements };
}
