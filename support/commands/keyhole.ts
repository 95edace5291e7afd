#!/usr/bin/env node
import { tooOldNode } from '../node/required-node.ts';

const tooOld = tooOldNode();
if (tooOld === undefined) await run();
else {
  process.stderr.write(`${tooOld}\n`);
  process.exitCode = 2;
}

async function run(): Promise<void> {
  const { enableCompileCache } = await import('node:module');
  // Starting takes most of a short run's time, so compiled sources are cached between runs.
  enableCompileCache();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', outliveReader);
  const { runKeyhole } = await import('./program.ts');
  process.exitCode = await runKeyhole(process.argv.slice(2));
}

/** Ignores EPIPE: in `keyhole spec | head` the reader ends early, and the run still completes. */
function outliveReader(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}
