/**
 * A bucket whose tags count in policies: attribute-based access control (ABAC) is enabled for it. Emulators do not know it.
 *
 * Source: Amazon S3 user guide, "Enabling ABAC in general purpose buckets".
 */
export interface AbacBucket {
  readonly name: string;
  /** The account that owns it. */
  readonly owner: string;
  /** Tells it from a later bucket of its name and account, for which ABAC is disabled. */
  readonly id: string;
}
