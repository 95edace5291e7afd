import type { Layer } from './decision.ts';
import type { Grant } from './grant.ts';
import type { Policy } from './policy.ts';

/** A parsed policy and how people know it. */
export interface NamedPolicy {
  /** In plain words, for explanations: `the key policy of the key arn:…`, `the inline policy "KMSaccess" of the role transfer`. */
  readonly name: string;
  readonly layer: Layer;
  readonly policy: Policy;
}

/**
 * Every policy that bears on one permission, gathered before it is decided.
 * Layers that are absent do not restrict; what is an empty array restricts to nothing where the layer must allow.
 */
export interface PoliciesInForce {
  /** Inline, attached and group policies of the principal; ignored for the root user, whose identity side is full. */
  readonly identity: readonly NamedPolicy[];
  /** The resource's own policy: bucket policy, key policy or trust policy; undefined where it has none. */
  readonly resource?: NamedPolicy | undefined;
  /** Session policies: each of them must allow what the role allows. */
  readonly session?: readonly NamedPolicy[] | undefined;
  /** Every grant on the KMS key that the permission is about. */
  readonly grants?: readonly Grant[] | undefined;
  /** S3 Block Public Access's RestrictPublicBuckets: a public bucket policy serves only the owner's account and services. */
  readonly restrictPublicBuckets?: boolean | undefined;
}
