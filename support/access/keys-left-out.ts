import type { AccessWorld } from './access-world.ts';
import type { SamplesOfKeys } from './condition-samples.ts';
import { KEY_ID } from './upload-encryption.ts';

/** The ARNs of those keys of a scenario that can encrypt its objects, and that no class of uploads names. */
export function keysLeftOut(world: AccessWorld, samples: SamplesOfKeys): readonly string[] {
  const { document } = world.played.provisioned.scenario;
  const named = new Set(samples.of(KEY_ID).values.flatMap((values = []) => values.map(world.local)));
  return world.resources.flatMap(({ kind, arn }) => {
    const isOfRegion = arn.split(':')[3] === document.region;
    return kind === 'key' && isOfRegion && !named.has(arn) ? [arn] : [];
  });
}
