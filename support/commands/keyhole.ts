#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Compiled sources are kept between runs: starting is most of a short run's time.
enableCompileCache();
for (const stream of [process.stdout, process.stderr]) stream.on('error', outliveReader);
const { runKeyhole } = await import('./program.ts');
process.exitCode = await runKeyhole(process.argv.slice(2));

/** `keyhole spec | head`: whoever reads has seen enough, and the rest is done all the same. */
function outliveReader(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}
