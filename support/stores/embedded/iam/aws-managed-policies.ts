import type { ManagedPolicy } from './iam-state.ts';

interface Published {
  readonly name: string;
  readonly id: string;
  readonly versionId: string;
  readonly description: string;
  readonly statement: Readonly<Record<string, string | readonly string[]>>;
}

const published: readonly Published[] = [
  {
    name: 'AdministratorAccess',
    id: 'ANPAIWMBCKSKIEE64ZLYK',
    versionId: 'v1',
    description: 'Provides full access to AWS services and resources.',
    statement: { Effect: 'Allow', Action: '*', Resource: '*' },
  },
  {
    name: 'AmazonS3FullAccess',
    id: 'ANPAIFIR6V6BVTRAHWINE',
    versionId: 'v2',
    description: 'Provides full access to all buckets via the AWS Management Console.',
    statement: { Effect: 'Allow', Action: ['s3:*', 's3-object-lambda:*'], Resource: '*' },
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    id: 'ANPAIZTJ4DXE7G6AGAE6M',
    versionId: 'v3',
    description: 'Provides read only access to all buckets via the AWS Management Console.',
    statement: {
      Effect: 'Allow',
      Action: ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'],
      Resource: '*',
    },
  },
];

function asPolicy({ name, id, versionId, description, statement }: Published): ManagedPolicy {
  const createDate = new Date('2015-02-06T18:40:00Z');
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 4);
  return {
    name,
    path: '/',
    arn: `arn:aws:iam::aws:policy/${name}`,
    id,
    description,
    createDate,
    updateDate: createDate,
    tags: new Map(),
    versions: new Map([[versionId, { id: versionId, document, createDate }]]),
    defaultVersionId: versionId,
    nextVersion: Number(versionId.slice(1)) + 1,
  };
}

/**
 * Policies that AWS publishes for every account, by ARN, in their current versions.
 * Source: AWS Managed Policy Reference, one page a policy.
 *
 * Differs: AWS has more than a thousand; only those that the documented patterns attach are here, others are refused by
 * name.
 */
export const awsManagedPolicies: ReadonlyMap<string, ManagedPolicy> = new Map(
  published.map(asPolicy).map((policy) => [policy.arn, policy]),
);
