import {
  CreateTableCommand,
  type CreateTableCommandInput,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const TableName = 'orders';
const units = (reads: number) => ({ ReadCapacityUnits: reads, WriteCapacityUnits: 1 });
const ProvisionedThroughput = units(1);
const invalid = (text: string) =>
  `400 ValidationException: One or more parameter values were invalid: ${text}`;

function indexOf(IndexName: string, projected: readonly string[] = []) {
  const Projection =
    projected.length === 0
      ? { ProjectionType: 'KEYS_ONLY' as const }
      : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projected] };
  return { IndexName, KeySchema: [{ AttributeName: 'state', KeyType: 'HASH' as const }], Projection };
}

const create = (more: Partial<CreateTableCommandInput> = {}) =>
  answerOf(
    lab.as(account).dynamodb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [
          { AttributeName: 'id', AttributeType: 'S' },
          { AttributeName: 'state', AttributeType: 'S' },
        ],
        GlobalSecondaryIndexes: [indexOf('first')],
        ...more,
      }),
    ),
  );
const update = (input: Partial<UpdateTableCommandInput>) =>
  answerOf(lab.as(account).dynamodb.send(new UpdateTableCommand({ TableName, ...input })));
const provisioned = () =>
  create({
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput,
    GlobalSecondaryIndexes: [{ ...indexOf('first'), ProvisionedThroughput }],
  });
const many = (count: number) => Array.from({ length: count }, (_, at) => indexOf(`index${at}`));
const names = (from: number) => Array.from({ length: 20 }, (_, at) => `attribute${from + at}`);

describe('UpdateTable', () => {
  test('adds or deletes one index at a time: LimitExceededException', async () => {
    await create();
    const GlobalSecondaryIndexUpdates = [{ Create: indexOf('second') }, { Delete: { IndexName: 'first' } }];
    expect(await update({ GlobalSecondaryIndexUpdates })).toBe(
      '400 LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
  });

  test('adds no index beyond twenty', async () => {
    await create({ GlobalSecondaryIndexes: many(20) });
    expect(await update({ GlobalSecondaryIndexUpdates: [{ Create: indexOf('more') }] })).toBe(
      invalid('GlobalSecondaryIndex count exceeds the per-table limit of 20'),
    );
    expect(await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'index1' } }] })).toBe(
      'granted',
    );
    expect(await update({ GlobalSecondaryIndexUpdates: [{ Create: indexOf('more') }] })).toBe('granted');
  });

  test('adds no index that projects an attribute beyond a hundred', async () => {
    const refusal = invalid(
      'The number of NonKeyAttributes of all indexes exceeds the per-table limit of 100',
    );
    const full = [0, 20, 40, 60, 80].map((from) => indexOf(`index${from}`, names(from)));
    expect(await create({ GlobalSecondaryIndexes: [...full, indexOf('more', ['a'])] })).toBe(refusal);
    expect(await create({ GlobalSecondaryIndexes: full })).toBe('granted');
    // An attribute that two indexes project counts twice.
    expect(await update({ GlobalSecondaryIndexUpdates: [{ Create: indexOf('more', ['attribute0']) }] })).toBe(
      refusal,
    );
  });

  test.each<[string, UpdateTableCommandInput['GlobalSecondaryIndexUpdates'], string]>([
    [
      'an index without units',
      [{ Create: indexOf('second') }],
      invalid('ProvisionedThroughput is not specified for index: second'),
    ],
    ['an index with units', [{ Create: { ...indexOf('second'), ProvisionedThroughput } }], 'granted'],
    ['other units', [{ Update: { IndexName: 'first', ProvisionedThroughput: units(2) } }], 'granted'],
    [
      'the same units',
      [{ Update: { IndexName: 'first', ProvisionedThroughput } }],
      '400 ValidationException: The provisioned throughput for the index first will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the index: 1. Requested ReadCapacityUnits: 1. Current WriteCapacityUnits provisioned for the index: 1. Requested WriteCapacityUnits: 1. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
    ],
  ])('gives a provisioned table %s', async (_, GlobalSecondaryIndexUpdates, answer) => {
    expect(await provisioned()).toBe('granted');
    expect(await update({ GlobalSecondaryIndexUpdates })).toBe(answer);
  });

  test('gives a table on demand no index with units', async () => {
    await create();
    const refusal = (index: string) =>
      invalid(
        `ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
      );
    const created = { ...indexOf('second'), ProvisionedThroughput };
    expect(await update({ GlobalSecondaryIndexUpdates: [{ Create: created }] })).toBe(refusal('second'));
    const updated = { IndexName: 'first', ProvisionedThroughput };
    expect(await update({ GlobalSecondaryIndexUpdates: [{ Update: updated }] })).toBe(refusal('first'));
  });

  test('provisions a table with units for each of its indexes', async () => {
    await create();
    const change = { BillingMode: 'PROVISIONED' as const, ProvisionedThroughput };
    expect(await update(change)).toBe(invalid('ProvisionedThroughput is not specified for index: first'));
    const GlobalSecondaryIndexUpdates = [{ Update: { IndexName: 'first', ProvisionedThroughput } }];
    expect(await update({ ...change, GlobalSecondaryIndexUpdates })).toBe('granted');
  });
});
