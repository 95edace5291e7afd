/**
 * The input, in CloudTrail's spelling: members begin with a small letter. The pairs of an encryption context keep their
 * names. Null if the input is empty.
 */
export function requestParameters(
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  const entries = Object.entries(input);
  if (entries.length === 0) return null;
  return Object.fromEntries(
    entries.map(([member, value]) => [spelled(member), spelledWithin(member, value)]),
  );
}

/** Members whose names within are the caller's own. */
const CALLERS = /EncryptionContext(?:Equals|Subset)?$/;

function spelledWithin(member: string, value: unknown): unknown {
  if (CALLERS.test(member) || typeof value !== 'object' || value === null || value instanceof Date)
    return value;
  if (Array.isArray(value)) return value.map((element) => spelledWithin(member, element));
  return requestParameters({ ...value });
}

function spelled(member: string): string {
  return `${member.slice(0, 1).toLowerCase()}${member.slice(1)}`;
}
