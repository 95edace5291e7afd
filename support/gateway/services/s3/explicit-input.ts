import type { Input, Operation } from '../../../aws/operations.ts';
import type { EffectiveEncryption } from './effective-encryption.ts';

type S3Input = Input<'s3', Operation<'s3'>>;

/** A copy of the input with the members that S3 would fill in, since stores may have other defaults. */
export function withDefaults(operation: Operation<'s3'>, input: S3Input): S3Input {
  if (operation === 'CreateBucket') return withOwnership(input);
  if (operation === 'PutBucketEncryption') return withAlgorithm(input as Input<'s3', 'PutBucketEncryption'>);
  return input;
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
