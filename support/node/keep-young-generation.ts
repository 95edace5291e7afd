import * as module from 'node:module';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** The bytes that a run of features needs for new objects: with more it is no faster. */
const ENOUGH = 32 * 1024 * 1024;

/**
 * Lets V8's space for new objects grow no more, once it is large enough. By itself V8 lets it grow to 128 MB, and returns nothing of that
 * while a process works. Returns true once it is so.
 */
export function keepYoungGeneration(): boolean {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  if (young === undefined || young.space_size < ENOUGH) return false;
  // V8 takes compiled code only under the settings that it was compiled with, so that is kept before they change.
  module.flushCompileCache?.();
  setFlagsFromString('--semi-space-growth-factor=1');
  return true;
}
