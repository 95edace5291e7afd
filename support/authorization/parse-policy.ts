import { ParsedPolicy } from './compiling/compiled-policy.ts';
import { objectAt, onlyKnown, stringAt } from './grammar/json-shapes.ts';
import { type JsonText, positionOfSyntaxFault, readJsonText } from './grammar/json-text.ts';
import { KIND_RULES, type PolicyKind } from './grammar/policy-kind.ts';
import { parseStatement } from './grammar/statement.ts';
import { suggestion } from './terms/nearest.ts';
import type { Policy } from './terms/policy.ts';
import { PolicyError } from './terms/policy-error.ts';

/**
 * Parses a policy document and checks it as AWS does when the policy is attached. Refuses also documents that AWS
 * accepts but keyhole could not evaluate. Throws {@link PolicyError} with the fault and its position.
 *
 * Names of elements, effects and operators are case-sensitive.
 * Source: IAM user guide, "Grammar of the IAM JSON policy language"; AWS KMS developer guide, "Key policies in AWS KMS".
 * Differs: AWS documents that identity-based policies must not have an Id; it has no effect, and keyhole accepts it.
 */
export function parsePolicy(text: string, options: { kind: PolicyKind }): Policy {
  const json = jsonOf(text);
  try {
    if (json.duplicate !== undefined)
      throw new PolicyError(json.duplicate, 'occurs twice in the same object');
    return policyOf(json.value, options.kind, text);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyError(error.path, error.reason, json.positionOf(error.path));
  }
}

/** Limits of the parsed policies that are kept: their number and their characters in all. A company of 200 accounts has fewer. */
const MAX_PARSED = 20_000;
const MAX_PARSED_CHARACTERS = 16 * 1024 * 1024;
const parsed = new Map<string, Policy>();
let parsedCharacters = 0;

/** Parses a policy as {@link parsePolicy} does and keeps the result: the same text and kind give the same object. */
export function parsedPolicy(text: string, kind: PolicyKind): Policy {
  const key = `${kind} ${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const policy = parsePolicy(text, { kind });
  parsedCharacters += text.length;
  if (parsed.size >= MAX_PARSED || parsedCharacters > MAX_PARSED_CHARACTERS) {
    parsed.clear();
    parsedCharacters = text.length;
  }
  parsed.set(key, policy);
  return policy;
}

function jsonOf(text: string): JsonText {
  try {
    return readJsonText(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.replace(/ in JSON at position.*$|, (\.\.\.)?".*is not valid JSON$/s, '');
    throw new PolicyError('', `not JSON: ${reason}`, positionOfSyntaxFault(text));
  }
}

function policyOf(value: unknown, kind: PolicyKind, text: string): Policy {
  const rules = KIND_RULES[kind];
  const object = objectAt(value, '');
  onlyKnown(object, ['Version', 'Id', 'Statement'], '');
  const version = versionOf(object.Version);
  if (rules.version2012 && version !== '2012-10-17') {
    throw new PolicyError('', `${rules.name} must have the Version "2012-10-17"`);
  }
  const id = object.Id === undefined ? undefined : stringAt(object.Id, 'Id');
  if (object.Statement === undefined) throw new PolicyError('', 'Statement is missing');
  const list = Array.isArray(object.Statement) ? object.Statement : [object.Statement];
  if (list.length === 0) throw new PolicyError('Statement', 'must hold at least one statement');
  const variables = version === '2012-10-17';
  const compiled = list.map((statement: unknown, index) =>
    parseStatement(statement, index, { rules, variables }),
  );
  if (rules.strictSids) refuseRepeatedSids(compiled.map(({ statement }) => statement.sid));
  return new ParsedPolicy({ version, id, text }, compiled);
}

/** A policy without Version uses the version 2008-10-17, in which `${…}` is plain text. */
function versionOf(value: unknown): Policy['version'] {
  if (value === undefined || value === '2008-10-17') return '2008-10-17';
  if (value === '2012-10-17') return value;
  const version = stringAt(value, 'Version');
  const versions = ['2008-10-17', '2012-10-17'];
  throw new PolicyError(
    'Version',
    `"${version}" is not a version of the policy language${suggestion(version, versions)}`,
  );
}

function refuseRepeatedSids(sids: readonly (string | undefined)[]): void {
  const seen = new Set<string>();
  sids.forEach((sid, index) => {
    if (sid === undefined) return;
    if (seen.has(sid)) {
      throw new PolicyError(`Statement[${index}].Sid`, `"${sid}" is already the Sid of another statement`);
    }
    seen.add(sid);
  });
}
