import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import { change, type PolicyChange } from './policy-change.ts';

const ALL = 'arn:aws:iam::aws:policy/AdministratorAccess';
const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
const NAME = 'keyhole-path';

/**
 * The changes to the identity-based policies of a user or a role. After them they allow everything, or what a group does. Others can make
 * them for it.
 */
export function ownChanges(world: AccessWorld, who: AccessPrincipal): readonly PolicyChange[] {
  const own = world.resources.find(({ id }) => id === who.id);
  if (own === undefined || (who.kind !== 'user' && who.kind !== 'role')) return [];
  const name = own.arn.slice(own.arn.lastIndexOf('/') + 1);
  const changes =
    who.kind === 'user'
      ? [
          change('iam:PutUserPolicy', own, ({ iam }) =>
            iam.send(
              new PutUserPolicyCommand({ UserName: name, PolicyName: NAME, PolicyDocument: EVERYTHING }),
            ),
          ),
          change(
            'iam:AttachUserPolicy',
            own,
            ({ iam }) => iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn: ALL })),
            { 'iam:PolicyARN': [ALL] },
          ),
        ]
      : [
          change('iam:PutRolePolicy', own, ({ iam }) =>
            iam.send(
              new PutRolePolicyCommand({ RoleName: name, PolicyName: NAME, PolicyDocument: EVERYTHING }),
            ),
          ),
          change(
            'iam:AttachRolePolicy',
            own,
            ({ iam }) => iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: ALL })),
            { 'iam:PolicyARN': [ALL] },
          ),
        ];
  return [...changes, ...managedChanges(world, own), ...groupChanges(world, own)];
}

/** New versions of the managed policies of one's own that a user or role has. */
function managedChanges(world: AccessWorld, own: AccessResource): readonly PolicyChange[] {
  const { users, roles } = world.played.provisioned.scenario.document;
  const name = own.id.slice(own.id.indexOf('.') + 1);
  const held = own.kind === 'user' ? users[name]?.managedPolicies : roles[name]?.managedPolicies;
  return Object.entries(held ?? {})
    .filter(([, path]) => !path.startsWith('arn:'))
    .map(([policy]): PolicyChange => {
      const arn = `arn:aws:iam::${own.accountId}:policy/${policy}`;
      const resource = {
        ...own,
        id: arn,
        arn,
        name: `the managed policy "${policy}"`,
        kind: 'other' as const,
      };
      const made = change('iam:CreatePolicyVersion', resource, ({ iam }) =>
        iam.send(
          new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: EVERYTHING, SetAsDefault: true }),
        ),
      );
      return { ...made, replaces: true };
    });
}

/** New policies of the groups that a user is in, and its entry into the others of its account. */
function groupChanges(world: AccessWorld, own: AccessResource): readonly PolicyChange[] {
  const { provisioned } = world.played;
  const { document } = provisioned.scenario;
  const name = own.id.slice(own.id.indexOf('.') + 1);
  if (own.kind !== 'user') return [];
  const UserName = own.arn.slice(own.arn.lastIndexOf('/') + 1);
  return Object.entries(document.groups)
    .filter(([, { account }]) => document.accounts[account] === own.accountId)
    .flatMap(([group, { groupName: GroupName, members }]): readonly PolicyChange[] => {
      const arn = provisioned.value(`groups.${group}.arn`);
      const resource = { ...own, id: arn, arn, name: `the group ${group}`, kind: 'other' as const };
      if (!members.includes(name)) {
        const entry = change('iam:AddUserToGroup', resource, ({ iam }) =>
          iam.send(new AddUserToGroupCommand({ GroupName, UserName })),
        );
        return [{ ...entry, isPartial: true }];
      }
      return [
        change('iam:PutGroupPolicy', resource, ({ iam }) =>
          iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: NAME, PolicyDocument: EVERYTHING })),
        ),
        change(
          'iam:AttachGroupPolicy',
          resource,
          ({ iam }) => iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: ALL })),
          { 'iam:PolicyARN': [ALL] },
        ),
      ];
    });
}
