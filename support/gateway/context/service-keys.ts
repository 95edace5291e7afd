import type { RequestFacts } from './request-facts.ts';

type KeyReader = (facts: RequestFacts) => readonly string[] | undefined;

/**
 * S3's condition keys that any S3 request determines.
 *
 * Source: Amazon S3 API Reference, "Amazon S3 Signature Version 4 authentication specific policy keys".
 */
export const s3RequestKeys: Readonly<Record<string, KeyReader>> = {
  's3:authtype': ({ authenticated }) => one(authenticated.authType),
  's3:signatureversion': ({ authenticated }) => one(authenticated.signatureVersion),
  's3:signatureage': ({ authenticated }) => one(authenticated.signatureAge?.toString()),
  's3:x-amz-content-sha256': ({ authenticated }) => one(authenticated.contentSha256),
};

/**
 * Keys that an operation's own rule or the gateway supplies where they apply: absent wherever nobody supplied them.
 * A trailing `/` or `:` opens a family, such as `kms:EncryptionContext:aws:s3:arn`.
 *
 * Source: Service Authorization Reference, condition keys of Amazon S3, AWS KMS, AWS IAM, AWS STS,
 * AWS Secrets Manager and Amazon DynamoDB.
 */
const suppliedKeys: readonly string[] = [
  'aws:requesttag/',
  'aws:tagkeys',
  'dynamodb:attributes',
  'dynamodb:leadingkeys',
  'dynamodb:returnconsumedcapacity',
  'dynamodb:returnvalues',
  'dynamodb:select',
  'iam:permissionsboundary',
  'iam:policyarn',
  'iam:passedtoservice',
  'iam:associatedresourcearn',
  'iam:awsservicename',
  'kms:bypasspolicylockoutsafetycheck',
  'kms:calleraccount',
  'kms:datakeypairspec',
  'kms:encryptionalgorithm',
  'kms:encryptioncontext:',
  'kms:encryptioncontextkeys',
  'kms:expirationmodel',
  'kms:grantconstraintsourcearn',
  'kms:grantconstrainttype',
  'kms:grantisforawsresource',
  'kms:grantoperations',
  'kms:granteeprincipal',
  'kms:granteeserviceprincipal',
  'kms:keyagreementalgorithm',
  'kms:keyorigin',
  'kms:keyspec',
  'kms:keyusage',
  'kms:macalgorithm',
  'kms:messagetype',
  'kms:multiregion',
  'kms:multiregionkeytype',
  'kms:recipientattestation:',
  'kms:reencryptonsamekey',
  'kms:requestalias',
  'kms:resourcealiases',
  'kms:retiringprincipal',
  'kms:retiringserviceprincipal',
  'kms:rotationperiodindays',
  'kms:schedulekeydeletionpendingwindowindays',
  'kms:signingalgorithm',
  'kms:validto',
  'kms:viaservice',
  'kms:wrappingalgorithm',
  'kms:wrappingkeyspec',
  's3:accessgrantsinstancearn',
  's3:accesspointnetworkorigin',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:delimiter',
  's3:if-match',
  's3:if-none-match',
  's3:locationconstraint',
  's3:max-keys',
  's3:object-lock-legal-hold',
  's3:object-lock-mode',
  's3:object-lock-remaining-retention-days',
  's3:object-lock-retain-until-date',
  's3:objectcreationoperation',
  's3:prefix',
  's3:requestobjecttag/',
  's3:requestobjecttagkeys',
  's3:versionid',
  's3:x-amz-acl',
  's3:x-amz-copy-source',
  's3:x-amz-grant-full-control',
  's3:x-amz-grant-read',
  's3:x-amz-grant-read-acp',
  's3:x-amz-grant-write',
  's3:x-amz-grant-write-acp',
  's3:x-amz-metadata-directive',
  's3:x-amz-object-ownership',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:x-amz-server-side-encryption-customer-algorithm',
  's3:x-amz-storage-class',
  's3:x-amz-website-redirect-location',
  'secretsmanager:addreplicaregions',
  'secretsmanager:blockpublicpolicy',
  'secretsmanager:description',
  'secretsmanager:forcedeletewithoutrecovery',
  'secretsmanager:forceoverwritereplicasecret',
  'secretsmanager:kmskeyarn',
  'secretsmanager:kmskeyid',
  'secretsmanager:name',
  'secretsmanager:recoverywindowindays',
  'secretsmanager:resource/allowrotationlambdaarn',
  'secretsmanager:secretid',
  'secretsmanager:secretprimaryregion',
  'secretsmanager:versionid',
  'secretsmanager:versionstage',
  'sts:externalid',
  'sts:rolesessionname',
  'sts:sourceidentity',
  'sts:transitivetagkeys',
  'sts:requestduration',
];

const exact = new Set(suppliedKeys.filter((key) => !/[/:]$/.test(key)));
const families = suppliedKeys.filter((key) => /[/:]$/.test(key));

/** True for a key that is absent where nobody supplied it; false for a key keyhole knows nothing of. */
export function isSuppliedKey(key: string): boolean {
  return exact.has(key) || families.some((family) => key.startsWith(family));
}

function one(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}
