import type { EmbeddedState } from '../../stores/embedded/embedded-state.ts';
import { shownDocument } from '../../stores/embedded/principals/unique-ids.ts';
import { pairs, type Thing } from '../thing.ts';

/** The secrets with the ids of their versions. Values are never shown. */
export function secretsThings({
  secretsmanager: { secrets },
  iam,
}: Pick<EmbeddedState, 'secretsmanager' | 'iam'>): readonly Thing[] {
  return [...secrets.values()].map(
    ({ arn, description, kmsKeyId, deletion, tags, versions, policy }): Thing => ({
      ...{ kind: 'secret', name: arn },
      facts: {
        description,
        'KMS key': kmsKeyId,
        'to be deleted': deletion?.end.toISOString(),
        versions: pairs([...versions.values()].map(({ id, stages }) => [id, stages.join('+')] as const)),
        tags: pairs(tags ?? []),
      },
      documents: { 'resource policy': policy === undefined ? undefined : shownDocument(iam, policy) },
    }),
  );
}
