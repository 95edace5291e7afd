import { PutResourcePolicyCommand as PutTablePolicyCommand } from '@aws-sdk/client-dynamodb';
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateGrantCommand, type GrantOperation, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { PutResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import type { Clients } from '../../client/clients.ts';
import type { ResourceKind } from '../access-classes.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';

/** A change by which a principal gives itself access. */
export interface PolicyChange {
  /** The permission that the change needs. */
  readonly use: AccessUse;
  /** True for a change that puts a document in place of another, so that what the other denied is not denied any more. */
  readonly replaces?: true;
  /** True for a change that gives less than everything, so that another one may follow. */
  readonly isPartial?: true;
  /** The condition keys that the input of the request states; it has no others of an input. */
  readonly states?: Readonly<Record<string, readonly string[]>>;
  /** Makes the change. */
  readonly make: (clients: Clients) => Promise<unknown>;
}

const ALL = 'arn:aws:iam::aws:policy/AdministratorAccess';
const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
const NAME = 'keyhole-path';

/** The ARN by which policies name a principal; undefined for those that they cannot name alone. */
export function arnOf({ principal }: AccessPrincipal): string | undefined {
  if (principal.type === 'AssumedRole') return principal.roleArn;
  return principal.type === 'User' || principal.type === 'Root' ? principal.arn : undefined;
}

function allowing(arn: string, Action: string, Resource: string | readonly string[] = '*'): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: arn }, Action, Resource }],
  });
}

function change(
  action: string,
  resource: AccessResource,
  make: PolicyChange['make'],
  states: PolicyChange['states'] = {},
): PolicyChange {
  return { use: { action: { action }, resource }, make, states };
}

/** The changes to the identity-based policies of a user or a role. After them they allow everything, or what a group does. Others can make
 * them for it. */
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

type ChangeOfResource = (arn: string, resource: AccessResource) => PolicyChange;

/** The change to the policy of a resource by its kind. */
const RESOURCE_CHANGES: Readonly<Partial<Record<ResourceKind, ChangeOfResource>>> = {
  bucket: (arn, resource) => ({
    use: { action: { action: 's3:PutBucketPolicy' }, resource },
    make: ({ s3 }) => {
      const Bucket = resource.arn.slice('arn:aws:s3:::'.length);
      const Policy = allowing(arn, 's3:*', [resource.arn, `${resource.arn}/*`]);
      return s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    },
  }),
  secret: (arn, resource) =>
    change('secretsmanager:PutResourcePolicy', resource, ({ secretsmanager }) =>
      secretsmanager.send(
        new PutResourcePolicyCommand({
          SecretId: resource.arn,
          ResourcePolicy: allowing(arn, 'secretsmanager:*'),
        }),
      ),
    ),
  table: (arn, resource) =>
    change('dynamodb:PutResourcePolicy', resource, ({ dynamodb }) =>
      dynamodb.send(
        new PutTablePolicyCommand({
          ResourceArn: resource.arn,
          Policy: allowing(arn, 'dynamodb:*', resource.arn),
        }),
      ),
    ),
  role: (arn, resource) => trustChange(arn, resource),
};

/** The change of a trust policy that lets a principal assume a role. */
export function trustChange(arn: string, resource: AccessResource): PolicyChange {
  const RoleName = resource.arn.slice(resource.arn.lastIndexOf('/') + 1);
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }],
  });
  return change('iam:UpdateAssumeRolePolicy', resource, ({ iam }) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })),
  );
}

/** The changes to the policy at a resource that could give a principal the use of it. */
export function resourceChanges(who: AccessPrincipal, { resource }: AccessUse): readonly PolicyChange[] {
  const arn = arnOf(who);
  const make = RESOURCE_CHANGES[resource.kind];
  return arn === undefined || make === undefined ? [] : [make(arn, resource)];
}

/** The operations of a grant that give the permissions of KMS. */
const GRANTABLE: Readonly<Record<string, GrantOperation>> = {
  'kms:Decrypt': 'Decrypt',
  'kms:Encrypt': 'Encrypt',
  'kms:GenerateDataKey': 'GenerateDataKey',
  'kms:DescribeKey': 'DescribeKey',
  'kms:CreateGrant': 'CreateGrant',
};

/** The changes to the key that is asked for, or to the key of the resource, that could give a principal the use of it. */
export function keyChanges(
  world: AccessWorld,
  who: AccessPrincipal,
  { action, resource }: AccessUse,
  keyArn: string | undefined,
): readonly PolicyChange[] {
  const arn = arnOf(who);
  if (arn === undefined || keyArn === undefined) return [];
  const account = keyArn.split(':')[4] ?? '';
  const name = resource.kind === 'key' ? resource.name : `the key of ${resource.name}`;
  const known = world.resources.find((one) => one.kind === 'key' && one.arn === keyArn);
  const key: AccessResource = {
    ...(known ?? { id: keyArn, arn: keyArn, kind: 'key', account, accountId: account, objects: [] }),
    name,
  };
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: [`arn:aws:iam::${account}:root`, arn] },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
  const operation = GRANTABLE[resource.kind === 'key' ? action.action : (action.kms ?? '')];
  return [
    change(
      'kms:PutKeyPolicy',
      key,
      ({ kms }) => kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: 'default', Policy })),
      { 'kms:BypassPolicyLockoutSafetyCheck': ['false'] },
    ),
    ...(operation === undefined
      ? []
      : [
          change(
            'kms:CreateGrant',
            key,
            ({ kms }) =>
              kms.send(
                new CreateGrantCommand({ KeyId: keyArn, GranteePrincipal: arn, Operations: [operation] }),
              ),
            {
              'kms:GranteePrincipal': [arn],
              'kms:GrantOperations': [operation],
              'kms:GrantIsForAWSResource': ['false'],
            },
          ),
        ]),
  ];
}
