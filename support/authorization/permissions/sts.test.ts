import { describe, expect, test } from '@jest/globals';
import type { Input } from '../../aws/operations.ts';
import type { RequiredPermission } from './rule.ts';
import { stsPermissions } from './sts.ts';

const scope = { region: 'eu-west-1', account: '111111111111' };
const RoleArn = 'arn:aws:iam::222222222222:role/apps/reader';

function assuming(input: Partial<Input<'sts', 'AssumeRole'>>): readonly RequiredPermission[] {
  const rule = stsPermissions.AssumeRole;
  return rule === 'not implemented' ? [] : rule({ RoleArn, RoleSessionName: 'job', ...input }, scope);
}

describe('the permissions of STS', () => {
  test('AssumeRole needs sts:AssumeRole on the role, with session name and external id', () => {
    const [permission, ...more] = assuming({ ExternalId: 'x' });
    expect(more).toEqual([]);
    expect(permission).toMatchObject({ action: 'sts:AssumeRole', resource: RoleArn });
    expect(permission?.context).toMatchObject({ 'sts:RoleSessionName': 'job', 'sts:ExternalId': 'x' });
    expect(permission?.context?.['sts:SourceIdentity']).toBeUndefined();
    expect(permission?.context?.['aws:TagKeys']).toBeUndefined();
  });

  test.each([
    [{ Tags: [] }, ['sts:AssumeRole']],
    [{ Tags: [{ Key: 'a', Value: '1' }] }, ['sts:AssumeRole', 'sts:TagSession']],
    [{ SourceIdentity: 'ada' }, ['sts:AssumeRole', 'sts:SetSourceIdentity']],
    [
      { Tags: [{ Key: 'a', Value: '1' }], SourceIdentity: 'ada' },
      ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    ],
  ])('with %j it needs %j', (input, actions) => {
    const needed = assuming(input);
    expect(needed.map(({ action }) => action)).toEqual(actions);
    expect(needed.every(({ resource }) => resource === RoleArn)).toBe(true);
  });

  test('each of its permissions has tags and source identity', () => {
    const needed = assuming({
      Tags: [{ Key: 'a', Value: '1' }],
      TransitiveTagKeys: ['a'],
      SourceIdentity: 'ada',
    });
    for (const { context } of needed) {
      expect(context).toMatchObject({
        'aws:RequestTag/a': '1',
        'aws:TagKeys': ['a'],
        'sts:TransitiveTagKeys': ['a'],
        'sts:SourceIdentity': 'ada',
      });
    }
  });

  test('GetCallerIdentity and GetSessionToken need no permission', () => {
    for (const rule of [stsPermissions.GetCallerIdentity, stsPermissions.GetSessionToken]) {
      expect(rule === 'not implemented' ? rule : rule({}, scope)).toEqual([]);
    }
  });

  test('AssumeRoleWithWebIdentity needs its own action on the role, with the claims of the token', () => {
    const rule = stsPermissions.AssumeRoleWithWebIdentity;
    const input = { RoleArn, RoleSessionName: 'job', WebIdentityToken: 'x' };
    const claimKeys = { 'gitlab.com:sub': ['a'] };
    expect(rule === 'not implemented' ? [] : rule(input, { ...scope, claimKeys })).toMatchObject([
      {
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: RoleArn,
        context: { 'sts:RoleSessionName': 'job', 'gitlab.com:sub': ['a'] },
      },
    ]);
  });

  test('GetFederationToken needs its own action on the federated user, and another for tags', () => {
    const rule = stsPermissions.GetFederationToken;
    const input = { Name: 'visitor', Tags: [{ Key: 'a', Value: 'b' }] };
    const resource = `arn:aws:sts::${scope.account}:federated-user/visitor`;
    expect(rule === 'not implemented' ? [] : rule(input, scope)).toMatchObject([
      { action: 'sts:GetFederationToken', resource, context: { 'aws:TagKeys': ['a'] } },
      { action: 'sts:TagSession', resource },
    ]);
  });

  test('only six operations are served', () => {
    const served = Object.entries(stsPermissions).filter(([, rule]) => rule !== 'not implemented');
    expect(served.map(([operation]) => operation).sort()).toEqual([
      'AssumeRole',
      'AssumeRoleWithWebIdentity',
      'GetAccessKeyInfo',
      'GetCallerIdentity',
      'GetFederationToken',
      'GetSessionToken',
    ]);
  });
});
