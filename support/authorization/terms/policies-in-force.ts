import type { Layer } from './decision.ts';
import type { Grant } from './grant.ts';
import type { Policy } from './policy.ts';

/** A parsed policy and how people know it. */
export interface NamedPolicy {
  /**
   * In plain words, for explanations: `the key policy of the key arn:…`, `the inline policy "KMSaccess" of the role
   * transfer`.
   */
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
  /**
   * Service control policies of the caller's account, one list a level, from the organisation's root over its units to
   * the account: each level must allow. Absent where none bind: no organisation, or its management account.
   * A level on which nothing but the default stands holds FullAWSAccess.
   */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[] | undefined;
  /**
   * Resource control policies of the account that owns the resource, in the same way. Absent also where the resource is
   * none that they bind: one of the management account, an AWS managed key. RCPFullAWSAccess stands on every level and
   * cannot be detached, so it may be left out.
   */
  readonly resourceControl?: readonly (readonly NamedPolicy[])[] | undefined;
  /** The permissions boundary of the user or role that asks. */
  readonly boundary?: NamedPolicy | undefined;
  /** The policy of the VPC endpoint that the request came through; absent for what a service does on a caller's behalf. */
  readonly endpoint?: NamedPolicy | undefined;
  /** S3 Block Public Access's RestrictPublicBuckets: a public bucket policy serves only the owner's account and services. */
  readonly restrictPublicBuckets?: boolean | undefined;
}
