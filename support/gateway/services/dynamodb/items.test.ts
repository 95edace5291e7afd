import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, newKey } from '../../testing/lab-under-test.ts';
import { create, get, put, under } from './testing/tables-under-test.ts';

const lab = labOfEachTest();
let root: Clients;
let keyArn: string;

beforeEach(async () => {
  root = lab.as(account);
  keyArn = await newKey(root);
});

describe('Items of a table under a key take', () => {
  beforeEach(async () => {
    await create(root, under(keyArn));
  });

  test('kms:Decrypt, by DynamoDB, with the context of the table', async () => {
    const condition = {
      StringEquals: {
        'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com',
        'kms:EncryptionContext:aws:dynamodb:tableName': 'books',
        'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
      },
    };
    const user = await lab.user(
      account,
      'user',
      allow('dynamodb:*'),
      allow('kms:Decrypt', keyArn, { Condition: condition }),
    );
    expect(await answerOf(put(user))).toBe('granted');
    expect(await answerOf(get(user))).toBe('granted');
    await create(root, under(keyArn), 'films');
    expect(await answerOf(get(user, 'films'))).toMatch(/^400 AccessDeniedException/);
  });

  test('no less', async () => {
    const user = await lab.user(account, 'user', allow('dynamodb:*'), allow('kms:Encrypt'));
    for (const request of [put, get]) {
      expect(await answerOf(request(user))).toMatch(
        /^400 AccessDeniedException: KMS key access denied error: .* is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action \(/,
      );
    }
  });

  test('a table that is there', async () => {
    expect(await answerOf(get(root, 'films'))).toBe(
      '400 ResourceNotFoundException: Requested resource not found',
    );
  });

  test("DynamoDB's own permission first", async () => {
    const user = await lab.user(account, 'user', allow('kms:*'));
    expect(await answerOf(get(user))).toBe(
      `400 AccessDeniedException: User: arn:aws:iam::${account}:user/user is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:${account}:table/books because no identity-based policy allows the dynamodb:GetItem action`,
    );
  });

  test('nothing of KMS to describe the table', async () => {
    const user = await lab.user(account, 'user', allow('dynamodb:DescribeTable'));
    const describeTable = user.dynamodb.send(new DescribeTableCommand({ TableName: 'books' }));
    expect(await answerOf(describeTable)).toBe('granted');
  });
});
