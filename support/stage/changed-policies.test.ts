import { describe, expect, test } from '@jest/globals';
import { namesAndSources } from '../scenario/cast/names-and-sources.ts';
import { scenarioNamed } from '../scenario/document/documented-scenarios.ts';
import { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { changedPolicy, policyNowInForce } from './changed-policies.ts';

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_KEY = '99999999-12ab-34cd-56ef-1234567890ab';
const provisioned = new ProvisionedScenario(scenarioNamed('write-only-bucket'), 'http://127.0.0.1:1');
provisioned.learnKeys({ shared: KEY, intake: OTHER_KEY });
const changedIn = { provisioned, ...namesAndSources(provisioned) };
const keyPolicy = provisioned.policy('added/key-policy.json');
const FILE = 'scenarios/write-only-bucket/added/key-policy.json';

/** The change that a request makes. */
function changedBy(operation: string, input: Readonly<Record<string, unknown>>) {
  return changedPolicy({ operation, input }, changedIn, new Map()).change;
}

describe('the policy that a request changes has the words of its use', () => {
  test.each([
    ['PutKeyPolicy', { KeyId: KEY, Policy: keyPolicy }, 'the key policy of the shared key'],
    [
      'PutKeyPolicy',
      { KeyId: provisioned.value('keys.shared.arn'), Policy: keyPolicy },
      'the key policy of the shared key',
    ],
    ['CreateKey', { Policy: keyPolicy }, 'the key policy of a new key'],
    ['DeleteBucketPolicy', { Bucket: 'nowhere' }, 'the bucket policy of arn:aws:s3:::nowhere'],
    ['DeleteRolePolicy', { RoleName: 'other', PolicyName: 'P' }, 'the inline policy "P" of the role other'],
    [
      'PutUserPolicy',
      { UserName: 'other', PolicyName: 'P', PolicyDocument: '{}' },
      'the inline policy "P" of the user other',
    ],
    [
      'PutGroupPolicy',
      { GroupName: 'g', PolicyName: 'P', PolicyDocument: '{}' },
      'the inline policy "P" of the group g',
    ],
    [
      'UpdateAssumeRolePolicy',
      { RoleName: 'other', PolicyDocument: '{}' },
      'the trust policy of the role other',
    ],
    [
      'AttachRolePolicy',
      { RoleName: 'other', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      'the managed policy "ReadOnlyAccess" of the role other',
    ],
    ['DeleteUserPermissionsBoundary', { UserName: 'other' }, 'the permissions boundary of the user other'],
    [
      'CreatePolicyVersion',
      { PolicyArn: 'arn:aws:iam::111111111111:policy/a/P', PolicyDocument: '{}' },
      'the managed policy "P"',
    ],
    [
      'PutResourcePolicy',
      {
        SecretId: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:database-a1b2c3',
        ResourcePolicy: '{}',
      },
      'the resource policy of the database secret',
    ],
    [
      'PutResourcePolicy',
      { ResourceArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/orders', Policy: '{}' },
      'the resource policy of the orders table',
    ],
  ])('%s %j', (operation, input, policy) => {
    expect(changedBy(operation, input)).toMatchObject({ policy });
  });
});

test('an unchanged document is told by its file alone', () => {
  expect(changedBy('PutKeyPolicy', { KeyId: KEY, Policy: keyPolicy })).toEqual({
    policy: 'the key policy of the shared key',
    file: FILE,
  });
});

test('a changed one has its text, with placeholders for what a service chose', () => {
  const { Statement, ...rest } = JSON.parse(keyPolicy);
  const other = { ...Statement[0], Sid: 'Other', Resource: provisioned.value('keys.shared.arn') };
  const Policy = JSON.stringify({ ...rest, Statement: [...Statement.slice(1), other] });
  const change = changedBy('PutKeyPolicy', { KeyId: KEY, Policy });
  expect(change.file).toBe(FILE);
  expect(change.text).toContain('"Resource": "{{keys.shared.arn}}"');
  expect(change.text).not.toContain(KEY);
});

test('a policy that is taken away is told so', () => {
  expect(changedBy('DeleteRolePolicy', { RoleName: 'r', PolicyName: 'P' }).removed).toBe(true);
  expect(changedBy('DetachUserPolicy', { UserName: 'u', PolicyArn: 'a/P' }).removed).toBe(true);
});

test('a boundary that the step has just created has its document', () => {
  const created = changedBy('CreatePolicy', { PolicyName: 'limit', PolicyDocument: keyPolicy });
  const bounded = changedPolicy(
    {
      operation: 'PutRolePermissionsBoundary',
      input: { RoleName: 'r', PermissionsBoundary: 'arn:aws:iam::111111111111:policy/limit' },
    },
    changedIn,
    new Map([[created.policy, created]]),
  );
  expect(bounded).toEqual({
    change: { policy: 'the permissions boundary of the role r', file: FILE },
    created: created.policy,
  });
});

test('a text that is no policy is kept as it is', () => {
  expect(changedBy('PutKeyPolicy', { KeyId: KEY, Policy: 'none {' })).toMatchObject({ text: 'none {' });
});

test('a policy without a request is told in the same way', () => {
  expect(policyNowInForce('the session policy of the reader role', keyPolicy, changedIn)).toEqual({
    policy: 'the session policy of the reader role',
    file: FILE,
  });
});
