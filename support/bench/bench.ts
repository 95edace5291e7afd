import { parseArgs } from 'node:util';
import { SpecError } from '../scenario/spec-error.ts';
import { bucketMemoryRow } from './bucket-memory.ts';
import { codecRows } from './codec.ts';
import { companyRows } from './companies.ts';
import { decisionRows } from './decisions.ts';
import { emptyLabRows } from './empty-labs.ts';
import { specificationFloorRows } from './floor/specification-floor.ts';
import { installedRows } from './installed.ts';
import { localstackRows } from './localstack.ts';
import { requestMemoryRow } from './memory.ts';
import { oracleRows } from './oracle.ts';
import { presignedRows } from './presigned.ts';
import { requestRows } from './requests.ts';
import { specificationRows } from './specification.ts';
import { streamingRows } from './streaming.ts';
import { type Row, table } from './table.ts';

const usage = `Usage: npm run bench -- [options]

  --quick               a tenth of the requests and bytes, to check that it runs
  --backend localstack  compare with LocalStack in a container (default: keyhole only)
  --against URL         only presigned GETs, beside an emulator that runs there
  --compare FILE        only the ratios of a record: what moved beyond the noise
                        (support/bench/ratios.json is that of this repository)
  --record FILE         measure these ratios and write the record
  --help                print this help
`;

const { quick, backend, against, compare, record, help } = optionsGiven();
if (help) {
  process.stdout.write(usage);
  process.exit(0);
}
if (compare !== undefined || record !== undefined) {
  const { guardRatios } = await import('./guard/guard-ratios.ts');
  process.exit(await guardRatios({ compare, record, quick, backend }).catch(giveUp));
}
const scale = quick ? 0.1 : 1;
const gibibyte = 1024 ** 3;

type Section = readonly [string, () => Promise<readonly Row[]>];

const alone: readonly Section[] = [
  ['decisions', decisionRows],
  ['decisions beside the oracle', oracleRows],
  ['codec', codecRows],
  ['empty labs', emptyLabRows],
  ['the installed command', () => installedRows(100_000 * scale)],
  ['requests', () => requestRows(scale)],
  ['memory', async () => [await requestMemoryRow(100_000 * scale), await bucketMemoryRow(100_000 * scale)]],
  ['companies', async () => companyRows(scale)],
  ['the specification beside its floor', () => specificationFloorRows(quick ? 1 : 5)],
  ['specifications of many examples', () => specificationRows(scale)],
  ['streaming', () => streamingRows(2 ** Math.floor(Math.log2(gibibyte * scale)))],
];

const besideLocalstack: readonly Section[] = [['LocalStack', () => localstackRows(scale)]];

const presigned = (emulator: string): readonly Section[] => [
  ['presigned GETs', () => presignedRows(emulator, scale)],
];

const sections =
  against === undefined ? { embedded: alone, localstack: besideLocalstack }[backend] : presigned(against);
if (sections === undefined) {
  console.error(`bench: --backend ${backend} is not known: give embedded or localstack`);
  process.exit(2);
}

const rows: Row[] = [];
for (const [name, measure] of sections) {
  process.stderr.write(`measuring ${name} …\n`);
  rows.push(...(await measure().catch(giveUp)));
}
console.log(table(rows));

/** Prints a SpecError, such as a missing Docker, as a message and exits with 2. */
function giveUp(error: unknown): never {
  if (!(error instanceof SpecError)) throw error;
  console.error(`bench: ${error.message}`);
  process.exit(2);
}

function optionsGiven() {
  try {
    return parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        backend: { type: 'string', default: 'embedded' },
        against: { type: 'string' },
        compare: { type: 'string' },
        record: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(2);
  }
}
