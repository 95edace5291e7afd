import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const policy = (Effect: string, Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] });

const files = {
  'scenarios/groups/scenario.yaml': `title: Groups
region: eu-west-1
accounts: { data: "222222222222" }
users:
  passing: { account: data, policies: { Own: policies/pass.json } }
  adding: { account: data, policies: { Own: policies/add.json } }
  denied: { account: data, policies: { Own: policies/add.json, No: policies/no-read.json } }
  bound: { account: data, policies: { Own: policies/add.json }, boundary: policies/add.json }
  attaching: { account: data, policies: { Own: policies/attach.json } }
groups:
  readers: { account: data, policies: { Own: policies/read.json } }
  others: { account: data, members: [attaching] }
secrets: { pin: { account: data, secretName: pin } }
`,
  'scenarios/groups/policies/pass.json': policy('Allow', 'iam:PassRole'),
  'scenarios/groups/policies/add.json': policy('Allow', 'iam:AddUserToGroup'),
  'scenarios/groups/policies/attach.json': policy('Allow', 'iam:AttachGroupPolicy'),
  'scenarios/groups/policies/read.json': policy('Allow', 'secretsmanager:GetSecretValue'),
  'scenarios/groups/policies/no-read.json': policy('Deny', 'secretsmanager:GetSecretValue'),
};
const question = ['who-can', 'secretsmanager:GetSecretValue', 'the pin secret', '--scenario', 'groups'];

test('A user who may add itself to a group can do what the group may, unless a Deny or a boundary is in the way', async () => {
  using _folder = inFolder(files);
  const expected = 'the root user of the data account,the adding user,the attaching user';
  const { exitCode, stdout } = await keyholeHere(...question, '--expect', expected);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/1\. the adding user changes the group readers \(iam:AddUserToGroup\)/),
  });
});

test('After the entry into a group, what the group may change counts as well', async () => {
  using _folder = inFolder({
    ...files,
    'scenarios/groups/policies/read.json': policy('Allow', 'iam:PutUserPolicy'),
  });
  const { stdout } = await keyholeHere(...question);
  expect(stdout).toMatch(
    /1\. the adding user changes the group readers \(iam:AddUserToGroup\)[^✓]*2\. the adding user changes the adding user/,
  );
});
