import { BUCKET_ARN, KEYS, OWNER, PARTNER, pointArn, VPC, VPCE } from './names.ts';
import type { PlainStatement } from './statements.ts';

type Condition = NonNullable<PlainStatement['Condition']>;

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY_ID = `${ALGORITHM}-aws-kms-key-id`;
const ORGANIZATION = 'o-exampleorgid';

/** Conditions on tags of buckets, requests and principals. */
const ON_TAGS: readonly Condition[] = [
  { StringEquals: { 'aws:ResourceTag/team': 'red' } },
  { StringEquals: { 's3:BucketTag/team': 'red' } },
  { StringNotEquals: { 'aws:ResourceTag/team': 'red' } },
  { StringEqualsIfExists: { 's3:BucketTag/team': 'blue' } },
  { StringEquals: { 'aws:ResourceTag/team': `\${aws:PrincipalTag/team}` } },
  { Null: { 'aws:ResourceTag/team': 'true' } },
  { StringEquals: { 'aws:RequestTag/team': 'red' } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'kind'] } },
  { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } },
  { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'team' } },
  { Null: { 'aws:TagKeys': 'false' } },
  { StringEquals: { 's3:ExistingObjectTag/kind': 'open' } },
  { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
  { StringNotEquals: { 'aws:PrincipalTag/team': 'red' } },
  { StringLike: { 'aws:PrincipalTag/team': '*' } },
];

/** Conditions on access points, listings and accounts. */
const ON_ACCESS_POINTS: readonly Condition[] = [
  { StringEquals: { 's3:DataAccessPointAccount': OWNER } },
  { StringEquals: { 's3:DataAccessPointAccount': PARTNER } },
  { ArnLike: { 's3:DataAccessPointArn': pointArn(OWNER) } },
  { StringNotEquals: { 's3:AccessPointNetworkOrigin': 'VPC' } },
  { Null: { 's3:DataAccessPointArn': 'true' } },
  { StringLike: { 's3:prefix': ['in/*', ''] } },
  { StringNotLike: { 's3:prefix': 'in/*' } },
  { StringLike: { 's3:prefix': `\${aws:username}/*` } },
  { NumericLessThanEquals: { 's3:max-keys': '10' } },
  { StringEquals: { 'aws:PrincipalAccount': `\${aws:ResourceAccount}` } },
  { StringNotEquals: { 'aws:PrincipalOrgID': `\${aws:ResourceOrgID}` } },
  { StringNotEqualsIfExists: { 'aws:ResourceOrgID': ORGANIZATION } },
  { StringEquals: { 'aws:ResourceAccount': OWNER } },
  { StringEquals: { 's3:ResourceAccount': PARTNER } },
];

/** Conditions on the encryption of uploads, and on calls to KMS. */
const ON_ENCRYPTION: readonly Condition[] = [
  { StringEquals: { [ALGORITHM]: 'AES256' } },
  { StringNotEquals: { [ALGORITHM]: 'aws:kms' } },
  { Null: { [ALGORITHM]: 'true' } },
  { Null: { [KEY_ID]: 'true' } },
  { StringNotEqualsIfExists: { [KEY_ID]: KEYS.owner } },
  { ArnEquals: { [KEY_ID]: KEYS.partner } },
  { StringEquals: { [`${ALGORITHM}-customer-algorithm`]: 'AES256' } },
  { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
  { StringNotEquals: { 'kms:CallerAccount': OWNER } },
  { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': `${BUCKET_ARN}/in/a.txt` } },
  { StringLike: { 'kms:EncryptionContext:aws:s3:arn': `${BUCKET_ARN}*` } },
  { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': BUCKET_ARN } },
  { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': 'aws:s3:arn' } },
  { Bool: { 'aws:ViaAWSService': 'true' } },
];

/** Conditions on callers and their sessions. */
const ON_CALLERS: readonly Condition[] = [
  { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { Null: { 'aws:MultiFactorAuthAge': 'true' } },
  { DateLessThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } },
  { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } },
  { StringEquals: { 'aws:SourceIdentity': 'carla' } },
  { Null: { 'aws:SourceIdentity': 'true' } },
  { StringNotEquals: { 'aws:PrincipalAccount': OWNER } },
  { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
  { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWNER}:user/*` } },
  { StringEquals: { 'aws:PrincipalType': ['User', 'Account'] } },
  { StringEquals: { 'aws:username': `\${aws:username}` } },
];

/** Conditions on the network that a request comes from. */
const ON_NETWORKS: readonly Condition[] = [
  { StringEquals: { 'aws:SourceVpce': VPCE } },
  { StringNotEquals: { 'aws:SourceVpce': VPCE } },
  { StringNotEqualsIfExists: { 'aws:SourceVpc': VPC } },
  { IpAddress: { 'aws:SourceIp': '127.0.0.1/32' } },
];

/** The families of conditions. Those of one world are of one family, so that one often decides. */
export const FAMILIES = {
  tags: ON_TAGS,
  'access points': ON_ACCESS_POINTS,
  encryption: ON_ENCRYPTION,
  callers: [...ON_CALLERS, ...ON_NETWORKS],
} as const;
