import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutResourcePolicyCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { DisableKeyCommand } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, documentOf, newKey, to } from '../../testing/lab-under-test.ts';
import { create, key, put, under } from './testing/tables-under-test.ts';

const labs = labOfEachTest();
let root: Clients;
const arn = (name: string) => `arn:aws:dynamodb:eu-west-1:${account}:table/${name}`;
const id = (S: string) => ({ id: { S } });

beforeEach(async () => {
  root = labs.as(account);
  for (const name of ['books', 'films']) {
    await create(root, undefined, name);
    await put(root, name);
  }
});

const readBoth = ({ dynamodb }: Clients, prefix = (name: string) => name) =>
  answerOf(
    dynamodb.send(
      new BatchGetItemCommand({
        RequestItems: { [prefix('books')]: { Keys: [key] }, [prefix('films')]: { Keys: [key] } },
      }),
    ),
  );

const writeBoth = ({ dynamodb }: Clients, ...ids: readonly string[]) => {
  const requests = ids.map((S) => ({ PutRequest: { Item: id(S) } }));
  return answerOf(
    dynamodb.send(new BatchWriteItemCommand({ RequestItems: { books: requests, films: requests } })),
  );
};

const move = ({ dynamodb }: Clients) =>
  answerOf(
    dynamodb.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: 'films', Item: id('moved') } },
          { Delete: { TableName: 'books', Key: key } },
          { ConditionCheck: { TableName: 'films', Key: key, ConditionExpression: 'attribute_exists(id)' } },
        ],
      }),
    ),
  );

describe('A batch takes its permission', () => {
  test('on each of its tables', async () => {
    const both = await labs.user(
      account,
      'both',
      allow('dynamodb:BatchGetItem', [arn('books'), arn('films')]),
    );
    const one = await labs.user(account, 'one', allow('dynamodb:BatchGetItem', arn('books')));
    const single = await labs.user(account, 'single', allow('dynamodb:GetItem'));
    expect(await readBoth(both)).toBe('granted');
    expect(await readBoth(one)).toMatch(`dynamodb:BatchGetItem on resource: ${arn('films')}`);
    expect(await readBoth(single)).toMatch(`dynamodb:BatchGetItem on resource: ${arn('books')}`);
  });

  test('on every item that a condition names', async () => {
    const condition = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a', 'b'] } };
    const user = await labs.user(account, 'user', allow('dynamodb:*', '*', { Condition: condition }));
    expect(await writeBoth(user, 'a', 'b')).toBe('granted');
    expect(await writeBoth(user, 'a', 'c')).toMatch('400 AccessDeniedException');
  });
});

describe('A transaction takes', () => {
  test('the permissions of the operations in it', async () => {
    const actions = ['PutItem', 'DeleteItem', 'ConditionCheckItem'].map((name) => `dynamodb:${name}`);
    const all = await labs.user(account, 'all', allow(actions));
    for (const missing of actions) {
      const name = missing.slice('dynamodb:'.length);
      const user = await labs.user(account, name, allow(actions.filter((each) => each !== missing)));
      expect(await move(user)).toMatch(`is not authorized to perform: ${missing} on resource`);
    }
    expect(await move(all)).toBe('granted');
    expect(await move(all)).toBe('granted');
  });

  test('them in a transaction alone, if a policy says so', async () => {
    const alone = { StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' } };
    const user = await labs.user(account, 'user', allow('dynamodb:*', '*', { Condition: alone }));
    expect(await move(user)).toBe('granted');
    const outside = user.dynamodb.send(new DeleteItemCommand({ TableName: 'films', Key: key }));
    expect(await answerOf(outside)).toMatch('400 AccessDeniedException');
    const inside = { StringLike: { 'dynamodb:EnclosingOperation': '*' } };
    const never = await labs.user(
      account,
      'never',
      allow('dynamodb:*'),
      deny('dynamodb:*', '*', { Condition: inside }),
    );
    expect(await move(never)).toMatch('explicit deny');
    expect(await put(never).then(() => 'granted')).toBe('granted');
  });
});

describe('Keys of tables', () => {
  test('are used for each table of a request', async () => {
    const [one, other] = [await newKey(root), await newKey(root)];
    const encrypt = (TableName: string, keyArn: string) =>
      root.dynamodb.send(new UpdateTableCommand({ TableName, SSESpecification: under(keyArn) }));
    await encrypt('books', one);
    await encrypt('films', other);
    const user = await labs.user(account, 'user', allow('dynamodb:*'), allow('kms:Decrypt', one));
    for (const request of [readBoth, move])
      expect(await request(user)).toMatch('KMS key access denied error');
    expect(await readBoth(root)).toBe('granted');
    await root.kms.send(new DisableKeyCommand({ KeyId: other }));
    for (const request of [readBoth, move]) expect(await request(root)).toMatch('KMS key disabled error');
    // The transaction changed nothing.
    const { Item } = await root.dynamodb.send(new GetItemCommand({ TableName: 'books', Key: key }));
    expect(Item).toEqual(key);
  });

  test('that are not there are told as such', async () => {
    const read = new BatchGetItemCommand({ RequestItems: { books: { Keys: [key] }, none: { Keys: [key] } } });
    expect(await answerOf(root.dynamodb.send(read))).toBe(
      '400 ResourceNotFoundException: Requested resource not found',
    );
  });
});

test('tables of another account are named by their ARNs, and take both policies', async () => {
  const user = await labs.user(otherAccount, 'user', allow('dynamodb:*'));
  expect(await readBoth(user, arn)).toMatch('400 AccessDeniedException');
  for (const name of ['books', 'films']) {
    const statement = allow('dynamodb:BatchGetItem', arn(name), to(otherAccount));
    const policy = { ResourceArn: arn(name), Policy: documentOf(statement) };
    await root.dynamodb.send(new PutResourcePolicyCommand(policy));
  }
  expect(await readBoth(user, arn)).toBe('granted');
  expect(await readBoth(user)).toMatch('400 ResourceNotFoundException');
});

describe('UpdateItem', () => {
  test('takes its own permission, and condition keys of the attributes that it names', async () => {
    const update = (
      { dynamodb }: Clients,
      UpdateExpression: string,
      ReturnValues?: 'ALL_NEW' | 'UPDATED_NEW',
    ) =>
      answerOf(
        dynamodb.send(
          new UpdateItemCommand({
            TableName: 'books',
            Key: key,
            UpdateExpression,
            ExpressionAttributeValues: { ':v': { S: 'v' } },
            ReturnValues,
          }),
        ),
      );
    const writer = await labs.user(account, 'writer', allow('dynamodb:PutItem'));
    expect(await update(writer, 'SET x = :v')).toMatch('dynamodb:UpdateItem');
    const condition = {
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['id', 'x'] },
      StringEquals: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_NEW'] },
    };
    const some = await labs.user(
      account,
      'some',
      allow('dynamodb:UpdateItem', '*', { Condition: condition }),
    );
    expect(await update(some, 'SET x = :v', 'UPDATED_NEW')).toBe('granted');
    expect(await update(some, 'SET x.y = :v, z = :v', 'UPDATED_NEW')).toMatch('400 AccessDeniedException');
    expect(await update(some, 'SET x = :v', 'ALL_NEW')).toMatch('400 AccessDeniedException');
    // AWS does not say what a request without ReturnValues counts as.
    expect(await update(some, 'SET x = :v')).toMatch('501 NotImplemented');
  });
});
