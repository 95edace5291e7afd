import type { KeySchemaElement, TableDescription } from '@aws-sdk/client-dynamodb';
import { validation } from '../../../aws/dynamodb-errors.ts';
import { keyNames } from '../../../aws/dynamodb-item-key.ts';

/** The members of a query that name an index and limit its keys. */
export interface KeyedQuery {
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly KeyConditions?: Readonly<Record<string, unknown>>;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
}

interface Keyed {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
}

/**
 * The table, or the index of it that a request names. Throws ValidationException for an index that the table does not
 * have. Source: Amazon DynamoDB API reference, Query and Scan, IndexName; the text as AWS sends it.
 */
export function keyedBy(table: TableDescription, index: string | undefined): Keyed {
  if (index === undefined) return table;
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const found = indexes.find(({ IndexName }) => IndexName === index);
  if (found === undefined) throw validation(`The table does not have the specified index: ${index}`);
  return found;
}

/**
 * Refuses a query whose condition is not about the keys of its table or index. Throws ValidationException. The syntax of an
 * expression is the store's to check.
 *
 * Source: Amazon DynamoDB API reference, Query, KeyConditionExpression and KeyConditions; the texts as AWS sends them.
 */
export function checkKeyCondition(keyed: Keyed, query: KeyedQuery): void {
  const names = query.KeyConditions ? Object.keys(query.KeyConditions) : namesIn(query);
  if (names === undefined) return;
  const keys = keyNames(keyed);
  const missing = keys.find((key, at) => at < Math.max(1, names.length) && !names.includes(key));
  if (missing !== undefined) throw validation(`Query condition missed key schema element: ${missing}`);
  if (names.some((name) => !keys.includes(name))) throw validation('Query key condition not supported');
}

/** A name or placeholder, a value, an operator or a sign. */
const TOKEN = /\s*(?:(#?[A-Za-z_][\w-]*)|:\w+|<>|<=|>=|[=<>(),])\s*/y;
const WORDS: ReadonlySet<string> = new Set(['AND', 'BETWEEN']);

/** The attributes that an expression is about; undefined if it cannot be read. */
function namesIn({ KeyConditionExpression: text, ExpressionAttributeNames = {} }: KeyedQuery) {
  if (text === undefined) return undefined;
  const names = new Set<string>();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (found === null) return undefined;
    const [, word] = found;
    if (word === undefined || WORDS.has(word.toUpperCase()) || word.toLowerCase() === 'begins_with') continue;
    if (word.startsWith('#') && !Object.hasOwn(ExpressionAttributeNames, word)) return undefined;
    names.add(word.startsWith('#') ? (ExpressionAttributeNames[word] ?? '') : word);
  }
  return [...names];
}
