/** Policies that are limited in size one by one. IAM's quotas count an entity's policies together: its store holds them. */
export type SizedPolicy =
  | 'session policy'
  | 'bucket policy'
  | 'key policy'
  | 'secret policy'
  | 'table policy'
  | 'service control policy'
  | 'resource control policy'
  | 'endpoint policy';

interface Limit {
  readonly limit: number;
  readonly measure: (text: string) => number;
}

const characters = (text: string): number => text.length;
const bytes = (text: string): number => Buffer.byteLength(text);

/** S3 measures a document as it stores it: without the white space between its elements. */
const normalizedBytes = (text: string): number => bytes(JSON.stringify(JSON.parse(text)));

/**
 * Source: STS API reference, "AssumeRole" (session policies as they are sent); S3 user guide, "Bucket policies"; KMS
 * developer guide, "Resource quotas"; Secrets Manager API reference, PutResourcePolicy; Organizations user guide,
 * "Quotas for AWS Organizations"; VPC guide, "AWS PrivateLink quotas".
 */
const LIMITS: Readonly<Record<SizedPolicy, Limit>> = {
  'session policy': { limit: 2048, measure: characters },
  'bucket policy': { limit: 20 * 1024, measure: normalizedBytes },
  'key policy': { limit: 32 * 1024, measure: bytes },
  'secret policy': { limit: 20_480, measure: characters },
  'table policy': { limit: 20_480, measure: bytes },
  'service control policy': { limit: 10_240, measure: characters },
  'resource control policy': { limit: 5120, measure: characters },
  'endpoint policy': { limit: 20_480, measure: characters },
};

/**
 * The limit that a policy document exceeds, in the unit AWS counts (characters, or bytes for S3 and KMS); undefined
 * within it.
 */
export function exceededLimit(kind: SizedPolicy, text: string): number | undefined {
  const { limit, measure } = LIMITS[kind];
  return measure(text) > limit ? limit : undefined;
}
