import { UnknownValue, unknownWithin } from '../../world/unknown-value.ts';
import type { ForExpression, SourceExpression, TraversalStep } from './source-expression.ts';
import { sourceFunction } from './source-functions.ts';
import type { SourceScope, ValueStep } from './source-scope.ts';

/** The value of an expression. What cannot be worked out is an UnknownValue in it. */
export function evaluateSource(expression: SourceExpression, scope: SourceScope): unknown {
  const inScope = (one: SourceExpression) => evaluateSource(one, scope);
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'template':
      return joinedText(expression.parts.map(inScope));
    case 'list':
      return expression.items.map(inScope);
    case 'object':
      return objectOf(expression.entries.map(([key, value]) => [inScope(key), inScope(value)]));
    case 'call':
      return sourceFunction(expression.name, expression.given.map(inScope), {
        textOf: scope.textOf,
        evaluate: (template, names) => evaluateSource(template, { ...scope, ...names }),
      });
    case 'traversal':
      return traversed(expression.root, expression.steps, scope);
    case 'within':
      return stepsInto(inScope(expression.of), valuesOfSteps(expression.steps, scope));
    case 'choice': {
      const test = inScope(expression.test);
      if (test instanceof UnknownValue) return test;
      return inScope(test === true || test === 'true' ? expression.yes : expression.no);
    }
    case 'operation':
      return operated(expression.operator, inScope(expression.left), inScope(expression.right));
    case 'not': {
      const of = inScope(expression.of);
      return of instanceof UnknownValue ? of : !(of === true || of === 'true');
    }
    case 'for':
      return madeByFor(expression, scope);
    case 'opaque':
      return new UnknownValue(`keyhole does not work out ${expression.what}`);
  }
}

/** The values within a value, by steps. */
export function stepsInto(value: unknown, steps: readonly ValueStep[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || value instanceof UnknownValue) return value;
  if (typeof step === 'object') {
    if (value === null || value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((item) => stepsInto(item, rest));
  }
  const isContainer = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
  return isContainer
    ? stepsInto(Object(value)[step], rest)
    : new UnknownValue(`there is no ${String(step)} in the value`);
}

function traversed(root: string, steps: readonly TraversalStep[], scope: SourceScope): unknown {
  const values = valuesOfSteps(steps, scope);
  if (values instanceof UnknownValue) return values;
  return Object.hasOwn(scope.bound, root)
    ? stepsInto(scope.bound[root], values)
    : scope.traverse(root, values);
}

function valuesOfSteps(steps: readonly TraversalStep[], scope: SourceScope): readonly ValueStep[] {
  return steps.map((step) => {
    if (step.kind === 'splat') return { kind: 'splat' };
    if (step.kind === 'name') return step.name;
    const index = evaluateSource(step.index, scope);
    // No member has this name: the value is then unknown.
    return typeof index === 'string' || typeof index === 'number' ? index : '(known after apply)';
  });
}

function joinedText(parts: readonly unknown[]): unknown {
  const unknown = parts.map(unknownWithin).find((one) => one !== undefined);
  if (unknown !== undefined) return unknown;
  if (parts.some((part) => typeof part === 'object'))
    return new UnknownValue('a template has a value that is no text');
  return parts.map(String).join('');
}

function objectOf(entries: readonly (readonly [unknown, unknown])[]): unknown {
  const key = entries.map(([name]) => name).find((name) => typeof name === 'object');
  if (key instanceof UnknownValue) return key;
  return Object.fromEntries(entries.map(([name, value]) => [String(name), value]));
}

function operated(operator: string, left: unknown, right: unknown): unknown {
  const unknown = unknownWithin(left) ?? unknownWithin(right);
  if (unknown !== undefined) return unknown;
  switch (operator) {
    case '==':
      return JSON.stringify(left) === JSON.stringify(right);
    case '!=':
      return JSON.stringify(left) !== JSON.stringify(right);
    case '&&':
      return left === true && right === true;
    case '||':
      return left === true || right === true;
    default:
      return numberOf(operator, Number(left), Number(right));
  }
}

function numberOf(operator: string, left: number, right: number): unknown {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      return new UnknownValue(`keyhole does not work out the operator ${operator}`);
  }
}

function madeByFor({ names, of, key, value, condition }: ForExpression, scope: SourceScope): unknown {
  const items = evaluateSource(of, scope);
  if (items instanceof UnknownValue) return items;
  if (typeof items !== 'object' || items === null) return new UnknownValue('a for has nothing to go over');
  const [first = '', second] = names;
  const made: (readonly [unknown, unknown])[] = [];
  for (const [index, item] of Object.entries(items)) {
    const name = Array.isArray(items) ? Number(index) : index;
    const bound = second === undefined ? { [first]: item } : { [first]: name, [second]: item };
    const within = { ...scope, bound: { ...scope.bound, ...bound } };
    const isTaken = condition === undefined ? true : evaluateSource(condition, within);
    if (isTaken instanceof UnknownValue) return isTaken;
    if (isTaken !== true) continue;
    made.push([key === undefined ? index : evaluateSource(key, within), evaluateSource(value, within)]);
  }
  return key === undefined ? made.map(([, one]) => one) : objectOf(made);
}
