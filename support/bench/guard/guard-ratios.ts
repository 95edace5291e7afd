import { exitCodes } from '../../commands/exit-codes.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { comparisonText } from './comparison-table.ts';
import { compareRatios, measureRatios } from './guard.ts';
import { pairs } from './pairs.ts';
import { readRatios, refuseUnwritable, writeRatios } from './ratio-record.ts';

/** The options of the command that concern ratios. */
interface GuardOptions {
  readonly compare: string | undefined;
  readonly record: string | undefined;
  readonly quick: boolean;
  readonly backend: string;
}

/** The rounds of each ratio: enough for an interval, and few for a quick look. */
const ROUNDS = { quick: 5, whole: 15 } as const;

/**
 * Compares ratios with those of a record, or writes the record. Resolves with the exit code. A ratio that moved is told and fails
 * nothing: people judge whether the change was worth it. Throws SpecError for options and records that do not fit.
 */
export async function guardRatios({ compare, record, quick, backend }: GuardOptions): Promise<number> {
  if (backend !== 'embedded')
    throw new SpecError(
      'unusable-backend',
      '--compare and --record measure keyhole alone: leave out --backend',
    );
  if (compare !== undefined && record !== undefined)
    throw new SpecError('invalid-document', 'give --compare or --record, one at a time');
  if (record !== undefined) refuseUnwritable(record);
  const rounds = quick ? ROUNDS.quick : ROUNDS.whole;
  const tell = (what: string) => void process.stderr.write(`measuring ${what} …\n`);
  if (compare !== undefined) {
    const recorded = readRatios(compare);
    process.stdout.write(comparisonText(await compareRatios(pairs, recorded, { rounds, tell }), recorded));
  }
  if (record !== undefined) {
    writeRatios(record, await measureRatios(pairs, rounds, tell));
    process.stdout.write(`the ratios are in ${record}\n`);
  }
  return exitCodes.ok;
}
