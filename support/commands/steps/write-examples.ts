import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dryRun } from '../../specification/dry-run.ts';
import { specificationOf } from '../../specification/specification.ts';
import { type ParameterExamples, parameterExamples } from './parameter-examples.ts';
import { type StepExamples, stepExamples } from './step-examples.ts';

/**
 * Writes the examples of keyhole's steps and of their parameters: `npm run examples`. The package has no features to take
 * them from.
 */
const specification = specificationOf(dryRun());
write('keyhole-examples.ts', 'keyholeExamples: StepExamples', stepExamples(specification));
write('keyhole-parameters.ts', 'keyholeParameters: ParameterExamples', parameterExamples(specification));

function write(file: string, declared: string, examples: StepExamples | ParameterExamples): void {
  const type = declared.replace(/^.*: /, '');
  const lines = Object.entries(examples).map(
    ([shape, found]) => `  ${JSON.stringify(shape)}: ${JSON.stringify(found)},`,
  );
  writeFileSync(
    join(import.meta.dirname, file),
    [
      '// Written by write-examples.ts from the features: npm run examples.',
      `import type { ${type} } from './${type === 'StepExamples' ? 'step' : 'parameter'}-examples.ts';`,
      '',
      `export const ${declared} = {`,
      ...lines,
      '};',
      '',
    ].join('\n'),
  );
}
