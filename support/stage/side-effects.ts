import type { SpecWorld } from './spec-world.ts';

/**
 * The objects that appeared, vanished or changed size despite a denial, as `my-bucket/hello.txt`. They are read from
 * the store itself, without policies.
 */
export async function sideEffects(world: SpecWorld): Promise<readonly string[]> {
  const buckets = Object.values(world.provisioned.scenario.document.buckets);
  const changes = buckets.map(async ({ bucketName }) => {
    const stored = await world.lab.objectsIn(bucketName);
    return differences(world.remembered.written.writtenTo(bucketName), stored).map(
      (key) => `${bucketName}/${key}`,
    );
  });
  return (await Promise.all(changes)).flat();
}

function differences(
  expected: ReadonlyMap<string, number>,
  actual: ReadonlyMap<string, number>,
): readonly string[] {
  const keys = new Set([...expected.keys(), ...actual.keys()]);
  return [...keys].filter((key) => expected.get(key) !== actual.get(key));
}
