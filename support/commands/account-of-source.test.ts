import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inFolder } from '../settings/testing/in-folder.ts';
import { keyholeHere } from './testing/run-keyhole.ts';
import { terraformPlan } from './testing/terraform-plan.ts';

const DATA = '222222222222';
const keyOf = (account: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
const KEY = 'aaaaaaaa-2222-4333-8444-555555555555';
const plan = (values: object = {}) =>
  terraformPlan({ main: { type: 'aws_kms_key', values: { key_id: KEY, policy: keyOf(DATA), ...values } } });
const template = `Resources: { Main: { Type: AWS::KMS::Key, Properties: { KeyPolicy: ${keyOf(DATA)} } } }\n`;

let folder: Disposable;
beforeEach(() => {
  folder = inFolder({
    ...{ 'plan.json': plan(), 't.yaml': template },
    'later.yaml': template.replace('"kms:*"', '["kms:*"]'),
    'known.json': plan({
      arn: `arn:aws:kms:eu-west-1:333333333333:key/${KEY}`,
      policy: keyOf('333333333333'),
    }),
    'scenarios/own/scenario.yaml': 'title: own\nregion: eu-west-1\naccounts: { data: "222222222222" }\n',
  });
});
afterEach(() => folder[Symbol.dispose]());

async function said(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await keyholeHere(...args);
  return { exitCode, stdout: stdout.replaceAll(/\s+/g, ' '), stderr: stderr.replaceAll(/\s+/g, ' ') };
}

const question = ['--principal', 'the root user of the data account', '--action', 'kms:Decrypt'];

test.each([
  ['matrix', ['matrix', 'plan.json'], /the main key \(data\)/],
  ['matrix', ['matrix', 't.yaml'], /the main key \(data\)/],
  ['diff', ['diff', 't.yaml', 'later.yaml'], /No access changed/i],
  [
    'who-can',
    ['who-can', 'kms:Decrypt', 'the main key', '--scenario', 'plan.json'],
    /the root user of the data account/,
  ],
  ['what-can', ['what-can', DATA, '--scenario', 't.yaml'], /the main key/],
  ['decide', ['decide', '--scenario', 't.yaml', ...question, '--resource', 'the main key'], /kms:Decrypt/],
])('%s takes the account of a source from --account', async (_, args, told) => {
  const assumed = await said(...args);
  expect(assumed).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/--account|data account/) });
  expect(await said(...args, '--account', `data=${DATA}`)).toEqual({
    ...{ exitCode: 0, stdout: expect.stringMatching(told) },
    stderr: expect.not.stringContaining('is assumed'),
  });
});

test.each<[string, readonly string[], string]>([
  [
    'for a scenario, which has its own',
    ['scenarios/own', '--account', `data=${DATA}`],
    '--account is for a template, a plan or a state, and scenarios/own is none; the member "accounts" of a scenario names them there',
  ],
  [
    'for the only scenario here',
    ['--account', `data=${DATA}`],
    '--account is for a template, a plan or a state, and the scenario own is none',
  ],
  [
    'without a name',
    ['plan.json', '--account', DATA],
    `--account ${DATA} is not a name and an id of 12 digits, such as intake=222222222222`,
  ],
  [
    'with a part of the plan',
    ['plan.json', '--account', `data=${DATA}:default`],
    `--account data=${DATA}:default has more than a name and an id: a template, a plan or a state is taken as that of one account`,
  ],
  [
    'given twice',
    ['plan.json', '--account', `data=${DATA}`, '--account', 'keys=111111111111'],
    '--account is given 2 times: a template, a plan or a state is taken as that of one account; keyhole import takes several',
  ],
  [
    'other than the one that a plan tells',
    ['known.json', '--account', `data=${DATA}`],
    `known.json has resources of the account 333333333333, and --account says ${DATA}`,
  ],
])('--account is refused %s', async (_, args, told) => {
  expect(await said('matrix', ...args)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(told) });
});

test('--account names the account that a plan tells', async () => {
  expect(await said('matrix', 'known.json', '--account', 'keys=333333333333')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('the main key (keys)'),
  });
});

test('decide refuses --account for a lab', async () => {
  const args = [...question, '--resource', 'the main key', '--account', `data=${DATA}`];
  expect(await said('decide', ...args)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--account needs --scenario with a template, a plan or a state'),
  });
});
