import { UnknownValue, unknownWithin } from '../../world/unknown-value.ts';
import { evaluateSource } from './evaluate-source.ts';
import { expandedBlocks, type ScopedBody } from './expanded-blocks.ts';

/** The blocks of aws_iam_policy_document, and those within them. */
const WITHIN: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  statement: { principals: {}, not_principals: {}, condition: {} },
};

/**
 * The values of a data source aws_iam_policy_document as its configuration writes them; undefined if something in it is not
 * known.
 */
export function sourceDocument(block: ScopedBody): Readonly<Record<string, unknown>> | undefined {
  const values = valuesOf(block, WITHIN);
  return unknownWithin(values) === undefined ? values : undefined;
}

function valuesOf(block: ScopedBody, within: Readonly<Record<string, object>>): Record<string, unknown> {
  const attributes = Object.entries(block.body.attributes).map(
    ([name, expression]) => [name, asText(evaluateSource(expression, block.scope))] as const,
  );
  const blocks = Object.entries(within).map(([type, inner]) => {
    const expanded = expandedBlocks(block, type);
    const values = expanded?.map((one) => valuesOf(one, Object(inner)));
    return [type, values ?? new UnknownValue(`the blocks ${type} are not known`)] as const;
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

/** All attributes of the data source are text, or lists of it. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
