import { interleaved, type Pair, type Ratio } from './interleaved.ts';
import { type Move, moveOf } from './moves.ts';
import { type RatioRecord, thisMachine } from './ratio-record.ts';

/** A ratio beside that of a record. */
export interface Compared {
  readonly what: string;
  readonly now: Ratio | undefined;
  readonly recorded: Ratio | undefined;
  readonly move: Move | undefined;
}

/** Tells the name of what is measured next. */
type Telling = (what: string) => void;

/** Measures all pairs, each for so many rounds. */
export async function measureRatios(
  pairs: readonly Pair[],
  rounds: number,
  tell: Telling,
): Promise<RatioRecord> {
  const ratios: RatioRecord['ratios'] = {};
  for (const pair of pairs) {
    tell(pair.what);
    ratios[pair.what] = { against: pair.against, ...rounded(await interleaved(pair, rounds)) };
  }
  return { machine: thisMachine(), ratios };
}

/**
 * Measures all pairs and compares each with a record. One that seems to have moved is measured again, and has moved only if it did so
 * both times in the same direction.
 */
export async function compareRatios(
  pairs: readonly Pair[],
  record: RatioRecord,
  { rounds, tell }: { readonly rounds: number; readonly tell: Telling },
): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  for (const pair of pairs) {
    tell(pair.what);
    const recorded = record.ratios[pair.what];
    const first = await interleaved(pair, rounds);
    const seems = recorded && moveOf(first, recorded);
    if (recorded === undefined || seems === undefined) {
      compared.push({ what: pair.what, now: first, recorded, move: undefined });
      continue;
    }
    tell(`${pair.what} again, as it seems ${seems}`);
    const second = await interleaved(pair, rounds);
    const move = moveOf(second, recorded) === seems ? seems : undefined;
    compared.push({ what: pair.what, now: second, recorded, move });
  }
  const measured = new Set(pairs.map(({ what }) => what));
  for (const [what, recorded] of Object.entries(record.ratios))
    if (!measured.has(what)) compared.push({ what, now: undefined, recorded, move: undefined });
  return compared;
}

/** Three digits are more than the noise leaves. */
function rounded({ ratio, low, high }: Ratio): Ratio {
  const digits = (value: number) => Number(value.toPrecision(3));
  return { ratio: digits(ratio), low: digits(low), high: digits(high) };
}
