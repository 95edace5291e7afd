import { styleText } from 'node:util';
import type { UseDocument } from '../../access/matrix-document.ts';
import type { PathDocument, StepDocument } from '../../access/paths/path-document.ts';
import { placeOfAnswer } from '../../access/place-of-statement.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';

/** The headings of the ways, in the order in which they are shown. */
export const WAYS = {
  directly: 'directly',
  grant: 'by a grant',
  assume: 'by assuming a role',
  change: 'by changing a policy or a key of a user first',
} as const;

/** A heading with the number of its ways, if there are several. */
export function headingOf(heading: string, count: number): string {
  return count === 1 ? heading : `${heading} (${count})`;
}

/** A way for a terminal: the principal, each step, and the statements at the end. */
export function pathLines(path: PathDocument, what?: string): readonly string[] {
  const { principalName, steps, as, access } = path;
  const mark = access.result === 'conditional' ? styleText('yellow', '?') : styleText('green', '✓');
  const title = what === undefined ? principalName : what;
  return [
    ...indented(title, 4).map((line, index) => (index === 0 ? `  ${mark} ${line.trimStart()}` : line)),
    ...steps.flatMap(stepLines),
    ...(steps.length === 0 ? [] : indented(`then, as ${as}: ${access.actions.join(' + ')}`, 6)),
    ...conditionLines(access),
    ...placeLines(access),
  ];
}

function stepLines({ by, action, on, access, kind }: StepDocument, index: number): readonly string[] {
  const verb = kind === 'change' ? 'changes' : kind === 'become' ? 'becomes' : 'assumes';
  return [
    ...indented(`${index + 1}. ${by} ${verb} ${on} (${action})`, 6),
    ...conditionLines(access),
    ...placeLines(access),
  ];
}

function conditionLines({ result, allowedIf }: UseDocument): readonly string[] {
  if (result !== 'conditional') return [];
  return indented(`only if ${allowedIf}`, 8).map((line) => styleText('yellow', line));
}

function placeLines({ statements, reason }: UseDocument): readonly string[] {
  const places = statements.map((statement) => {
    const { policy, sid, index } = statement;
    const place = placeOfAnswer(statement);
    const title = sid === undefined ? `statement ${index + 1}` : `"${sid}"`;
    return place === undefined ? `${title} of ${policy}` : `${place}  ${title}`;
  });
  const lines = places.length === 0 ? [reason] : places;
  return lines.flatMap((line) => indented(line, 8)).map((line) => styleText('dim', line));
}

function indented(text: string, indent: number): readonly string[] {
  return wrapLines(text, outputWidth() - indent, false).map((line) => ' '.repeat(indent) + line);
}
