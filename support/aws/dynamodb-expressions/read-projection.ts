import type { DocumentPath } from './expression.ts';
import { ExpressionReader } from './expression-reader.ts';
import { overlapOf } from './paths.ts';
import type { Placeholders } from './placeholders.ts';

/**
 * Reads the paths of a ProjectionExpression. Throws ValidationException in DynamoDB's words.
 *
 * Source: Amazon DynamoDB developer guide, "Using projection expressions in DynamoDB".
 */
export function readProjection(text: string, placeholders: Placeholders): readonly DocumentPath[] {
  const reader = new ExpressionReader('ProjectionExpression', text, placeholders);
  const paths = [reader.path()];
  while (reader.takes(',')) paths.push(reader.path());
  reader.expectEnd();
  const overlap = overlapOf(paths);
  if (overlap !== undefined) throw reader.fault(overlap);
  return paths;
}
