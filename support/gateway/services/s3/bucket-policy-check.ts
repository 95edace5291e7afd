import { isPublic } from '../../../authorization/layers/is-public.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import type { Denied } from '../../../authorization/terms/decision.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { accountOf } from '../../../aws/principal.ts';
import type { Deciding } from '../../desk/deciding.ts';
import { policyToStore, refusedDocument } from '../../documents/store-policy-document.ts';
import { absentPrincipal } from '../iam/existing-principals.ts';
import { bucketPolicyRules } from './bucket-policy-rules.ts';
import { publicAccessBlock } from './public-access-block.ts';

/** A bucket policy to be set, and the permission that allowed it. */
export interface NewBucketPolicy {
  readonly bucket: string;
  readonly text: string;
  readonly permission: Permission;
}

/**
 * Checks a bucket policy as S3 does before it stores one: its size, the document, its principals, and Block
 * Public Access. Throws MalformedPolicy. Returns the denial if BlockPublicPolicy prevents it.
 *
 * Source: Amazon S3 API reference, PutBucketPolicy; Amazon S3 user guide, "Blocking public access to your Amazon S3
 * storage".
 */
export async function checkBucketPolicy(
  { bucket, text, permission }: NewBucketPolicy,
  { store, principal, surroundings }: Deciding,
): Promise<Denied | undefined> {
  const limit = exceededLimit('bucket policy', text);
  if (limit !== undefined) throw policyTooLarge(limit);
  const rules = bucketPolicyRules(bucket);
  const policy = policyToStore(text, 'bucket', rules);
  const unknown = await absentPrincipal(store, policy);
  if (unknown !== undefined)
    throw refusedDocument(text, rules, { says: 'Invalid principal in policy', fault: unknown });
  const { BlockPublicPolicy } = await publicAccessBlock(
    store,
    { bucket, owner: permission.resourceAccount },
    surroundings,
  );
  if (!BlockPublicPolicy || !isPublic(policy)) return undefined;
  return {
    result: 'Denied',
    principal,
    permission,
    layer: 'block public access',
    explicit: true,
    setting: 'BlockPublicPolicy',
    crossAccount: accountOf(principal) !== permission.resourceAccount,
    considered: [],
  };
}

/**
 * The refusal of a policy that is too large.
 * Undocumented: AWS states this limit, and neither the code nor the text of the error.
 */
export function policyTooLarge(limit: number): AwsError {
  const message = `Normalized policy document exceeds the maximum allowed size of ${limit} bytes.`;
  return new AwsError('PolicyTooLarge', 400, message);
}
