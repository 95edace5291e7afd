import { codecRows } from './codec.ts';
import { decisionRows } from './decisions.ts';
import { requestMemoryRow, streamingRows } from './memory.ts';
import { oracleRows } from './oracle.ts';
import { requestRows } from './requests.ts';
import { type Row, table } from './table.ts';
import { worldRows } from './worlds.ts';

// `--quick` measures the same with a tenth of the requests and bytes, to see that everything runs.
const scale = process.argv.includes('--quick') ? 0.1 : 1;
const gibibyte = 1024 ** 3;

const sections: readonly (readonly [string, () => Promise<readonly Row[]>])[] = [
  ['decisions', decisionRows],
  ['decisions beside the oracle', oracleRows],
  ['codec', codecRows],
  ['worlds', worldRows],
  ['requests', () => requestRows(scale)],
  ['memory', async () => [await requestMemoryRow(100_000 * scale)]],
  ['streaming', () => streamingRows(2 ** Math.floor(Math.log2(gibibyte * scale)))],
];

const rows: Row[] = [];
for (const [name, measure] of sections) {
  process.stderr.write(`measuring ${name} …\n`);
  rows.push(...(await measure()));
}
console.log(table(rows));
