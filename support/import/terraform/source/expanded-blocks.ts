import { UnknownValue } from '../../world/unknown-value.ts';
import { evaluateSource } from './evaluate-source.ts';
import type { SourceBody } from './source-expression.ts';
import type { SourceScope } from './source-scope.ts';

/** A block's body, and the names in it. */
export interface ScopedBody {
  readonly body: SourceBody;
  readonly scope: SourceScope;
}

/**
 * The blocks of a type within a body. A `dynamic` block is expanded to one for each item. Undefined if it is not known over what
 * it goes.
 */
export function expandedBlocks({ body, scope }: ScopedBody, type: string): readonly ScopedBody[] | undefined {
  const expanded: ScopedBody[] = [];
  for (const block of body.blocks) {
    if (block.type === type) expanded.push({ body: block.body, scope });
    if (block.type !== 'dynamic' || block.labels[0] !== type) continue;
    const { for_each: forEach, iterator } = block.body.attributes;
    const content = block.body.blocks.find((one) => one.type === 'content');
    if (forEach === undefined || content === undefined || iterator !== undefined) return undefined;
    const items = evaluateSource(forEach, scope);
    if (items instanceof UnknownValue || typeof items !== 'object' || items === null) return undefined;
    for (const [key, value] of Object.entries(items)) {
      const bound = { ...scope.bound, [type]: { key, value } };
      expanded.push({ body: content.body, scope: { ...scope, bound } });
    }
  }
  return expanded;
}
