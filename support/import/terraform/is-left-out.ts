import type { Instance, ResourceConfiguration } from './read-terraform.ts';
import type { Step } from './resolving.ts';

/**
 * True if the configuration writes the block of a path, and not its last member: the provider chooses that value. Blocks that `dynamic`
 * makes are not in the plan's configuration, so that a list with some of them has another length there.
 */
export function isLeftOut(
  { values }: Instance,
  path: readonly Step[],
  configuration: ResourceConfiguration | undefined,
): boolean {
  let written: unknown = configuration?.expressions;
  let planned: unknown = values;
  for (const step of path.slice(0, -1)) {
    written = Object(written)[step];
    planned = Object(planned)[step];
    if (Array.isArray(written) && (!Array.isArray(planned) || planned.length !== written.length))
      return false;
  }
  const isBlock = typeof written === 'object' && written !== null && !Array.isArray(written);
  return isBlock && Object(written)[path.at(-1) ?? ''] === undefined;
}
