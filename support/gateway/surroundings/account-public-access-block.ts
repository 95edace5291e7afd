/** The four settings of Block Public Access, by AWS's names; one that is left out is off. */
export interface PublicAccessBlock {
  readonly BlockPublicAcls?: boolean | undefined;
  readonly IgnorePublicAcls?: boolean | undefined;
  readonly BlockPublicPolicy?: boolean | undefined;
  readonly RestrictPublicBuckets?: boolean | undefined;
}

/**
 * The settings that hold for a bucket: each is on if it is on for the bucket or for its account.
 *
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage".
 */
export function stricter(one: PublicAccessBlock, other: PublicAccessBlock): PublicAccessBlock {
  return {
    BlockPublicAcls: one.BlockPublicAcls === true || other.BlockPublicAcls === true,
    IgnorePublicAcls: one.IgnorePublicAcls === true || other.IgnorePublicAcls === true,
    BlockPublicPolicy: one.BlockPublicPolicy === true || other.BlockPublicPolicy === true,
    RestrictPublicBuckets: one.RestrictPublicBuckets === true || other.RestrictPublicBuckets === true,
  };
}
