import {
  CreateTableCommand,
  DeleteResourcePolicyCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  ScanCommand,
  TagResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { type Doing, meanwhile } from '../../testing/changed-before-store.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, documentOf, to } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
afterEach(() => {
  jest.restoreAllMocks();
});

const TableName = 'books';
const tableArn = `arn:aws:dynamodb:eu-west-1:${account}:table/books`;
const id = { id: { S: 'a' } };
const createTable: Doing = ({ dynamodb }) =>
  dynamodb.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
/** Another table of the same name, whose policy denies all but reading it. */
const closedTable: Doing = async (root) => {
  const denied = deny(
    [
      'dynamodb:*Item',
      'dynamodb:Scan',
      'dynamodb:TagResource',
      'dynamodb:DescribeTable',
      'dynamodb:DeleteTable',
      'dynamodb:*ResourcePolicy',
    ],
    tableArn,
  );
  const Policy = documentOf({ ...denied, ...to(`arn:aws:iam::${account}:user/ada`) });
  await createTable(root);
  await root.dynamodb.send(new PutResourcePolicyCommand({ ResourceArn: tableArn, Policy }));
};
const remadeTable: Doing = async (root) => {
  await root.dynamodb.send(new DeleteTableCommand({ TableName }));
  await closedTable(root);
};

describe('a table that was made anew once a call was decided is decided on', () => {
  test.each<[string, (user: Clients) => Promise<unknown>]>([
    ['PutItem', ({ dynamodb }) => dynamodb.send(new PutItemCommand({ TableName, Item: id }))],
    ['GetItem', ({ dynamodb }) => dynamodb.send(new GetItemCommand({ TableName, Key: id }))],
    ['Scan', ({ dynamodb }) => dynamodb.send(new ScanCommand({ TableName }))],
    ['DescribeTable', ({ dynamodb }) => dynamodb.send(new DescribeTableCommand({ TableName }))],
    ['DeleteTable', ({ dynamodb }) => dynamodb.send(new DeleteTableCommand({ TableName }))],
    [
      'TagResource',
      ({ dynamodb }) =>
        dynamodb.send(new TagResourceCommand({ ResourceArn: tableArn, Tags: [{ Key: 'a', Value: 'b' }] })),
    ],
    [
      'PutResourcePolicy',
      ({ dynamodb }) => {
        const Policy = documentOf({ ...allow('dynamodb:GetItem', tableArn), ...to(account) });
        return dynamodb.send(new PutResourcePolicyCommand({ ResourceArn: tableArn, Policy }));
      },
    ],
    [
      'DeleteResourcePolicy',
      ({ dynamodb }) => dynamodb.send(new DeleteResourcePolicyCommand({ ResourceArn: tableArn })),
    ],
  ])('%s', async (_, ask) => {
    const root = lab.as(account);
    await createTable(root);
    const user = await lab.user(account, 'ada', allow('dynamodb:*'));
    meanwhile(root, remadeTable);
    expect(await answerOf(ask(user))).toMatch(/^400 AccessDeniedException: .*explicit deny/);
  });
});
