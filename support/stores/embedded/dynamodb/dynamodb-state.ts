import { createSecretKey, type KeyObject } from 'node:crypto';
import type { AttributeDefinition, KeySchemaElement, Projection } from '@aws-sdk/client-dynamodb';
import type { Billing } from '../../../aws/dynamodb-billing.ts';
import { randomBytes } from '../shared/random-bytes.ts';

/** Every table of an embedded store: all accounts and regions. Records are replaced, never changed in place, items excepted. */
export interface DynamodbState {
  /** Tables by ARN, in the order of their creation. */
  readonly tables: Map<string, Table>;
  /** The key that AWS owns: tables are under it unless they ask for KMS. */
  readonly ownedKey: KeyObject;
}

/** A table: what DescribeTable shows, its policy and tags, and its items. */
export interface Table {
  readonly arn: string;
  readonly name: string;
  /** A UUID. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly created: Date;
  readonly keySchema: readonly KeySchemaElement[];
  readonly attributes: readonly AttributeDefinition[];
  readonly billing: Billing;
  /** Its secondary indexes; none if it is left out. */
  readonly indexes?: readonly TableIndex[] | undefined;
  readonly deletionProtection: boolean;
  readonly encryption: TableEncryption;
  readonly tags: ReadonlyMap<string, string>;
  readonly policy?: TablePolicy | undefined;
  /** The items, sealed, by a digest of their primary key. */
  readonly items: Map<string, Uint8Array>;
}

/** A secondary index of a table. It keeps no items: they are chosen from the table. */
export interface TableIndex {
  readonly kind: 'global' | 'local';
  readonly name: string;
  readonly keySchema: readonly KeySchemaElement[];
  readonly projection: Projection;
  /** The capacity units of a global index; undefined on demand, and for a local index. */
  readonly units?: { readonly read: number; readonly write: number } | undefined;
}

/**
 * The encryption of a table. The table key is under the key that AWS owns or under a KMS key. The key that
 * encrypts the items is under the table key.
 *
 * Source: Amazon DynamoDB developer guide, "DynamoDB encryption at rest usage notes", section "Using KMS keys and data
 * keys".
 */
export interface TableEncryption {
  /** Undefined if AWS owns the key. */
  readonly kms?: { readonly keyArn: string; readonly grantId: string } | undefined;
  readonly tableKey: Uint8Array;
  readonly itemKey: Uint8Array;
}

/** A table's resource-based policy, exactly as it was given. */
export interface TablePolicy {
  readonly text: string;
  readonly revisionId: string;
}

/** A state without tables. */
export function createDynamodbState(): DynamodbState {
  return { tables: new Map(), ownedKey: createSecretKey(randomBytes(32)) };
}

/** An independent copy of the tables: a write to one is not seen in the other. */
export function copyDynamodbState({ tables, ownedKey }: DynamodbState): DynamodbState {
  const copies = [...tables].map(([arn, table]): [string, Table] => [
    arn,
    { ...table, items: new Map(table.items) },
  ]);
  return { tables: new Map(copies), ownedKey };
}

/** Replaces a table by a copy with other properties, and returns the copy. */
export function updateTable(state: DynamodbState, table: Table, changes: Partial<Table>): Table {
  const updated = { ...table, ...changes };
  state.tables.set(table.arn, updated);
  return updated;
}
