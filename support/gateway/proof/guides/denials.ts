/** The codes of a denial by policies, with their status: S3, IAM and STS answer 403, the others 400. */
const DENIALS: ReadonlySet<string> = new Set([
  '400 AccessDeniedException',
  '403 AccessDenied',
  '403 AccessDeniedException',
]);

/** The answer of a request, with `denied` for every denial by policies. */
export function denialsOf(answer: string): string {
  return DENIALS.has(answer) ? 'denied' : answer;
}
