import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { DescribeKeyCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newBucket } from '../../testing/buckets.ts';
import { setKeyPolicy } from '../../testing/keys.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, documentOf, newKey, to } from '../../testing/lab-under-test.ts';

const WORDS = 'with an explicit deny in an identity-based policy';
const GUARD = `arn:aws:iam::${account}:policy/Guard`;
const lab = labOfEachTest();
let root: Clients;
let user: Clients;

beforeEach(async () => {
  root = lab.as(account);
  user = await lab.user(account, 'user', allow('*'));
  const PolicyDocument = documentOf(deny(['iam:ListUsers', 's3:ListBucket', 'kms:*']));
  await root.iam.send(new CreatePolicyCommand({ PolicyName: 'Guard', PolicyDocument }));
});

const attach = () => root.iam.send(new AttachUserPolicyCommand({ UserName: 'user', PolicyArn: GUARD }));
const listUsers = (who: Clients) => answerOf(who.iam.send(new ListUsersCommand({})));

describe('A denial names the policy that denies', () => {
  test('by the ARN of an attached managed policy, for each service', async () => {
    await attach();
    await newBucket(root, 'records');
    const KeyId = await newKey(root);
    const named = `${WORDS}: ${GUARD}`;
    expect(await listUsers(user)).toMatch(new RegExp(`${named}$`));
    expect(await answerOf(user.s3.send(new ListObjectsV2Command({ Bucket: 'records' })))).toContain(named);
    expect(await answerOf(user.kms.send(new DescribeKeyCommand({ KeyId })))).toContain(named);
  });

  test('by the ARN of a managed policy of a group', async () => {
    const GroupName = 'watched';
    await root.iam.send(new CreateGroupCommand({ GroupName }));
    await root.iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: GUARD }));
    await root.iam.send(new AddUserToGroupCommand({ GroupName, UserName: 'user' }));
    expect(await listUsers(user)).toMatch(new RegExp(`${WORDS}: ${GUARD}$`));
  });

  test('not if it is an inline policy, which has no ARN', async () => {
    const inline = await lab.user(account, 'inline', allow('*'), deny('iam:ListUsers'));
    expect(await listUsers(inline)).toMatch(new RegExp(`${WORDS}$`));
  });

  test('not if the resource is of an account outside the organization', async () => {
    await attach();
    const other = lab.as(otherAccount);
    const KeyId = await newKey(other);
    await setKeyPolicy(other, KeyId, allow('kms:*', '*', to([account, otherAccount])));
    const encrypt = new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') });
    expect(await answerOf(user.kms.send(encrypt))).toMatch(new RegExp(`${WORDS}$`));
  });
});
