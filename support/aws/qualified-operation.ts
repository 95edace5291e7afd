import type { Operation, Service } from './operations.ts';

/** An operation with its service: `s3:PutBucketPolicy`. */
export type QualifiedOperation = { [S in Service]: `${S}:${Operation<S>}` }[Service];

/** The row of an operation in a table that is keyed by operations with their services. */
export function rowOf<T>(
  table: Readonly<Partial<Record<QualifiedOperation, T>>>,
  service: Service,
  operation: string,
): T | undefined {
  const key = `${service}:${operation}`;
  // A key that the table does not have has no row.
  return Object.hasOwn(table, key) ? table[key as QualifiedOperation] : undefined;
}
