import type { SecretVersion } from './secrets-state.ts';

type Versions = ReadonlyMap<string, SecretVersion>;

/**
 * Adds a version, which takes its labels from the others. The first version of a secret is its current one,
 * whatever its labels. The version that was current becomes the previous one.
 *
 * Source: Secrets Manager API reference, PutSecretValue, VersionStages.
 */
export function withVersion(versions: Versions, version: SecretVersion): Versions {
  const stages = versions.size === 0 ? [...new Set([...version.stages, 'AWSCURRENT'])] : version.stages;
  let all: Versions = new Map([...versions, [version.id, { ...version, stages: [] }]]);
  for (const stage of stages) all = withLabelMoved(all, stage, version.id);
  return all;
}

/**
 * Moves a label to a version, or removes it. The version that loses AWSCURRENT gets AWSPREVIOUS, and loses AWSPENDING.
 *
 * Undocumented: AWS does not state that AWSPENDING ends with AWSCURRENT. Recorded answers show it.
 */
export function withLabelMoved(versions: Versions, stage: string, to: string | undefined): Versions {
  const from = versionWith(versions, stage)?.id;
  if (from === to) return versions;
  const moved = relabelled(versions, stage, to);
  if (stage !== 'AWSCURRENT' || from === undefined || to === undefined) return moved;
  const pending = moved.get(from)?.stages.includes('AWSPENDING');
  return relabelled(pending ? relabelled(moved, 'AWSPENDING', undefined) : moved, 'AWSPREVIOUS', from);
}

/** The version that has a label. */
export function versionWith(versions: Versions, stage: string): SecretVersion | undefined {
  for (const version of versions.values()) if (version.stages.includes(stage)) return version;
  return undefined;
}

function relabelled(versions: Versions, stage: string, to: string | undefined): Versions {
  return new Map(
    [...versions].map(([id, version]) => {
      const others = version.stages.filter((one) => one !== stage);
      return [id, { ...version, stages: id === to ? [...others, stage] : others }];
    }),
  );
}
