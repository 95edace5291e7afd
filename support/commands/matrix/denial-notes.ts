import type { AccessCell } from '../../access/access-matrix.ts';
import { usesWithoutPolicy } from '../../access/denied-without-policy.ts';
import { useDocument } from '../../access/matrix-document.ts';
import type { Describing } from '../../gateway/record/decision-report.ts';

/** The most principals that a note names. */
const MOST = 6;

/** One reason with the cells that are denied for it. */
export interface DenialNote {
  /** The principals: `the reader user, the writer user`. */
  readonly who: string;
  /** The classes of access: `read, write`. */
  readonly access: string;
  /** The reason: `denied, since KMS takes only signed requests`. */
  readonly text: string;
}

/** The reasons of the cells of a resource that no policy denies. Equal reasons of several cells are one note. */
export function denialNotes(cells: readonly AccessCell[], describing: Describing): readonly DenialNote[] {
  const denials = cells.flatMap((cell) => {
    const reasons = usesWithoutPolicy(cell).map((use) => useDocument(use, describing).reason);
    return [...new Set(reasons)].map((reason) => ({ reason, access: cell.access, who: cell.principal.name }));
  });
  const all = new Set(cells.map(({ principal }) => principal.name)).size;
  const rows = [...Map.groupBy(denials, ({ reason, who }) => JSON.stringify([reason, who])).values()];
  const alike = Map.groupBy(rows, (row) => JSON.stringify([row[0]?.reason, row.map(({ access }) => access)]));
  return [...alike.values()].flatMap((group) => {
    const [first = []] = group;
    const who = namesInShort(
      group.flatMap(([one]) => one?.who ?? []),
      all,
    );
    const access = first.map((one) => one.access).join(', ');
    return [{ who, access, text: `denied, since ${first[0]?.reason}` }];
  });
}

/** The names of principals; `all principals` if none of the table is missing. */
function namesInShort(names: readonly string[], all: number): string {
  if (names.length > 2 && names.length === all) return 'all principals';
  const others = names.length - MOST;
  return others > 1 ? `${names.slice(0, MOST).join(', ')} and ${others} others` : names.join(', ');
}
