import { enableCompileCache } from 'node:module';
import { ownFile } from '../../node/own-file.ts';

/**
 * The least that a run of features can cost. Cucumber runs steps that only send requests by the SDK's clients, as many as it is told.
 * They go to a server that only verifies signatures. The features are of the current folder, by the paths in the arguments.
 */
enableCompileCache();
const { runFeatures } = await import('../../commands/spec/run-features.ts');
let failed = 0;
await runFeatures(
  { paths: process.argv.slice(2), imports: [ownFile('support/bench/floor/floor-steps.ts')] },
  ({ testStepFinished }) => {
    if (testStepFinished !== undefined && testStepFinished.testStepResult.status !== 'PASSED') failed += 1;
  },
);
if (failed > 0) throw new Error(`${failed} steps did not pass`);
