import { parseByteRange } from '../../../aws/byte-range.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { textMember } from '../../plan/text-member.ts';
import type { EffectiveEncryption } from './effective-encryption.ts';

type S3Input = Input<'s3', Operation<'s3'>>;

/** A copy of the input with the members that S3 would fill in and without those that it ignores: stores differ in both. */
export function withDefaults(operation: Operation<'s3'>, input: S3Input): S3Input {
  if (operation === 'CreateBucket') return withOwnership(input);
  if (operation === 'PutBucketEncryption') return withAlgorithm(input as Input<'s3', 'PutBucketEncryption'>);
  if (operation === 'GetObject' || operation === 'HeadObject') return withOneRange(input);
  return input;
}

/**
 * S3 returns the whole object for several ranges and for a range that it does not understand. Other stores may
 * return some of the bytes, so such a range is not sent to them.
 *
 * Source: Amazon S3 API reference, GetObject, section "Range"; RFC 9110, section 14.
 * Undocumented: AWS states that S3 does not support several ranges. It does not state the answer; this one was observed on
 * S3.
 */
function withOneRange(input: S3Input): S3Input {
  const range = textMember(input, 'Range');
  return range === undefined || parseByteRange(range) !== undefined ? input : { ...input, Range: undefined };
}

/**
 * A new bucket has ACLs disabled unless the request says otherwise. ACLs themselves need no default here: the
 * gateway reads the ACL that the store has set.
 */
function withOwnership(input: S3Input): S3Input {
  return { ...input, ObjectOwnership: Reflect.get(input, 'ObjectOwnership') ?? 'BucketOwnerEnforced' };
}

/**
 * A rule may block encryption types and state no default encryption.
 *
 * Undocumented: AWS does not say whether the previous default stays. Here it becomes SSE-S3, as without any
 * rule.
 */
function withAlgorithm(input: Input<'s3', 'PutBucketEncryption'>): Input<'s3', 'PutBucketEncryption'> {
  const { Rules = [] } = input.ServerSideEncryptionConfiguration ?? {};
  const explicit = Rules.map((rule) => ({
    ...rule,
    ApplyServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault ?? { SSEAlgorithm: 'AES256' },
  }));
  return { ...input, ServerSideEncryptionConfiguration: { Rules: explicit } };
}

/** A copy of the input with its effective encryption spelled out, so that no store resolves a default or alias by itself. */
export function withEncryption(input: S3Input, effective: EffectiveEncryption, ontoItself: boolean): S3Input {
  // A copy onto itself is legal only if the request itself changes the encryption.
  if (effective.algorithm === 'AES256' && !ontoItself)
    return { ...input, ServerSideEncryption: effective.algorithm };
  if (effective.algorithm !== 'aws:kms' && effective.algorithm !== 'aws:kms:dsse') return input;
  if (effective.key.kind !== 'key') return input;
  return {
    ...input,
    ServerSideEncryption: effective.algorithm,
    SSEKMSKeyId: effective.key.arn,
    BucketKeyEnabled: effective.bucketKeyEnabled,
  };
}
