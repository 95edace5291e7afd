import type { Verification } from '../../access/verify/verify-matrix.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';

/** The comparison with real requests for a terminal: each disagreement with both answers, and the counts. */
export function verificationLines({
  agreed,
  disagreements,
  unverified,
  undecided,
}: Verification): readonly string[] {
  const differ = disagreements.flatMap(({ cell, use, encryption, matrix, request }) => {
    const { action, object } = use.use;
    const chosen = encryption ? ` with ${encryption}` : '';
    const what = `${action.action}${chosen} on ${cell.resource.name}${object === undefined ? '' : `, ${object}`}`;
    return wrapLines(
      `disagreement: ${cell.principal.name}, ${what}: the matrix says ${matrix}, the request was ${request}`,
      outputWidth(),
    );
  });
  const total = `verified: ${agreed} requests agree, ${disagreements.length} disagree; ${undecided} depend on facts that no request shows, ${unverified} were not sent`;
  return [...differ, ...wrapLines(total, outputWidth())];
}
