import { readFileSync } from 'node:fs';
import { ownFile } from '../../node/own-file.ts';

/** A managed policy that AWS publishes for every account. */
export interface AwsManagedPolicy {
  readonly arn: string;
  /** The id of its latest version, which is the default one: `v3`. */
  readonly versionId: string;
  readonly createDate: Date;
  readonly updateDate: Date;
  /** The document of that version, cut to the services that keyhole serves. */
  readonly document: string;
}

interface File {
  readonly source: string;
  readonly date: string;
  readonly policies: readonly (readonly [string, string, string, string, object])[];
}

let read: ReadonlyMap<string, AwsManagedPolicy> | undefined;

/**
 * AWS's managed policies by ARN, read from their file at the first call.
 * Source: AWS Managed Policy Reference, one page a policy.
 *
 * Differs: documents are cut to the services that keyhole serves, which changes no decision. Each policy has its latest
 * version alone. A policy that AWS has withdrawn may still be among them.
 */
export function awsManagedPolicies(): ReadonlyMap<string, AwsManagedPolicy> {
  read ??= readManagedPolicies();
  return read;
}

/** True for the ARN of a managed policy of AWS, whether it exists or not. */
export function isAwsPolicyArn(arn: string): boolean {
  return arn.startsWith('arn:aws:iam::aws:policy/');
}

function readManagedPolicies(): ReadonlyMap<string, AwsManagedPolicy> {
  const { policies }: File = JSON.parse(
    readFileSync(ownFile('support/aws/managed-policies/managed-policies.json'), 'utf8'),
  );
  return new Map(
    policies.map(([arn, versionId, created, updated, document]) => [
      arn,
      {
        arn,
        versionId,
        createDate: new Date(created),
        updateDate: new Date(updated),
        document: JSON.stringify(document, null, 4),
      },
    ]),
  );
}
