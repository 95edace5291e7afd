import { requestsOf } from '../request.ts';

const ask = requestsOf('dynamodb');

/** For tests: the members of a new table with an index of one more attribute than its key. */
export const keysOfIndex = {
  AttributeDefinitions: ['id', 'owner'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-owner',
      KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

/** A table with a global index of a few attributes and a local one, and items of which not all are in them. */
const indexed = 'indexed-{n}';
const item = (key: string, at: string, more: Readonly<Record<string, string>>) =>
  ask('PutItem', {
    TableName: indexed,
    Item: Object.fromEntries(Object.entries({ id: key, at, ...more }).map(([name, S]) => [name, { S }])),
  });
const keyed = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
const withIndexes = [
  ask('CreateTable', {
    TableName: indexed,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keyed('id', 'at'),
    AttributeDefinitions: ['id', 'at', 'owner', 'day'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-owner',
        KeySchema: keyed('owner', 'day'),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['kept'] },
      },
    ],
    LocalSecondaryIndexes: [
      { IndexName: 'by-day', KeySchema: keyed('id', 'day'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  }),
  item('a', '1', { owner: 'ana', day: '3', kept: 'k', other: 'o' }),
  item('a', '2', { owner: 'ana', day: '1' }),
  item('b', '3', { owner: 'ana', day: '2', other: 'p' }),
  item('a', '4', { owner: 'ana' }),
];
const ofIndex = (IndexName: string, name: string, S: string) => ({
  TableName: indexed,
  IndexName,
  KeyConditionExpression: '#k = :k',
  ExpressionAttributeNames: { '#k': name },
  ExpressionAttributeValues: { ':k': { S } },
});
const byOwner = ofIndex('by-owner', 'owner', 'ana');
const byDay = ofIndex('by-day', 'id', 'a');
const start = { id: { S: 'a' }, at: { S: '2' }, owner: { S: 'ana' }, day: { S: '1' } };
/** For tests: queries of indexes, after the table was made. */
export const queriesOfIndexes = afterIndexes({
  'of a global index': byOwner,
  'of a global index, from its end': { ...byOwner, ScanIndexForward: false },
  'of a global index, a page': { ...byOwner, Limit: 1 },
  'of a global index, the next page': { ...byOwner, ExclusiveStartKey: start },
  'of a global index, from a part of its keys': {
    ...byOwner,
    ExclusiveStartKey: { id: { S: 'a' }, at: { S: '2' } },
  },
  'of a global index, counted': { ...byOwner, Select: 'COUNT' },
  'of a global index, all attributes': { ...byOwner, Select: 'ALL_ATTRIBUTES' },
  'of a global index, an attribute that it does not have': { ...byOwner, ProjectionExpression: 'other' },
  'of a global index, consistently': { ...byOwner, ConsistentRead: true },
  'of a local index': byDay,
  'of a local index, all attributes': { ...byDay, Select: 'ALL_ATTRIBUTES' },
  'of a local index, an attribute that it does not project': { ...byDay, ProjectionExpression: 'other' },
  'of an index that the table does not have': { ...byDay, IndexName: 'absent' },
});
/** For tests: scans of indexes, after the table was made. */
export const scansOfIndexes = afterIndexes({
  'of a local index': { TableName: indexed, IndexName: 'by-day', Select: 'COUNT' },
  'of a global index': { TableName: indexed, IndexName: 'by-owner', Select: 'COUNT' },
});

function afterIndexes(inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, { input, after: withIndexes }]),
  );
}
