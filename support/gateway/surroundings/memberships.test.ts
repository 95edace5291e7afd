import { describe, expect, test } from '@jest/globals';
import { membershipsOf } from './memberships.ts';
import type { ControlPolicy, Organization } from './organization.ts';

const deny: ControlPolicy = {
  name: 'no deletion',
  document: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' }],
  }),
};
const denyToAll: ControlPolicy = {
  name: 'only tls',
  document: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }],
  }),
};

const organization: Organization = {
  id: 'o-exampleorgid',
  managementAccount: '999999999999',
  root: {
    id: 'r-ab12',
    accounts: [{ id: '111111111111' }],
    units: [
      {
        id: 'ou-ab12-11111111',
        serviceControlPolicies: [deny],
        units: [
          {
            id: 'ou-ab12-22222222',
            accounts: [{ id: '222222222222', resourceControlPolicies: [denyToAll] }],
          },
        ],
      },
      { id: 'ou-ab12-33333333', accounts: [{ id: '333333333333', withoutFullAwsAccess: true }] },
    ],
  },
};

const members = membershipsOf(organization);

/** The names of the policies on each level. */
function names(levels: ReturnType<typeof serviceControl>) {
  return levels?.map((level) => level.map(({ name }) => name));
}
const serviceControl = (account: string) => members.get(account)?.serviceControl;

describe('membershipsOf', () => {
  test('gives each account its path, from the root over its units', () => {
    expect(members.get('111111111111')?.path).toBe('o-exampleorgid/r-ab12/');
    expect(members.get('222222222222')?.path).toBe(
      'o-exampleorgid/r-ab12/ou-ab12-11111111/ou-ab12-22222222/',
    );
  });

  test('puts the management account below the root where it is listed nowhere', () => {
    expect(members.get('999999999999')).toMatchObject({
      organizationId: 'o-exampleorgid',
      path: 'o-exampleorgid/r-ab12/',
    });
  });

  test('lists the service control policies of each level, FullAWSAccess among them', () => {
    const full = (target: string) => `the service control policy "FullAWSAccess" of ${target}`;
    expect(names(serviceControl('222222222222'))).toEqual([
      [full('the root of the organization')],
      [
        full('the unit ou-ab12-11111111'),
        'the service control policy "no deletion" of the unit ou-ab12-11111111',
      ],
      [full('the unit ou-ab12-22222222')],
      [full('the account 222222222222')],
    ]);
  });

  test('leaves a level empty from which FullAWSAccess is detached', () => {
    expect(names(serviceControl('333333333333'))?.at(-1)).toEqual([]);
  });

  test('lists the resource control policies of each level', () => {
    expect(names(members.get('222222222222')?.resourceControl)).toEqual([
      [],
      [],
      [],
      ['the resource control policy "only tls" of the account 222222222222'],
    ]);
  });

  test('has nothing to judge where only the defaults stand', () => {
    expect(members.get('111111111111')).toMatchObject({
      serviceControl: undefined,
      resourceControl: undefined,
    });
  });

  test('never binds the management account', () => {
    const bound = membershipsOf({
      ...organization,
      root: {
        ...organization.root,
        serviceControlPolicies: [deny],
        resourceControlPolicies: [denyToAll],
        accounts: [{ id: '111111111111' }, { id: '999999999999' }],
      },
    });
    expect(bound.get('999999999999')).toMatchObject({
      serviceControl: undefined,
      resourceControl: undefined,
    });
    expect(bound.get('111111111111')?.serviceControl).toHaveLength(2);
  });

  test('does not know accounts outside', () => {
    expect(members.get('444444444444')).toBeUndefined();
  });

  test('refuses an account that is in it twice', () => {
    const twice = { ...organization, root: { ...organization.root, accounts: [{ id: '222222222222' }] } };
    expect(() => membershipsOf(twice)).toThrow(
      'The account 222222222222 is in the organization o-exampleorgid twice',
    );
  });

  test('refuses a control policy that is none', () => {
    const broken = { ...organization.root, serviceControlPolicies: [denyToAll] };
    expect(() => membershipsOf({ ...organization, root: broken })).toThrow('Principal');
  });
});
