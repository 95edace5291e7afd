import type { RunRecord } from './run-record.ts';
import { runRecord } from './run-record.ts';
import { StandInIds } from './stand-in-ids.ts';

/**
 * Records without the ids of real accounts, keys and organizations, for a public site. Each id has a stand-in, the same in all
 * records: accounts by their place, so that they stay apart. Names stay: they are what the features speak of. The digests of
 * documents stay as well, so that their owners can compare them.
 */
export function redacted(records: readonly RunRecord[]): readonly RunRecord[] {
  const scenarios = records.flatMap((record) => record.scenarios);
  const ids = new StandInIds(scenarios.flatMap(({ accounts }) => accounts.map(({ id }) => id)));
  return records.map((record) => runRecord.parse(hidden(record, ids, [])));
}

/** A part of a record with stand-ins for ids, in its values and in the names of its members. */
function hidden(value: unknown, ids: StandInIds, path: readonly string[]): unknown {
  if (typeof value === 'string') return isKept(path) ? value : ids.hide(value);
  if (Array.isArray(value)) return value.map((item) => hidden(item, ids, path));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [ids.hide(name), hidden(member, ids, [...path, name])]),
  );
}

/** The members that tell runs, decisions and documents apart, and that hold no id of an account. */
const KEPT: readonly RegExp[] = [
  /^run (?:started|ended)$/,
  /^run commit id$/,
  /^features rules examples requests (?:id|time)$/,
  /^scenarios documents sha256$/,
  /^earlier recorded$/,
];

function isKept(path: readonly string[]): boolean {
  const name = path.join(' ');
  return KEPT.some((kept) => kept.test(name));
}
