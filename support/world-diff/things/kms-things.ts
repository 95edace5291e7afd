import type { EmbeddedState } from '../../stores/embedded/embedded-state.ts';
import type { IamState } from '../../stores/embedded/iam/iam-state.ts';
import type { KmsGrant } from '../../stores/embedded/kms/grant.ts';
import type { KmsKey } from '../../stores/embedded/kms/kms-state.ts';
import { arnsByUniqueId, shownDocument } from '../../stores/embedded/principals/unique-ids.ts';
import { json, pairs, type Thing } from '../thing.ts';

/** The KMS keys with their aliases and grants. Key material is never shown, only how much of it there is. */
export function kmsThings({
  kms: { keys, aliases, grants },
  iam,
}: Pick<EmbeddedState, 'kms' | 'iam'>): readonly Thing[] {
  const all = [...grants.values()].flatMap(({ byId }) => [...byId.values()]);
  return [
    ...[...keys.values()].map((key) => keyThing(key, iam)),
    ...[...aliases.values()].map(
      ({ arn, targetArn }): Thing => ({ kind: 'alias', name: arn, facts: { key: targetArn } }),
    ),
    ...all.map((grant) => grantThing(grant, iam)),
  ];
}

function keyThing(key: KmsKey, iam: IamState): Thing {
  const { arn, state, spec, usage, origin, manager, description, deletionDate, tags, rotation } = key;
  return {
    ...{ kind: 'KMS key', name: arn },
    facts: {
      ...{ state, spec, usage, origin },
      manager: manager === 'AWS' ? 'AWS' : undefined,
      description: description || undefined,
      'to be deleted': deletionDate?.toISOString(),
      'primary Region': key.multiRegion?.primary,
      replicas: key.multiRegion?.replicas.join(', '),
      rotation: rotation && `every ${rotation.periodInDays} days`,
      'key material': materialText(key),
      tags: pairs(tags),
    },
    documents: { 'key policy': shownDocument(iam, key.policy) },
  };
}

function materialText({ material, imported }: KmsKey): string {
  if (material === undefined) return 'none';
  const versions = material.kind === 'symmetric' ? material.versions.length : 1;
  const count = Math.max(versions, imported?.length ?? 0);
  return count === 1 ? 'one version' : `${count} versions`;
}

function grantThing(grant: KmsGrant, iam: IamState): Thing {
  const { keyArn, id, name, operations, constraints } = grant;
  const arnOf = arnsByUniqueId(iam);
  const principal = (given: string | undefined) => given && (arnOf(given) ?? given);
  return {
    ...{ kind: 'grant', name: id },
    facts: {
      key: keyArn,
      name,
      grantee: principal(grant.granteePrincipal) ?? grant.granteeServicePrincipal,
      'retired by': principal(grant.retiringPrincipal) ?? grant.retiringServicePrincipal,
      operations: operations.join(', '),
      constraints: json(constraints),
    },
  };
}
