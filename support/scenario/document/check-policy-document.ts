import { KIND_RULES, type PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { parsePolicy } from '../../authorization/parse-policy.ts';
import { exceededLimit, type SizedPolicy } from '../../authorization/policy-size.ts';
import { PolicyError } from '../../authorization/terms/policy-error.ts';
import { SpecError } from '../spec-error.ts';

/**
 * Checks a filled-in policy document: JSON, and a policy of its kind by AWS's grammar, with nothing in it that keyhole could
 * not evaluate. Throws SpecError `invalid-policy` with line and column, and the path within the document.
 */
export function checkPolicyDocument(text: string, file: string, kind: PolicyKind = kindOf(text)): void {
  const sized = SIZED[kind];
  try {
    parsePolicy(text, { kind });
    const limit = sized && exceededLimit(sized, text);
    if (limit === undefined) return;
    throw new SpecError(
      'invalid-policy',
      `${file}: too large for ${KIND_RULES[kind].name}: AWS takes at most ${limit}`,
    );
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause;
    const place = cause.line === undefined ? '' : `:${cause.line}:${cause.column}`;
    const path = cause.path === '' ? '' : `${cause.path}: `;
    throw new SpecError(
      'invalid-policy',
      `${file}${place}: not ${KIND_RULES[kind].name}: ${path}${cause.reason}`,
      {
        cause,
      },
    );
  }
}

/** The kinds whose documents AWS limits one by one. */
const SIZED: Partial<Record<PolicyKind, SizedPolicy>> = {
  bucket: 'bucket policy',
  key: 'key policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'endpoint policy',
};

/** The kind of a document that scenario.yaml does not use, so that only a feature knows: by what it speaks of. */
function kindOf(text: string): PolicyKind {
  if (!/"(?:Not)?Principal"/.test(text)) return 'identity';
  if (/"sts:/.test(text)) return 'trust';
  return /"s3:/.test(text) ? 'bucket' : 'key';
}
