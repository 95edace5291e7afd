import * as module from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { collectGarbage } from './collect-garbage.ts';

/**
 * Makes V8 collect garbage more often, and let its heap grow by a part of what is alive. The differences of a company hold 200 MB of live
 * objects. With V8's own settings they take 950 MB, and 650 MB with these. The time on the processor grows by a twelfth.
 */
export function growInSmallSteps({ percent = 50 } = {}): void {
  // V8 takes compiled code only under the settings that it was compiled with, so that is kept before they change.
  module.flushCompileCache?.();
  setFlagsFromString(`--heap-growing-percent=${percent}`);
  // V8's first limit is that of a large heap. It holds until the first full collection.
  collectGarbage();
}
