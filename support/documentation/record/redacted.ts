import type { RunRecord } from './run-record.ts';

/** The id of a key, as KMS chooses it. */
const KEY_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** The ids of an organization, its root, its units, and VPC endpoints. */
const OTHER_ID =
  /\b(?:o-[a-z0-9]{10,32}|r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|vpce?-[0-9a-f]{8,17})\b/g;

/**
 * A record without the ids of real accounts, keys and organizations, for a public site. Each account gets
 * an id by its place in the record, so that accounts stay apart. Names stay: they are what the features speak of. The digests
 * of documents stay as well, so that their owners can compare them.
 */
export function redacted(record: RunRecord): RunRecord {
  const accounts = new Map<string, string>();
  const idOf = (account: string) => {
    const known = accounts.get(account) ?? String(accounts.size + 1).padStart(12, '0');
    accounts.set(account, known);
    return known;
  };
  for (const { accounts: all } of record.scenarios) for (const { id } of all) idOf(id);
  const hide = (text: string) =>
    text
      .replaceAll(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g, idOf)
      .replaceAll(KEY_ID, '…')
      .replaceAll(OTHER_ID, '…');
  return JSON.parse(JSON.stringify(record), (key, value: unknown) =>
    typeof value === 'string' && !KEPT.has(key) ? hide(value) : value,
  );
}

/** The members that tell runs and documents apart, and that hold no id of an account. */
const KEPT: ReadonlySet<string> = new Set(['sha256', 'started', 'ended', 'time', 'recorded']);
