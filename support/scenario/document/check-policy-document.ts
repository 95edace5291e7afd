import { readJsonText } from '../../authorization/grammar/json-text.ts';
import { KIND_RULES, type PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { offsetOfSyntaxFault } from '../../authorization/grammar/syntax-fault.ts';
import { parsePolicy } from '../../authorization/parse-policy.ts';
import { exceededLimit, type SizedPolicy } from '../../authorization/policy-size.ts';
import { PolicyError } from '../../authorization/terms/policy-error.ts';
import { SpecError } from '../spec-error.ts';
import { type MisspeltName, misspeltNames } from './misspelt-names.ts';
import { jsonRemedy } from './syntax-remedy.ts';

/**
 * Checks a filled-in policy document: that it is JSON, follows AWS's grammar for its kind and has nothing that keyhole
 * cannot evaluate. AWS must have its actions and condition keys. Returns warnings. Throws SpecError `invalid-policy` with line
 * and column, and the path within the document.
 */
export function checkPolicyDocument(
  text: string,
  file: string,
  kind: PolicyKind = kindOf(text),
): readonly string[] {
  const sized = SIZED[kind];
  try {
    parsePolicy(text, { kind });
    const warnings = refuseMisspelt(text, file);
    const limit = sized && exceededLimit(sized, text);
    if (limit === undefined) return warnings;
    throw new SpecError(
      'invalid-policy',
      `${file} is too large for ${KIND_RULES[kind].name}: AWS accepts at most ${limit}`,
    );
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause;
    const place = cause.line === undefined ? '' : `:${cause.line}:${cause.column}`;
    const path = cause.path === '' ? '' : `${cause.path}: `;
    throw new SpecError(
      'invalid-policy',
      `${file}${place}: this is not ${KIND_RULES[kind].name}: ${path}${cause.reason}${remedyOf(text, cause)}`,
      {
        cause,
      },
    );
  }
}

/** The remedy for a document that is not JSON; empty for any other fault. */
function remedyOf(text: string, { reason }: PolicyError): string {
  const offset = reason.startsWith('not JSON') ? offsetOfSyntaxFault(text) : undefined;
  return offset === undefined ? '' : jsonRemedy(text, offset);
}

/**
 * Returns a warning for each action and condition key that AWS may have by now. Throws SpecError `invalid-policy` listing
 * those that it does not have.
 */
function refuseMisspelt(text: string, file: string): readonly string[] {
  const misspelt = misspeltNames(text);
  if (misspelt.length === 0) return [];
  const json = readJsonText(text);
  const { error = [], warning = [] } = Object.groupBy(misspelt, ({ severity }) => severity);
  const lineOf = ({ path, message }: MisspeltName) => {
    const { line, column } = json.positionOf(path);
    return `${file}:${line}:${column}: ${path}: ${message}`;
  };
  if (error.length > 0) throw new SpecError('invalid-policy', error.map(lineOf).join('\n'));
  return warning.map(lineOf);
}

/** The kinds of policies that AWS limits document by document. */
const SIZED: Partial<Record<PolicyKind, SizedPolicy>> = {
  bucket: 'bucket policy',
  key: 'key policy',
  secret: 'secret policy',
  table: 'table policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'endpoint policy',
};

/** The kind of a document that only features use, guessed from its content; scenario.yaml does not tell. */
function kindOf(text: string): PolicyKind {
  if (!/"(?:Not)?Principal"/.test(text)) return 'identity';
  if (/"sts:/.test(text)) return 'trust';
  if (/"secretsmanager:/.test(text)) return 'secret';
  if (/"dynamodb:/.test(text)) return 'table';
  return /"s3:/.test(text) ? 'bucket' : 'key';
}
