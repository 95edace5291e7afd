/**
 * Policies with a size limit for each document. The quotas of IAM, which add documents up, are checked with IAM's input.
 */
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

/** The size of a document as S3 stores it: without white space between elements. The text need not be JSON. */
function normalizedBytes(text: string): number {
  let size = bytes(text);
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (quoted && character === '\\') i += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && /[\t\n\r ]/.test(character ?? '')) size -= 1;
  }
  return size;
}

/**
 * The size limits.
 * Source: AWS STS API reference, AssumeRole (session policies as they are sent); Amazon S3 user guide, "Bucket policies
 * for Amazon S3"; AWS KMS developer guide, "Resource quotas"; Secrets Manager API reference, PutResourcePolicy; AWS
 * Organizations user guide, "Quotas for AWS Organizations"; AWS PrivateLink guide, "AWS PrivateLink quotas".
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
 * The limit that a policy document exceeds, or undefined if it exceeds none. The unit is the one AWS counts: characters,
 * or bytes for S3, KMS and DynamoDB.
 */
export function exceededLimit(kind: SizedPolicy, text: string): number | undefined {
  const { limit, measure } = LIMITS[kind];
  return measure(text) > limit ? limit : undefined;
}
