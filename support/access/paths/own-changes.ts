import {
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

/** The changes to the identity-based policies of a user or a role, after which they allow everything. Others can make them for it. */
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

/** Inline policies of the groups that a user is in. */
function groupChanges(world: AccessWorld, own: AccessResource): readonly PolicyChange[] {
  const { provisioned } = world.played;
  const name = own.id.slice(own.id.indexOf('.') + 1);
  if (own.kind !== 'user') return [];
  return Object.entries(provisioned.scenario.document.groups)
    .filter(([, { members }]) => members.includes(name))
    .map(([group, { groupName }]) => {
      const arn = provisioned.value(`groups.${group}.arn`);
      const resource = { ...own, id: arn, arn, name: `the group ${group}`, kind: 'other' as const };
      return change('iam:PutGroupPolicy', resource, ({ iam }) =>
        iam.send(
          new PutGroupPolicyCommand({ GroupName: groupName, PolicyName: NAME, PolicyDocument: EVERYTHING }),
        ),
      );
    });
}
