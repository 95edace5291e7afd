import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { WorldBuilder } from '../world/world-builder.ts';
import { readAuthorizationDetails } from './authorization-details.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-details-'));
afterAll(() => rmSync(folder, { recursive: true }));

const allows = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const iam = 'arn:aws:iam::222222222222';

/** The world of a file with a text. */
function worldOf(text: string) {
  const path = join(folder, 'details.json');
  writeFileSync(path, text);
  const builder = new WorldBuilder();
  const accounts = { data: '222222222222' };
  readAuthorizationDetails(path, { file: 'details.json', accounts, builder });
  return builder.world(accounts, 'eu-west-1');
}

test('the details of an account give its users, groups, roles and policies', () => {
  const { users, groups, roles, policies, gaps } = worldOf(
    JSON.stringify({
      UserDetailList: [
        {
          UserName: 'ann',
          Arn: `${iam}:user/ann`,
          GroupList: ['readers'],
          Tags: [{ Key: 'team', Value: 'a' }],
        },
      ],
      GroupDetailList: [
        {
          GroupName: 'readers',
          Arn: `${iam}:group/readers`,
          GroupPolicyList: [{ PolicyName: 'reads', PolicyDocument: allows('s3:GetObject') }],
        },
      ],
      RoleDetailList: [
        {
          RoleName: 'job',
          Path: '/teams/',
          Arn: `${iam}:role/teams/job`,
          AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
          AttachedManagedPolicies: [{ PolicyArn: `${iam}:policy/own` }],
        },
        {
          RoleName: 'AWSServiceRoleForX',
          Path: '/aws-service-role/x/',
          Arn: `${iam}:role/aws-service-role/x/AWSServiceRoleForX`,
        },
      ],
      Policies: [
        {
          Arn: `${iam}:policy/own`,
          PolicyVersionList: [
            { IsDefaultVersion: false, Document: allows('*') },
            { IsDefaultVersion: true, Document: allows('kms:Decrypt') },
          ],
        },
      ],
    }),
  );
  expect(users).toMatchObject([{ name: 'ann', account: 'data', tags: { team: 'a' } }]);
  expect(groups).toMatchObject([{ name: 'readers', members: ['ann'] }]);
  expect(JSON.parse(groups[0]?.inline.reads ?? '')).toEqual(allows('s3:GetObject'));
  expect(roles).toMatchObject([{ name: 'job', path: '/teams/', managed: [`${iam}:policy/own`] }]);
  expect(JSON.parse(roles[0]?.trust ?? '')).toEqual(trust);
  expect(JSON.parse(policies[0]?.text ?? '')).toEqual(allows('kms:Decrypt'));
  expect(gaps).toEqual([]);
});

test('what a file leaves out denies everything: groups without a filter for them, and documents of policies', () => {
  const { users, groups, roles, policies, gaps } = worldOf(
    JSON.stringify({
      UserDetailList: [{ UserName: 'ann', Arn: `${iam}:user/ann`, GroupList: ['readers'] }],
      RoleDetailList: [{ RoleName: 'job', Arn: `${iam}:role/job` }],
      Policies: [
        { Arn: `${iam}:policy/own`, PolicyVersionList: [{ IsDefaultVersion: false, Document: allows('*') }] },
      ],
    }),
  );
  expect({ managed: users.map(({ managed }) => managed), groups }).toEqual({
    managed: [['unknown']],
    groups: [],
  });
  for (const text of [roles[0]?.trust, policies[0]?.text])
    expect(JSON.parse(text ?? '').Statement).toMatchObject([{ Effect: 'Deny' }]);
  expect(gaps.map(({ id, reason }) => `${id} | ${reason}`)).toEqual([
    `${iam}:user/ann | it is in the group readers, which the file does not describe`,
    `${iam}:role/job | the file does not have its document`,
    `${iam}:policy/own | the file does not have its document`,
  ]);
});

test.each([
  [
    'text that is cut off',
    '{"UserDetailList": [',
    /details\.json is not JSON, or it is cut off: write it with get-account/,
  ],
  ['other JSON', '{}', /details\.json does not list users and roles/],
  [
    'one page of several',
    JSON.stringify({ UserDetailList: [], RoleDetailList: [], IsTruncated: true, Marker: 'a' }),
    /details\.json is one page of the details \(IsTruncated\)/,
  ],
  [
    'an unknown account',
    JSON.stringify({
      UserDetailList: [{ UserName: 'a', Arn: 'arn:aws:iam::999999999999:user/a' }],
      RoleDetailList: [],
    }),
    /is of the account 999999999999, and no --account is/,
  ],
])('%s is refused', (_, text, message) => {
  expect(() => worldOf(text)).toThrow(message);
});
