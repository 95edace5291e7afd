import type { OwnershipControls } from '@aws-sdk/client-s3';

/** The owner of a bucket, and what the bucket says of who owns its objects. */
export interface Ownership {
  readonly owner: string;
  readonly ownershipControls: OwnershipControls | undefined;
}

/** True if ACLs are disabled: the bucket's owner owns everything in it. */
export function aclsAreDisabled({ ownershipControls }: Ownership): boolean {
  return ownershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerEnforced';
}
