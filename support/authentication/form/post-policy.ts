import { formPolicyRefusals } from './form-policy-refusals.ts';

/** One condition of the policy of a form. */
export type PostCondition =
  | {
      readonly operator: 'eq' | 'starts-with';
      readonly field: string;
      readonly value: string;
      readonly shown: string;
    }
  | { readonly operator: 'content-length-range'; readonly least: number; readonly most: number }
  /** A condition that no form meets: it names no field, or its range has no numbers. */
  | { readonly operator: 'never'; readonly shown: string };

/** The policy of a form: until when, and with which fields, it may be sent. */
export interface PostPolicy {
  /** In milliseconds since 1970. */
  readonly expiration: number;
  readonly conditions: readonly PostCondition[];
}

/**
 * Reads the policy of a form, which is JSON in base64. Throws AwsError `InvalidPolicyDocument`.
 *
 * Source: Amazon S3 API reference, "POST Policy".
 */
export function readPostPolicy(encoded: string): PostPolicy {
  const document = parsed(encoded);
  const { expiration, conditions } = document;
  if (expiration === undefined) throw formPolicyRefusals.invalid('Policy missing expiration.');
  if (typeof expiration !== 'string' || !ISO_TIME.test(expiration) || Number.isNaN(Date.parse(expiration)))
    throw formPolicyRefusals.invalid(`Invalid 'expiration' value: '${shownOf(expiration)}'`);
  if (conditions === undefined) throw formPolicyRefusals.invalid('Policy missing conditions.');
  if (!Array.isArray(conditions)) throw formPolicyRefusals.invalid('Invalid Conditions: not a List.');
  const other = Object.keys(document).find((name) => name !== 'expiration' && name !== 'conditions');
  if (other !== undefined) throw formPolicyRefusals.invalid(`Unexpected: '${shownOf(other)}'`);
  return { expiration: Date.parse(expiration), conditions: conditions.map(conditionOf) };
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** The most characters of a policy that an error repeats. */
const SHOWN = 128;

function shownOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, SHOWN);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(encoded: string): { readonly expiration?: unknown; readonly conditions?: unknown } {
  let document: unknown;
  try {
    if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(encoded)) throw new SyntaxError('not base64');
    document = JSON.parse(unescapedDollars(utf8.decode(Buffer.from(encoded, 'base64'))));
  } catch {
    throw formPolicyRefusals.invalid('Invalid JSON.');
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw formPolicyRefusals.invalid('Invalid JSON.');
  return document;
}

/** A policy may write `\$` for a dollar, which JSON does not know. Source: Amazon S3 API reference, "POST Policy", section "Character escaping". */
function unescapedDollars(text: string): string {
  return text.replace(/\\(.)/gs, (pair, character: string) => (character === '$' ? '$' : pair));
}

function conditionOf(condition: unknown): PostCondition {
  if (Array.isArray(condition)) return listCondition(condition);
  const entries = typeof condition === 'object' && condition !== null ? Object.entries(condition) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length > 1)
    throw formPolicyRefusals.invalid(
      'Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.',
    );
  const [name, value] = entry;
  if (typeof value !== 'string')
    throw formPolicyRefusals.invalid('Invalid Simple-Condition: value must be a string.');
  return {
    operator: 'eq',
    field: name.toLowerCase(),
    value,
    shown: shownCondition(['eq', `$${name}`, value]),
  };
}

function listCondition(condition: readonly unknown[]): PostCondition {
  const [given, first, second] = condition;
  const operator = typeof given === 'string' ? given.toLowerCase() : '';
  if (condition.length !== 3)
    throw formPolicyRefusals.invalid(`Invalid Condition: wrong number of arguments: ${shownOf(condition)}`);
  if (operator === 'content-length-range') return lengthRange(condition);
  if (operator !== 'eq' && operator !== 'starts-with')
    throw formPolicyRefusals.invalid(`Invalid Condition: unknown operation '${shownOf(given)}'.`);
  if (typeof first !== 'string' || typeof second !== 'string')
    throw formPolicyRefusals.invalid(`Invalid Condition: ${shownOf(condition)}`);
  // Recorded answers show that a condition on no field is one that does not hold.
  if (!/^\$./.test(first)) return { operator: 'never', shown: shownCondition(condition) };
  return { operator, field: first.slice(1).toLowerCase(), value: second, shown: shownCondition(condition) };
}

function lengthRange(condition: readonly unknown[]): PostCondition {
  const [low, high] = [bytesOf(condition[1]), bytesOf(condition[2])];
  if (low === undefined || high === undefined) return { operator: 'never', shown: shownCondition(condition) };
  return { operator: 'content-length-range', least: low, most: high };
}

/** A condition as S3 repeats it in a refusal. */
function shownCondition(condition: readonly unknown[]): string {
  return `[${condition.map((part) => JSON.stringify(part)).join(', ')}]`;
}

/** A number of bytes; libraries write it as text, too. */
function bytesOf(value: unknown): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
