import { UnknownValue } from '../world/unknown-value.ts';

/** The unique id of a user or role that was deleted, in place of its ARN. Source: IAM user guide, "IAM identifiers". */
const DELETED = /^A(?:IDA|ROA)[A-Z0-9]{16,}$/;

/**
 * A policy as an account returns it, which may be URL-encoded. A principal that was deleted is unknown: nothing is allowed or denied to
 * it. Undefined for no policy.
 */
export function livePolicy(text: string | UnknownValue | undefined): unknown {
  if (text === undefined || text instanceof UnknownValue) return text;
  const json = /^\s*%7B/i.test(text) ? decodeURIComponent(text) : text;
  if (!/"A(?:IDA|ROA)[A-Z0-9]{16}/.test(json)) return json;
  try {
    return withoutDeleted(JSON.parse(json), '');
  } catch {
    return json;
  }
}

function withoutDeleted(value: unknown, member: string): unknown {
  if (typeof value === 'string')
    return member === 'AWS' && DELETED.test(value)
      ? new UnknownValue(`${value} is the id of a principal that was deleted`)
      : value;
  if (Array.isArray(value)) return value.map((item) => withoutDeleted(item, member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withoutDeleted(inner, name)]),
  );
}
