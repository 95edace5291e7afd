import * as module from 'node:module';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { collectGarbage } from './collect-garbage.ts';

/** The bytes of V8's space for new objects from which on it grows no more. With less, requests take a fifth more of the processor. */
const ENOUGH = 16 * 1024 * 1024;

/** The requests after which the space is looked at again. It grows by a factor of two, after some ten requests at the soonest. */
const LOOK_AFTER = 16;

/**
 * Makes a process that has started hold little memory while it serves. The garbage of the start is returned to the system.
 * Afterwards V8 lets its heap grow in small steps, and its space for new objects up to a limit. By itself V8 lets that grow to 128 MB.
 * A lab has 30 MB of live objects. With V8's own settings it holds 145 MB when idle and 390 MB after 60,000 requests.
 *
 * Returns a function to call after each request.
 */
export function holdLittleMemory(): () => void {
  // V8 takes compiled code only under the settings that it was compiled with, so that is kept before they change.
  module.flushCompileCache?.();
  setFlagsFromString('--heap-growing-percent=80');
  setFlagsFromString('--semi-space-growth-factor=1');
  collectGarbage({ whenIdle: true });
  let requests = 0;
  let grows = false;
  return () => {
    if (++requests % LOOK_AFTER !== 0) return;
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    const isSmall = young !== undefined && young.space_size < ENOUGH;
    if (isSmall === grows) return;
    grows = isSmall;
    setFlagsFromString(`--semi-space-growth-factor=${grows ? 2 : 1}`);
  };
}
