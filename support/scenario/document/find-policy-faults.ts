import { readJsonText } from '../../authorization/grammar/json-text.ts';
import { KIND_RULES, type PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { offsetOfSyntaxFault } from '../../authorization/grammar/syntax-fault.ts';
import { parsePolicy } from '../../authorization/parse-policy.ts';
import { exceededLimit, type SizedPolicy } from '../../authorization/policy-size.ts';
import { PolicyError } from '../../authorization/terms/policy-error.ts';
import { misspeltNames } from './misspelt-names.ts';
import { jsonRemedy } from './syntax-remedy.ts';

/** Something wrong with a policy document, and where: `line` and `column` count from 1. An error refuses the document. */
export interface PolicyFault {
  readonly severity: 'error' | 'warning';
  readonly place?: { readonly line: number; readonly column: number };
  readonly words: string;
  readonly cause?: PolicyError;
}

/**
 * The faults of a filled-in policy document. It may be no JSON, too large, or outside AWS's grammar for its kind. It may have
 * something that keyhole cannot evaluate, or name what AWS does not have.
 */
export function findPolicyFaults(text: string, kind: PolicyKind): readonly PolicyFault[] {
  try {
    parsePolicy(text, { kind });
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause;
    return [faultOf(cause, text, kind)];
  }
  const misspelt = misspeltFaults(text);
  return misspelt.some(({ severity }) => severity === 'error')
    ? misspelt
    : [...misspelt, ...sizeFaults(text, kind)];
}

function faultOf(cause: PolicyError, text: string, kind: PolicyKind): PolicyFault {
  const { line, column } = cause;
  const path = cause.path === '' ? '' : `${cause.path}: `;
  return {
    severity: 'error',
    words: `this is not ${KIND_RULES[kind].name}: ${path}${cause.reason}${remedyOf(text, cause)}`,
    ...(line !== undefined && column !== undefined && { place: { line, column } }),
    cause,
  };
}

/** The remedy for a document that is not JSON; empty for any other fault. */
function remedyOf(text: string, { reason }: PolicyError): string {
  const offset = reason.startsWith('not JSON') ? offsetOfSyntaxFault(text) : undefined;
  return offset === undefined ? '' : jsonRemedy(text, offset);
}

/** The names that AWS does not have are errors; those that it may have by now are warnings. */
function misspeltFaults(text: string): readonly PolicyFault[] {
  const misspelt = misspeltNames(text);
  if (misspelt.length === 0) return [];
  const json = readJsonText(text);
  return misspelt.map(({ severity, path, message }) => ({
    severity,
    place: json.positionOf(path),
    words: `${path}: ${message}`,
  }));
}

function sizeFaults(text: string, kind: PolicyKind): readonly PolicyFault[] {
  const sized = SIZED[kind];
  const limit = sized && exceededLimit(sized, text);
  if (limit === undefined) return [];
  return [
    {
      severity: 'error',
      words: `it is too large for ${KIND_RULES[kind].name}: AWS accepts at most ${limit}`,
    },
  ];
}

/** The kinds of policies that AWS limits document by document. */
const SIZED: Partial<Record<PolicyKind, SizedPolicy>> = {
  bucket: 'bucket policy',
  'access point': 'bucket policy',
  key: 'key policy',
  secret: 'secret policy',
  table: 'table policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'endpoint policy',
};
