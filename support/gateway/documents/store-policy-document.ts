import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { parsePolicy } from '../../authorization/parse-policy.ts';
import type { Policy } from '../../authorization/terms/policy.ts';
import { PolicyError } from '../../authorization/terms/policy-error.ts';
import type { AwsError } from '../../aws/aws-error.ts';
import type { DocumentRules, Fault, Rule } from './document-rule.ts';
import { placeIn, type WrittenPolicy, writtenPolicy } from './written-policy.ts';

/** The response header that says what is wrong with a refused policy document, and where: AWS's texts often do not. */
export const detailHeader = 'x-keyhole-detail';

/**
 * Reads a policy document before it is stored. Throws the service's own AwsError, with AWS's text, for a
 * document that AWS would not store. The header `x-keyhole-detail` of the error says where the fault is.
 *
 * Stored documents are read by parsePolicy alone, so a rule here never makes a stored document undecidable.
 */
export function policyToStore(text: string, kind: PolicyKind, rules: DocumentRules): Policy {
  const broken = firstFault(text, rules.text);
  if (broken !== undefined) throw refusal(text, rules, broken);
  const found = faultOf(writtenPolicy(text), rules);
  if (found !== undefined) throw refusal(text, rules, found);
  try {
    return parsePolicy(text, { kind });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw refusal(text, rules, { says: rules.otherwise, fault: error });
  }
}

/** The refusal of a parsed document for a fault that is found later, with AWS's text. */
export function refusedDocument(text: string, rules: DocumentRules, broken: Broken): AwsError {
  return refusal(text, rules, broken);
}

interface Broken {
  readonly says: string;
  readonly fault: Fault;
}

function faultOf(policy: WrittenPolicy, { document, statement }: DocumentRules): Broken | undefined {
  const whole = firstFault(policy, document);
  if (whole !== undefined) return whole;
  for (const one of policy.statements) {
    const found = firstFault(one, statement);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstFault<S>(subject: S, rules: readonly Rule<S>[]): Broken | undefined {
  for (const { finds, says } of rules) {
    const fault = finds(subject);
    if (fault !== undefined) return { says, fault };
  }
  return undefined;
}

function refusal(text: string, { error }: DocumentRules, { says, fault }: Broken): AwsError {
  const place = placeIn(text, fault.path);
  const message = says
    .replaceAll('{quoted}', () => fault.quoted ?? '')
    .replace('{line}', String(place.line))
    .replace('{column}', String(place.column));
  const where = `(line ${place.line}, column ${place.column})`;
  const path = fault.path === '' ? 'the policy' : fault.path;
  return error(message, { [detailHeader]: headerText(`${path} ${where}: ${fault.reason}`) });
}

/** Longer details are cut: a header is one line, and clients limit it. */
const LONGEST_DETAIL = 1000;

/** Text as a header may hold it: printable ASCII, other characters as JSON escapes them. */
function headerText(text: string): string {
  const escaped = text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped.slice(0, LONGEST_DETAIL);
}
