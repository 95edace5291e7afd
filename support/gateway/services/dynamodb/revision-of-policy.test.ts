import { DeleteResourcePolicyCommand, PutResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, documentOf, to } from '../../testing/lab-under-test.ts';
import { storeCannotHold } from '../../testing/store-cannot-hold.ts';
import { create } from './testing/tables-under-test.ts';

const lab = labOfEachTest();
const ResourceArn = `arn:aws:dynamodb:eu-west-1:${account}:table/books`;
const Policy = documentOf({ ...allow('dynamodb:*', ResourceArn), ...to(account) });

test('a policy of an expected revision is refused where the store does not compare revisions', async () => {
  const root = lab.as(account);
  await create(root);
  const put = { ResourceArn, Policy };
  const ask = (ExpectedRevisionId: string) => [
    new PutResourcePolicyCommand({ ...put, ExpectedRevisionId }),
    new DeleteResourcePolicyCommand({ ResourceArn, ExpectedRevisionId }),
  ];
  await storeCannotHold(['revision of a table policy'], async () => {
    for (const command of ask('NO_POLICY'))
      expect(await answerOf(root.dynamodb.send(command as PutResourcePolicyCommand))).toMatch(
        /^501 NotImplemented: keyhole: the store may change the policy of a table whatever its revision is/,
      );
    expect(await answerOf(root.dynamodb.send(new PutResourcePolicyCommand(put)))).toBe('granted');
  });
  for (const command of ask('another'))
    expect(await answerOf(root.dynamodb.send(command as PutResourcePolicyCommand))).toMatch(
      /^400 PolicyNotFoundException/,
    );
});
