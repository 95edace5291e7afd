import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dryRun } from '../../specification/dry-run.ts';
import { specificationOf } from '../../specification/specification.ts';
import { stepExamples } from './step-examples.ts';

/** Writes the examples of keyhole's steps, which its package has no features to take from: `npm run examples`. */
const examples = stepExamples(specificationOf(dryRun()));
const lines = Object.entries(examples).map(
  ([shape, text]) => `  ${JSON.stringify(shape)}: ${JSON.stringify(text)},`,
);
writeFileSync(
  join(import.meta.dirname, 'keyhole-examples.ts'),
  [
    '// Written by write-examples.ts from the features: npm run examples.',
    'export const keyholeExamples: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n'),
);
