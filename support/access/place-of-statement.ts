import type { AnswerStatement } from './question-answer.ts';

/** The place of a statement in a line: `policies/key.json:4`, or `plan.json aws_kms_key.shared`; undefined without a file. */
export function placeOfAnswer({
  file,
  line,
  resource,
}: Pick<AnswerStatement, 'file' | 'line' | 'resource'>): string | undefined {
  if (file === undefined) return undefined;
  const place = line === undefined ? file : `${file}:${line}`;
  return resource === undefined ? place : `${place} ${resource}`;
}
