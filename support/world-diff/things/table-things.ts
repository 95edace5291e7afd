import { createHash } from 'node:crypto';
import type { Table } from '../../stores/embedded/dynamodb/dynamodb-state.ts';
import type { EmbeddedState } from '../../stores/embedded/embedded-state.ts';
import { shownDocument } from '../../stores/embedded/principals/unique-ids.ts';
import { json, pairs, type Thing } from '../thing.ts';

/** The tables, with the number of their items. Items are compared as they are sealed, and never shown. */
export function tableThings({
  dynamodb: { tables },
  iam,
}: Pick<EmbeddedState, 'dynamodb' | 'iam'>): readonly Thing[] {
  return [...tables.values()].map(
    (table): Thing => ({
      ...{ kind: 'table', name: table.arn },
      facts: {
        id: table.id,
        keys: json(table.keySchema),
        attributes: json(table.attributes),
        billing: json(table.billing),
        'deletion protection': table.deletionProtection ? 'on' : 'off',
        encryption: table.encryption.kms?.keyArn ?? 'the key that AWS owns',
        items: itemsFact(table),
        tags: pairs(table.tags),
      },
      documents: {
        'resource policy': table.policy === undefined ? undefined : shownDocument(iam, table.policy.text),
      },
    }),
  );
}

function itemsFact({ items }: Table) {
  const hash = createHash('sha256');
  for (const [key, sealed] of [...items].toSorted(([one], [other]) => one.localeCompare(other)))
    hash.update(key).update(sealed);
  return { shown: items.size === 1 ? '1 item' : `${items.size} items`, value: hash.digest('hex') };
}
