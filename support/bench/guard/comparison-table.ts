import { table } from '../table.ts';
import type { Compared } from './guard.ts';
import type { Ratio } from './interleaved.ts';
import { type RatioRecord, thisMachine } from './ratio-record.ts';

/** Ratios beside those of a record, and in words what moved. */
export function comparisonText(compared: readonly Compared[], record: RatioRecord): string {
  const moved = compared.filter(({ move }) => move !== undefined);
  const lines = moved.map(
    ({ what, move, now, recorded }) =>
      `${move}: ${what} costs ${shown(now)} its yardstick, and ${shown(recorded)} in the record`,
  );
  const verdict =
    lines.length > 0
      ? lines
      : ['nothing moved beyond the noise: the intervals meet, or differ by less than 10 %'];
  return [tableOf(compared), '', ...verdict, ...otherMachine(record), ''].join('\n');
}

function tableOf(compared: readonly Compared[]): string {
  return table(
    compared.map(({ what, now, recorded, move }) => ({
      what,
      measured: now === undefined ? 'no longer measured' : shown(now),
      against: recorded === undefined ? 'not in the record' : `record ${shown(recorded)}`,
      ...(now !== undefined && recorded !== undefined && { ratio: change(now, recorded) }),
      ...(move !== undefined && { target: move }),
    })),
  );
}

/** A ratio with its interval. */
function shown(ratio: Ratio | undefined): string {
  if (ratio === undefined) return '';
  const digits = (value: number) => value.toPrecision(3);
  return `${digits(ratio.ratio)}× (${digits(ratio.low)}–${digits(ratio.high)})`;
}

function change(now: Ratio, recorded: Ratio): string {
  const percent = Math.round((now.ratio / recorded.ratio - 1) * 100);
  return `${percent > 0 ? '+' : ''}${percent} %`;
}

function otherMachine({ machine }: RatioRecord): readonly string[] {
  const here = thisMachine();
  if (here.node === machine.node && here.processor === machine.processor) return [];
  return [
    `The record is of another machine (Node.js ${machine.node}, ${machine.processor}), where the same code may have other ratios.`,
  ];
}
