import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { SpecWorld } from './spec-world.ts';

const VALUES: Readonly<Record<'S' | 'N' | 'B', AttributeValue>> = {
  S: { S: '1' },
  N: { N: '1' },
  B: { B: Uint8Array.of(1) },
};

/** The primary key of the item that steps write and read. A table that the example created has the key `id`. */
export function keyOfItem(
  { provisioned, remembered }: SpecWorld,
  table: string,
): Readonly<Record<string, AttributeValue>> {
  const { tables } = provisioned.scenario.document;
  const documented = Object.hasOwn(remembered.tables, table) ? undefined : tables[table];
  if (documented === undefined) return { id: VALUES.S };
  const { partitionKey, sortKey } = documented;
  const attributes = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  return Object.fromEntries(attributes.map(({ name, type }) => [name, VALUES[type]]));
}
