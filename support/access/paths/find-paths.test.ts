import { describe, expect, test } from '@jest/globals';
import { policyOf, WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import { startAccessWorld } from '../access-world.ts';
import { changesIn } from './access-path.ts';
import { PathFinder } from './find-paths.ts';
import { pathDocument } from './path-document.ts';
import { useMeant } from './use-meant.ts';

const written = new WrittenScenario();

/** An account with a clerk who has the given statements, a boss who may read, roles, a key and a bucket under it. */
function world(clerk: readonly object[], more = '') {
  const allow = (...Action: readonly string[]) => policyOf({ Effect: 'Allow', Action, Resource: '*' });
  const trusts = (principal: object) =>
    policyOf({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
  written.write({
    'own/scenario.yaml': `title: Own
region: eu-west-1
accounts: { data: '111111111111', partner: '222222222222' }
users:
  clerk: { account: data, policies: [clerk.json], managedPolicies: [listing.json] }
  boss: { account: data, policies: [all.json] }
groups:
  clerks: { account: data, members: [clerk], policies: [listing.json] }
roles:
  reader: { account: data, trust: trusts-lambda.json, assumedBy: { service: lambda.amazonaws.com }, policies: [read.json] }
  helper: { account: data, trust: trusts-clerk.json, assumedBy: { user: clerk }, policies: [listing.json] }
keys:
  main: { account: data, policy: key.json }
buckets:
  ledger: { account: data, bucketName: acme-ledger, encryption: "{{keys.main.arn}}" }
${more}`,
    'own/clerk.json': policyOf({ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }, ...clerk),
    'own/listing.json': allow('s3:ListBucket'),
    'own/all.json': allow('*'),
    'own/read.json': allow('s3:GetObject', 'kms:Decrypt'),
    'own/trusts-lambda.json': trusts({ Service: 'lambda.amazonaws.com' }),
    'own/trusts-clerk.json': trusts({ AWS: '{{users.clerk.arn}}' }),
    'own/no-changes.json': policyOf({ Effect: 'Deny', Action: ['iam:*'], Resource: '*' }),
    'own/key.json': policyOf({
      Effect: 'Allow',
      Principal: { AWS: '{{accounts.data.root}}' },
      Action: 'kms:*',
      Resource: '*',
    }),
  });
  return startAccessWorld(written.load());
}

/** The way of the clerk: its kind, the action of each step, and the principal at the end. */
async function wayOfClerk(
  clerk: readonly object[],
  action = 's3:GetObject',
  resource = 'ledger/a',
  more = '',
) {
  await using started = await world(clerk, more);
  const use = useMeant(action, resource, started);
  const finder = new PathFinder(started, [use], { assume: true, change: true });
  const who = started.principals.find(({ id }) => id === 'users.clerk');
  const [path] = who === undefined ? [] : (await finder.pathsOf(who)).values();
  if (path === undefined) return undefined;
  const steps = path.steps.map(({ access }) => access.use.action.action);
  return { kind: path.kind, steps, as: path.actor.id, changes: changesIn(path.steps) };
}

const may = (...Action: readonly string[]) => ({ Effect: 'Allow', Action, Resource: '*' });

describe('the way of a principal to an object under a key', () => {
  test.each<[string, readonly object[], readonly string[], string]>([
    ['iam:PutUserPolicy', [may('iam:PutUserPolicy')], ['iam:PutUserPolicy'], 'users.clerk'],
    ['iam:AttachUserPolicy', [may('iam:AttachUserPolicy')], ['iam:AttachUserPolicy'], 'users.clerk'],
    ['iam:CreatePolicyVersion', [may('iam:CreatePolicyVersion')], ['iam:CreatePolicyVersion'], 'users.clerk'],
    ['iam:PutGroupPolicy', [may('iam:PutGroupPolicy')], ['iam:PutGroupPolicy'], 'users.clerk'],
    ['iam:CreateAccessKey', [may('iam:CreateAccessKey')], ['iam:CreateAccessKey'], 'users.boss'],
    [
      'a trust policy',
      [may('iam:UpdateAssumeRolePolicy')],
      ['iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'],
      'roles.reader',
    ],
    [
      'the policies of a role that can be assumed',
      [may('iam:PutRolePolicy')],
      ['iam:PutRolePolicy', 'sts:AssumeRole'],
      'roles.helper',
    ],
    ['a bucket policy', [may('s3:PutBucketPolicy', 'kms:Decrypt')], ['s3:PutBucketPolicy'], 'users.clerk'],
    ['a grant', [may('kms:CreateGrant', 's3:GetObject')], ['kms:CreateGrant'], 'users.clerk'],
    ['a key policy', [may('kms:PutKeyPolicy', 's3:GetObject')], ['kms:PutKeyPolicy'], 'users.clerk'],
    [
      'a bucket policy and a key policy',
      [may('s3:PutBucketPolicy', 'kms:PutKeyPolicy')],
      ['s3:PutBucketPolicy', 'kms:PutKeyPolicy'],
      'users.clerk',
    ],
  ])('leads over %s', async (_, clerk, steps, as) => {
    const way = await wayOfClerk(clerk);
    expect(way).toMatchObject({ kind: 'change', as });
    expect(way?.steps).toEqual(steps);
  });

  test.each<[string, readonly object[]]>([
    ['has no permission for a change', []],
    ['may change the bucket alone', [may('s3:PutBucketPolicy')]],
    [
      'may change its own policies, which another statement denies',
      [
        may('iam:PutUserPolicy'),
        { Effect: 'Deny', Action: ['s3:GetObject', 's3:PutBucketPolicy'], Resource: '*' },
      ],
    ],
    [
      'may give grants to AWS services alone',
      [
        may('s3:GetObject'),
        { ...may('kms:CreateGrant'), Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
      ],
    ],
    [
      'may attach another policy alone',
      [
        {
          ...may('iam:AttachUserPolicy'),
          Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
        },
      ],
    ],
    [
      'may change a role that only Lambda assumes',
      [{ Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: '{{roles.reader.arn}}' }],
    ],
  ])('does not exist if it %s', async (_, clerk) => {
    expect(await wayOfClerk(clerk)).toBeUndefined();
  });

  test('does not lead past a service control policy', async () => {
    const organization = `organization:
  id: o-exampleorgid
  managementAccount: partner
  root: r-ab12
  accounts: { partner: {}, data: { serviceControlPolicies: { NoChanges: no-changes.json } } }
`;
    expect(await wayOfClerk([may('iam:*')], undefined, undefined, organization)).toBeUndefined();
  });

  test.each<[string, object]>([
    ['aws:MultiFactorAuthPresent is true', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['aws:SourceIp is in 198.51.100.0/24', { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }],
    [
      'aws:CurrentTime is 2030-01-01T00:00:01.000Z',
      { DateGreaterThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
    ],
  ])('leads over a change that is allowed only if %s, and says so', async (words, Condition) => {
    await using started = await world([{ ...may('iam:PutUserPolicy'), Condition }]);
    const use = useMeant('s3:GetObject', 'ledger/a', started);
    const who = started.principals.find(({ id }) => id === 'users.clerk');
    if (who === undefined) throw new TypeError('there is no clerk');
    const found = await new PathFinder(started, [use], { assume: true, change: true }).pathsOf(who);
    const [path] = found.values();
    const document = path && pathDocument(path, started.describing);
    expect(document?.steps.map(({ action, access }) => [action, access.allowedIf])).toEqual([
      ['iam:PutUserPolicy', words],
    ]);
    expect(document?.access.result).toBe('allowed');
  });

  test('is direct if policies allow it, whatever else could be changed', async () => {
    expect(await wayOfClerk([may('s3:GetObject', 'kms:Decrypt', 'iam:*')])).toEqual({
      ...{ kind: 'directly', steps: [], as: 'users.clerk', changes: 0 },
    });
  });

  test('leaves the scenario as it was', async () => {
    await using started = await world([may('iam:PutUserPolicy')]);
    const use = useMeant('s3:GetObject', 'ledger/a', started);
    const finder = () => new PathFinder(started, [use], { assume: true, change: true });
    const kindOf = async (one: AccessPrincipal) => [...(await finder().pathsOf(one)).values()][0]?.kind;
    const who = started.principals.find(({ id }) => id === 'users.clerk');
    if (who === undefined) throw new TypeError('there is no clerk');
    expect(await kindOf(who)).toBe('change');
    expect(await finder().direct(who, use)).toBe('denied');
    expect(await kindOf(who)).toBe('change');
  });
});

describe('what is under a key', () => {
  const more = `accessPoints:
  desk: { account: data, bucket: ledger }
tables:
  entries: { account: data, tableName: Entries, encryption: "{{keys.main.arn}}" }
secrets:
  password: { account: data, secretName: password, encryption: "{{keys.main.arn}}" }
`;
  test.each([
    ['an object', 's3:GetObject', 'ledger/a'],
    ['an object by its ARN', 's3:GetObject', 'arn:aws:s3:::acme-ledger/a/b'],
    ['an object through an access point', 's3:GetObject', 'the desk access point/a/b'],
    [
      'an object by its ARN through an access point',
      's3:GetObject',
      'arn:aws:s3:eu-west-1:111111111111:accesspoint/desk/object/a',
    ],
    ['all objects through an access point', 's3:GetObject', 'the desk access point'],
    ['a version of an object', 's3:GetObjectVersion', 'ledger/a'],
    ['a version through an access point', 's3:GetObjectVersion', 'the desk access point/a'],
    ['a table', 'dynamodb:Query', 'entries'],
    ['items of a batch', 'dynamodb:BatchGetItem', 'entries'],
    ['an index', 'dynamodb:Query', 'arn:aws:dynamodb:eu-west-1:111111111111:table/Entries/index/by-date'],
    ['a secret', 'secretsmanager:GetSecretValue', 'password'],
  ])('%s is not reached without the permission on the key', async (_, action, resource) => {
    expect(await wayOfClerk([may(action)], action, resource, more)).toBeUndefined();
    const way = await wayOfClerk([may(action, 'kms:Decrypt')], action, resource, more);
    expect(way).toMatchObject({ kind: 'directly' });
  });

  test.each([
    ['dynamodb:Query', 'table/Missing', /no table .*whether it is under a KMS key; known: the entries table/],
    ['secretsmanager:GetSecretValue', 'secret:missing-AbCdEf', /no secret .*known: the password secret/],
  ])('is not told by %s of a resource that the scenario lacks', async (action, name, told) => {
    const service = action.slice(0, action.indexOf(':'));
    const arn = `arn:aws:${service}:eu-west-1:111111111111:${name}`;
    await expect(wayOfClerk([may(action)], action, arn, more)).rejects.toThrow(told);
  });

  test('is told of an action that needs no key, on a resource that the scenario lacks', async () => {
    const arn = 'arn:aws:dynamodb:eu-west-1:111111111111:table/Missing';
    const way = await wayOfClerk([may('dynamodb:CreateTable')], 'dynamodb:CreateTable', arn, more);
    expect(way).toMatchObject({ kind: 'directly' });
  });
});
