import { createHash } from 'node:crypto';
import {
  type AwsManagedPolicy,
  awsManagedPolicies,
  isAwsPolicyArn,
} from '../../../aws/managed-policies/aws-managed-policies.ts';
import type { ManagedPolicy } from './iam-state.ts';

const made = new Map<string, ManagedPolicy>();

/** The managed policy of AWS with an ARN; undefined if AWS has none. */
export function awsPolicyWithArn(arn: string): ManagedPolicy | undefined {
  if (!isAwsPolicyArn(arn)) return undefined;
  const known = made.get(arn);
  const published = known === undefined ? awsManagedPolicies().get(arn) : undefined;
  if (published === undefined) return known;
  const policy = asPolicy(published);
  made.set(arn, policy);
  return policy;
}

/** Every managed policy of AWS. */
export function everyAwsPolicy(): readonly ManagedPolicy[] {
  return [...awsManagedPolicies().keys()].flatMap((arn) => awsPolicyWithArn(arn) ?? []);
}

function asPolicy({ arn, versionId, createDate, updateDate, document }: AwsManagedPolicy): ManagedPolicy {
  const end = arn.lastIndexOf('/') + 1;
  return {
    name: arn.slice(end),
    path: arn.slice(arn.indexOf('/'), end),
    arn,
    id: idOf(arn),
    createDate,
    updateDate,
    tags: new Map(),
    versions: new Map([[versionId, { id: versionId, document, createDate: updateDate }]]),
    defaultVersionId: versionId,
    nextVersion: Number(versionId.slice(1)) + 1,
  };
}

/** Differs: AWS chose the ids of its policies; the id here is made of the ARN, and the same everywhere. */
function idOf(arn: string): string {
  return `ANPA${createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase()}`;
}
