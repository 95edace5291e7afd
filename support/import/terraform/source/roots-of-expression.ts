import type { SourceExpression, TraversalStep } from './source-expression.ts';

/**
 * The things that an expression refers to, without attributes: `aws_s3_bucket.reports`, `var.name`, `local.arns`. A plan lists the same, so
 * that a configuration which was changed since is found.
 */
export function rootsOfExpression(
  expression: SourceExpression,
  bound: readonly string[] = [],
): ReadonlySet<string> {
  return new Set(rootsIn(expression, bound));
}

/** The root of a reference as a plan writes it: `aws_s3_bucket.reports[0].arn` is of `aws_s3_bucket.reports`. */
export function rootOfReference(reference: string): string {
  const parts = reference.replaceAll(/\[.*?\]/g, '').split('.');
  return parts.slice(0, parts[0] === 'data' ? 3 : 2).join('.');
}

function rootsIn(expression: SourceExpression, bound: readonly string[]): readonly string[] {
  const rootsOf = (one: SourceExpression) => rootsIn(one, bound);
  switch (expression.kind) {
    case 'value':
    case 'opaque':
      return [];
    case 'template':
      return expression.parts.flatMap(rootsOf);
    case 'list':
      return expression.items.flatMap(rootsOf);
    case 'object':
      return expression.entries.flatMap(([key, value]) => [...rootsOf(key), ...rootsOf(value)]);
    case 'call':
      return expression.given.flatMap(rootsOf);
    case 'traversal':
      return [
        ...(bound.includes(expression.root) ? [] : [rootOfTraversal(expression.root, expression.steps)]),
        ...ofSteps(expression.steps, bound),
      ];
    case 'within':
      return [...rootsOf(expression.of), ...ofSteps(expression.steps, bound)];
    case 'choice':
      return [expression.test, expression.yes, expression.no].flatMap(rootsOf);
    case 'operation':
      return [expression.left, expression.right].flatMap(rootsOf);
    case 'not':
      return rootsOf(expression.of);
    case 'for': {
      const inner = [...bound, ...expression.names];
      const { key, value, condition } = expression;
      const within = [key, value, condition].filter((one) => one !== undefined);
      return [...rootsOf(expression.of), ...within.flatMap((one) => rootsIn(one, inner))];
    }
  }
}

function ofSteps(steps: readonly TraversalStep[], bound: readonly string[]): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'index' ? rootsIn(step.index, bound) : []));
}

function rootOfTraversal(root: string, steps: readonly TraversalStep[]): string {
  const names = steps.flatMap((step) => (step.kind === 'name' ? [step.name] : []));
  return [root, ...names.slice(0, root === 'data' ? 2 : 1)].join('.');
}
