import { describe, expect, test } from '@jest/globals';
import type { Operation } from '../../aws/operations.ts';
import { dynamodbPermissions } from './dynamodb.ts';
import type { RequiredPermission } from './rule.ts';

const scope = { region: 'eu-west-1', account: '111111111111' };
const books = 'arn:aws:dynamodb:eu-west-1:111111111111:table/books';
const theirs = 'arn:aws:dynamodb:eu-west-1:222222222222:table/books';

function needed(operation: Operation<'dynamodb'>, input: object): readonly RequiredPermission[] {
  const rule = dynamodbPermissions[operation];
  if (typeof rule !== 'function') throw new TypeError(`${operation} has no rule`);
  return (rule as (input: object, at: typeof scope) => readonly RequiredPermission[])(input, scope);
}

describe('The permissions of DynamoDB', () => {
  test.each<[Operation<'dynamodb'>, object, readonly (readonly [string, string])[]]>([
    ['CreateTable', { TableName: 'books' }, [['CreateTable', books]]],
    [
      'CreateTable',
      { TableName: 'books', Tags: [{ Key: 'a', Value: 'b' }], ResourcePolicy: '{}' },
      [
        ['CreateTable', books],
        ['TagResource', books],
        ['PutResourcePolicy', books],
      ],
    ],
    ['CreateTable', { TableName: 'books', Tags: [] }, [['CreateTable', books]]],
    ['GetItem', { TableName: 'books' }, [['GetItem', books]]],
    ['GetItem', { TableName: theirs }, [['GetItem', theirs]]],
    ['Scan', { TableName: 'books' }, [['Scan', books]]],
    ['Scan', { TableName: 'books', IndexName: 'by-title' }, [['Scan', `${books}/index/by-title`]]],
    ['Query', { TableName: theirs, IndexName: 'by-title' }, [['Query', `${theirs}/index/by-title`]]],
    [
      'BatchGetItem',
      { RequestItems: { books: { Keys: [] }, [theirs]: { Keys: [] } } },
      [
        ['BatchGetItem', books],
        ['BatchGetItem', theirs],
      ],
    ],
    ['BatchWriteItem', { RequestItems: { books: [] } }, [['BatchWriteItem', books]]],
    [
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'books' } }, { Get: { TableName: theirs } }] },
      [
        ['GetItem', books],
        ['GetItem', theirs],
      ],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Update: { TableName: 'books' } },
          { Put: { TableName: theirs } },
          { ConditionCheck: { TableName: 'books' } },
          { Delete: { TableName: 'books' } },
        ],
      },
      [
        ['UpdateItem', books],
        ['PutItem', theirs],
        ['ConditionCheckItem', books],
        ['DeleteItem', books],
      ],
    ],
    ['ListTables', {}, [['ListTables', 'arn:aws:dynamodb:eu-west-1:111111111111:table/*']]],
    ['ListTagsOfResource', { ResourceArn: theirs }, [['ListTagsOfResource', theirs]]],
    ['PutResourcePolicy', { ResourceArn: books, Policy: '{}' }, [['PutResourcePolicy', books]]],
  ])('%s of %j is %j', (operation, input, expected) => {
    expect(needed(operation, input).map(({ action, resource }) => [action, resource])).toEqual(
      expected.map(([action, resource]) => [`dynamodb:${action}`, resource]),
    );
  });

  test.each<[Operation<'dynamodb'>, object, object]>([
    ['TagResource', { Tags: [{ Key: 'a', Value: 'b' }] }, { 'aws:TagKeys': ['a'], 'aws:RequestTag/a': 'b' }],
    ['UntagResource', { TagKeys: ['a'] }, { 'aws:TagKeys': ['a'] }],
  ])('%s has condition keys for its tags', (operation, input, context) => {
    expect(needed(operation, { ResourceArn: books, ...input })).toMatchObject([{ context }]);
  });

  test('the parts of a transaction name it in a condition key', () => {
    const TransactItems = [{ Get: { TableName: 'books' } }];
    const context = { 'dynamodb:EnclosingOperation': 'TransactGetItems' };
    expect(needed('TransactGetItems', { TransactItems })).toMatchObject([{ context }]);
  });

  test('every other operation needs the action of its name, on its table', () => {
    const rules = Object.entries(dynamodbPermissions).filter(([, rule]) => typeof rule === 'function');
    for (const [operation] of rules) {
      if (/^(ListTables|Batch|Transact)/.test(operation)) continue;
      const [first] = needed(operation as Operation<'dynamodb'>, { TableName: 'books', ResourceArn: books });
      expect(first).toMatchObject({ action: `dynamodb:${operation}`, resource: books });
    }
    expect(rules.length).toBe(23);
  });
});
