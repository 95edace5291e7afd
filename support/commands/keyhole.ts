#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Starting takes most of a short run's time, so compiled sources are cached between runs.
enableCompileCache();
for (const stream of [process.stdout, process.stderr]) stream.on('error', outliveReader);
const { runKeyhole } = await import('./program.ts');
process.exitCode = await runKeyhole(process.argv.slice(2));

/** Ignores EPIPE: in `keyhole spec | head` the reader ends early, and the run still completes. */
function outliveReader(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}
