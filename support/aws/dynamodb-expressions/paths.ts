import type { Condition, DocumentPath, Operand, UpdateAction, UpdateValue } from './expression.ts';

/** The fault of paths of which one is within another, or that take one place for a map and for a list; undefined without one. */
export function overlapOf(paths: readonly DocumentPath[]): string | undefined {
  for (const [at, path] of paths.entries()) {
    for (const earlier of paths.slice(0, at)) {
      const fault = faultOf(earlier, path);
      if (fault === undefined) continue;
      const shown = `path one: ${shownPath(earlier)}, path two: ${shownPath(path)}`;
      return `Two document paths ${fault} with each other; must remove or rewrite one of these paths; ${shown}`;
    }
  }
  return undefined;
}

function faultOf(one: DocumentPath, two: DocumentPath): 'overlap' | 'conflict' | undefined {
  const shared = Math.min(one.length, two.length);
  for (let at = 0; at < shared; at++) {
    if (typeof one[at] !== typeof two[at]) return 'conflict';
    if (one[at] !== two[at]) return undefined;
  }
  return 'overlap';
}

function shownPath(path: DocumentPath): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}

/** The attributes that a condition names, by their first names. */
export function attributesOfCondition(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...attributesOfCondition(condition.left), ...attributesOfCondition(condition.right)];
    case 'not':
      return attributesOfCondition(condition.of);
    case 'compare':
      return [condition.left, condition.right].flatMap(attributeOf);
    case 'between':
      return [condition.of, condition.low, condition.high].flatMap(attributeOf);
    case 'in':
      return [condition.of, ...condition.among].flatMap(attributeOf);
    case 'function':
      return condition.operands.flatMap(attributeOf);
  }
}

function attributeOf(operand: Operand): readonly string[] {
  if (operand.kind === 'size') return attributeOf(operand.of);
  return operand.kind === 'path' ? [operand.path[0]] : [];
}

/** The attributes that an update names, by their first names: those that it changes, and those that it reads. */
export function attributesOfUpdate(actions: readonly UpdateAction[]): readonly string[] {
  return actions.flatMap((action) =>
    action.kind === 'SET' ? [action.path[0], ...attributesOfValue(action.value)] : [action.path[0]],
  );
}

function attributesOfValue(value: UpdateValue): readonly string[] {
  switch (value.kind) {
    case 'path':
      return [value.path[0]];
    case 'value':
      return [];
    case 'if_not_exists':
      return [value.path[0], ...attributesOfValue(value.otherwise)];
    default:
      return [...attributesOfValue(value.first), ...attributesOfValue(value.second)];
  }
}
