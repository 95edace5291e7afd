/** What AWS limits the size of. The inline policies of one user, group or role count together. */
export type SizedPolicy =
  | 'inline policies of a user'
  | 'inline policies of a group'
  | 'inline policies of a role'
  | 'managed policy'
  | 'trust policy'
  | 'session policy'
  | 'bucket policy'
  | 'key policy'
  | 'service control policy'
  | 'resource control policy'
  | 'endpoint policy';

interface Limit {
  readonly limit: number;
  readonly measure: (text: string) => number;
}

const characters = (text: string): number => text.length;
const bytes = (text: string): number => Buffer.byteLength(text);

/** "IAM does not count white space when calculating the size of a policy against these quotas." */
const withoutWhiteSpace = (text: string): number => text.replace(/\s/g, '').length;

/**
 * Source: IAM user guide, "IAM and AWS STS quotas"; STS API reference, "AssumeRole" (session policies as they are sent);
 * S3 user guide, "Bucket policies"; KMS developer guide, "Resource quotas"; Organizations user guide, "Quotas for AWS
 * Organizations"; VPC guide, "AWS PrivateLink quotas".
 * Differs: the quota of trust policies can be raised; here it is the default.
 */
const LIMITS: Readonly<Record<SizedPolicy, Limit>> = {
  'inline policies of a user': { limit: 2048, measure: withoutWhiteSpace },
  'inline policies of a group': { limit: 5120, measure: withoutWhiteSpace },
  'inline policies of a role': { limit: 10_240, measure: withoutWhiteSpace },
  'managed policy': { limit: 6144, measure: withoutWhiteSpace },
  'trust policy': { limit: 2048, measure: withoutWhiteSpace },
  'session policy': { limit: 2048, measure: characters },
  'bucket policy': { limit: 20 * 1024, measure: bytes },
  'key policy': { limit: 32 * 1024, measure: bytes },
  'service control policy': { limit: 10_240, measure: characters },
  'resource control policy': { limit: 5120, measure: characters },
  'endpoint policy': { limit: 20_480, measure: characters },
};

/** The most that policies of a kind may measure, in the unit that {@link policySize} counts. */
export function policySizeLimit(kind: SizedPolicy): number {
  return LIMITS[kind].limit;
}

/** How large a policy document is, as AWS counts for its kind: characters, or bytes of UTF-8 for S3 and KMS. */
export function policySize(kind: SizedPolicy, text: string): number {
  return LIMITS[kind].measure(text);
}
