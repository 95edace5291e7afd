#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Compiled sources are kept between runs: starting is most of a short run's time.
enableCompileCache();
const { runKeyhole } = await import('./program.ts');
process.exitCode = await runKeyhole(process.argv.slice(2));
