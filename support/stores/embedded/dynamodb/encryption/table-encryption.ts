import { createSecretKey, type KeyObject } from 'node:crypto';
import { dynamodbEncryptionContext } from '../../../../aws/dynamodb-encryption-context.ts';
import { dynamodbGrant } from '../../../../aws/dynamodb-grant.ts';
import { passingOn } from '../../../../aws/dynamodb-kms-errors.ts';
import type { KmsForServices } from '../../shared/offered-services.ts';
import { randomBytes } from '../../shared/random-bytes.ts';
import { unwrapKey, wrapKey } from '../../shared/wrapped-key.ts';
import type { DynamodbState, Table, TableEncryption } from '../dynamodb-state.ts';

/** The table, and the services that make and open its keys. */
export interface KeysOf {
  readonly table: Pick<Table, 'arn' | 'name' | 'account' | 'region'>;
  readonly state: DynamodbState;
  readonly kms: KmsForServices;
}

/**
 * The encryption of a new table, under the key that AWS owns if no key ARN is given. Throws AwsError in
 * DynamoDB's words.
 */
export function newEncryption(keyArn: string | undefined, keys: KeysOf): TableEncryption {
  return encryptionOf(randomBytes(32), keyArn, keys);
}

/**
 * A table's encryption under another key: a new table key, which wraps the key of the items anew. It uses the
 * old key once more. If the old key cannot be used, the table stays as it is.
 */
export function changedEncryption(
  old: TableEncryption,
  keyArn: string | undefined,
  keys: KeysOf,
): TableEncryption {
  const changed = encryptionOf(itemKeyBytes(old, keys), keyArn, keys);
  endEncryption(old, keys);
  return changed;
}

/** Retires DynamoDB's grant on the key of a table that no longer uses it. */
export function endEncryption({ kms }: TableEncryption, keys: { readonly kms: KmsForServices }): void {
  if (kms !== undefined) keys.kms.retireGrant(kms.keyArn, kms.grantId);
}

/** The key that a table's items are encrypted with. Throws AwsError if KMS does not give the table key. */
export function itemKeyOf(encryption: TableEncryption, keys: KeysOf): KeyObject {
  return createSecretKey(itemKeyBytes(encryption, keys));
}

function encryptionOf(
  itemKey: Uint8Array,
  keyArn: string | undefined,
  { table, state, kms }: KeysOf,
): TableEncryption {
  if (keyArn === undefined) {
    const tableKey = randomBytes(32);
    const wrapped = wrapKey(state.ownedKey, tableKey, table.arn);
    return { tableKey: wrapped, itemKey: wrapKey(createSecretKey(tableKey), itemKey, table.arn) };
  }
  return passingOn(() => {
    const grantId = kms.createGrant(keyArn, {
      grant: dynamodbGrant(table),
      issuingAccount: table.account,
    });
    const tableKey = kms.generateDataKey(keyArn, dynamodbEncryptionContext(table));
    return {
      kms: { keyArn, grantId },
      tableKey: tableKey.ciphertext,
      itemKey: wrapKey(createSecretKey(tableKey.plaintext), itemKey, table.arn),
    };
  });
}

function itemKeyBytes({ kms, tableKey, itemKey }: TableEncryption, keys: KeysOf): Uint8Array {
  const { table, state } = keys;
  const opened =
    kms === undefined
      ? unwrapKey(state.ownedKey, tableKey, table.arn)
      : passingOn(() => keys.kms.decryptDataKey(kms.keyArn, tableKey, dynamodbEncryptionContext(table)));
  const bytes = opened && unwrapKey(createSecretKey(opened), itemKey, table.arn);
  if (bytes === undefined) throw new Error(`the keys of the table ${table.name} do not unwrap`);
  return bytes;
}
