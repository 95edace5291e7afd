/** The Sid of statements that stand in for a policy that could not be read: a denial by one names its cause. */
const SID = 'NotUnderstoodByKeyholeImport';

const documentOf = (...Statement: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement }, undefined, 2);

/** The policy of a key without one of its own. Source: AWS KMS developer guide, "Default key policy". */
export function defaultKeyPolicy(accountId: string): string {
  return documentOf({
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  });
}

/** A key policy that denies the use of the key to all but the root user, for one that is not known. */
export function unknownKeyPolicy(accountId: string): string {
  const root = `arn:aws:iam::${accountId}:root`;
  return documentOf(
    { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
    {
      Sid: SID,
      Effect: 'Deny',
      Principal: '*',
      Action: 'kms:*',
      Resource: '*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': root } },
    },
  );
}

/** The id of a key that is not known. A key that no principal may use stands for it. */
export const UNKNOWN_KEY = '00000000-0000-0000-0000-000000000000';

/** A key policy that denies everything, for a key that no source describes. */
export const unusableKeyPolicy = documentOf({
  Sid: SID,
  Effect: 'Deny',
  Principal: '*',
  Action: 'kms:*',
  Resource: '*',
});

/** An identity-based policy or boundary that denies everything, for one that is not known. */
export const unknownIdentityPolicy = documentOf({ Sid: SID, Effect: 'Deny', Action: '*', Resource: '*' });

/** Stands for the ARN of a managed policy or boundary that is not known: it denies everything. */
export const UNKNOWN_POLICY = 'unknown';

/** A trust policy that no principal passes, for one that is not known. */
export const unknownTrustPolicy = documentOf({
  Sid: SID,
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sts:AssumeRole',
});

/** A control policy that denies everything, for one that is not known. AWS lets no resource control policy name `*` alone. */
export function unknownControlPolicy(kind: 'scp' | 'rcp'): string {
  if (kind === 'scp') return unknownIdentityPolicy;
  const Action = ['s3:*', 'kms:*', 'sts:*', 'secretsmanager:*', 'dynamodb:*'];
  return documentOf({ Sid: SID, Effect: 'Deny', Principal: '*', Action, Resource: '*' });
}

/** A policy of a bucket, table or secret that denies everything, for one that is not known. */
export function unknownResourcePolicy(
  service: 's3' | 'dynamodb' | 'secretsmanager',
  resource: string,
): string {
  const Resource = service === 's3' ? [resource, `${resource}/*`] : resource;
  return documentOf({ Sid: SID, Effect: 'Deny', Principal: '*', Action: `${service}:*`, Resource });
}
