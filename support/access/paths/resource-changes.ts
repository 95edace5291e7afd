import { PutResourcePolicyCommand as PutTablePolicyCommand } from '@aws-sdk/client-dynamodb';
import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateGrantCommand, type GrantOperation, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { PutResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import type { ResourceKind } from '../access-classes.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import { change, type PolicyChange } from './policy-change.ts';

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
