import * as organizations from '@aws-sdk/client-organizations';
import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { codeOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const Tags = [{ Key: 'a', Value: 'b' }];

/** Sends a request that is known by its name. */
function ask(
  client: { send(command: never): Promise<unknown> },
  operation: string,
  input: object,
): Promise<unknown> {
  const command: (new (input: object) => never) | undefined = Reflect.get(
    organizations,
    `${operation}Command`,
  );
  if (command === undefined) throw new TypeError(`Organizations has no ${operation}`);
  return client.send(new command(input));
}

describe('Organizations refuses the id of another kind of thing', () => {
  const invented = {
    root: 'r-abcd',
    unit: 'ou-abcd-12345678',
    account,
    policy: 'p-12345678',
    handshake: `h-${'1'.repeat(32)}`,
  };
  const policyOf = { PolicyType: 'RESOURCE_CONTROL_POLICY' };
  const target = { TargetId: invented.root };
  const between = { SourceParentId: invented.root, DestinationParentId: invented.unit };
  const rows: readonly [operation: string, member: string, takes: string, more?: object][] = [
    ['AttachPolicy', 'PolicyId', 'policy', target],
    ['AttachPolicy', 'TargetId', 'root unit account', { PolicyId: invented.policy }],
    ['DetachPolicy', 'PolicyId', 'policy', target],
    ['CreateOrganizationalUnit', 'ParentId', 'root unit', { Name: 'n' }],
    ['DeleteOrganizationalUnit', 'OrganizationalUnitId', 'unit'],
    ['DescribeOrganizationalUnit', 'OrganizationalUnitId', 'unit'],
    ['UpdateOrganizationalUnit', 'OrganizationalUnitId', 'unit', { Name: 'n' }],
    ['DescribeAccount', 'AccountId', 'account'],
    ['DescribePolicy', 'PolicyId', 'policy'],
    ['UpdatePolicy', 'PolicyId', 'policy', { Name: 'n' }],
    ['DeletePolicy', 'PolicyId', 'policy'],
    ['EnablePolicyType', 'RootId', 'root', policyOf],
    ['DisablePolicyType', 'RootId', 'root', policyOf],
    ['ListAccountsForParent', 'ParentId', 'root unit'],
    ['ListOrganizationalUnitsForParent', 'ParentId', 'root unit'],
    ['ListChildren', 'ParentId', 'root unit', { ChildType: 'ACCOUNT' }],
    ['ListParents', 'ChildId', 'unit account'],
    ['ListPoliciesForTarget', 'TargetId', 'root unit account', { Filter: policyOf.PolicyType }],
    ['ListTargetsForPolicy', 'PolicyId', 'policy'],
    ['MoveAccount', 'AccountId', 'account', between],
    ['MoveAccount', 'SourceParentId', 'root unit', { ...between, AccountId: account }],
    ['MoveAccount', 'DestinationParentId', 'root unit', { ...between, AccountId: account }],
    ['RemoveAccountFromOrganization', 'AccountId', 'account'],
    ['TagResource', 'ResourceId', 'root unit account policy', { Tags }],
    ['AcceptHandshake', 'HandshakeId', 'handshake'],
    ['DescribeHandshake', 'HandshakeId', 'handshake'],
  ];
  test.each(rows)('organizations:%s by %s, which takes a %s', async (operation, member, takes, more = {}) => {
    const { organizations: root } = lab.as(account);
    await root.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    for (const [kind, id] of Object.entries(invented)) {
      const answer = await codeOf(ask(root, operation, { ...more, [member]: id }));
      const isTaken = takes.split(' ').includes(kind);
      expect([kind, answer === '400 InvalidInputException']).toEqual([kind, !isTaken]);
    }
  });
});
