import type { AclsInForce } from './acl.ts';
import type { Layer } from './decision.ts';
import type { Grant } from './grant.ts';
import type { UNKNOWABLE } from './permission.ts';
import type { Policy } from './policy.ts';

/** A parsed policy with the name that people know it by. */
export interface NamedPolicy {
  /**
   * The name in plain words, for explanations: `the key policy of the key arn:…`, `the inline policy "KMSaccess" of the
   * role transfer`.
   */
  readonly name: string;
  readonly layer: Layer;
  readonly policy: Policy;
  /** The ARN of a managed policy, or of a policy of an organization; absent for policies without one. */
  readonly arn?: string | undefined;
  /** The target that a control policy is attached to: `the account 111111111111`. */
  readonly target?: string | undefined;
}

/**
 * Every policy that applies to one permission.
 * A layer that is absent does not restrict. A layer that is an empty array allows nothing.
 */
export interface PoliciesInForce {
  /** Inline, attached and group policies of the principal; ignored for the root user, which needs none. */
  readonly identity: readonly NamedPolicy[];
  /** The resource's own policy: bucket policy, key policy or trust policy; undefined if it has none. */
  readonly resource?: NamedPolicy | undefined;
  /** Session policies: one of them must allow what the role allows. */
  readonly session?: readonly NamedPolicy[] | undefined;
  /** Every grant on the KMS key that the permission is about. */
  readonly grants?: readonly Grant[] | undefined;
  /**
   * Service control policies of the caller's account: one list for each level, from the organization's root over its
   * units to the account. Each level must allow. A level with only the default policy holds FullAWSAccess.
   * Absent if none apply: the account is in no organization, or is its management account.
   */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[] | undefined;
  /**
   * Resource control policies of the account that owns the resource, one list for each level. Absent also if they do not
   * bind the resource: it belongs to the management account, or is an AWS managed key. RCPFullAWSAccess is attached on
   * every level and cannot be detached, so it may be left out.
   */
  readonly resourceControl?: readonly (readonly NamedPolicy[])[] | undefined;
  /** The permissions boundary of the user or role that sends the request. */
  readonly boundary?: NamedPolicy | undefined;
  /**
   * The policy of the VPC endpoint that the request came through; absent for requests that a service makes for a caller.
   */
  readonly endpoint?: NamedPolicy | undefined;
  /**
   * RestrictPublicBuckets of S3 Block Public Access: a public bucket policy serves only the owner's account and
   * services. UNKNOWABLE if AWS's pages differ on whether it lets the caller in.
   */
  readonly restrictPublicBuckets?: boolean | typeof UNKNOWABLE | undefined;
  /** The ACLs of the bucket and object that the permission is about; absent if its ACLs are disabled. */
  readonly acls?: AclsInForce | undefined;
  /** The canonical user id of the caller's account, by which ACLs and bucket policies can name it; absent if none does. */
  readonly canonicalId?: string | undefined;
}
