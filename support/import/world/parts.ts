import type { GapList } from './gap-list.ts';
import type {
  Holder,
  ImportedAccessPoint,
  ImportedBucket,
  ImportedEndpoint,
  ImportedGrant,
  ImportedGroup,
  ImportedKey,
  ImportedPolicy,
  ImportedReplica,
  ImportedRole,
  ImportedSecret,
  ImportedTable,
  Origin,
} from './imported-world.ts';

/** A part of a resource that its source describes apart from it, with the place where it does. */
interface Part<Target, Change> {
  readonly origin: Origin;
  /** The account of the part, by name; buckets are found without it. */
  readonly account: string;
  readonly target: Target;
  readonly change: Change;
  /** True if it is not known whether the part is there: its policy has only what denies, and takes nothing away. */
  readonly isUncertain?: boolean | undefined;
}

/** A user, role or group by its name in IAM. */
export interface HolderName {
  readonly kind: 'users' | 'roles' | 'groups';
  readonly name: string;
}

/** Policies for a holder, and users for a group: those in it, and those that may be. `all` are all users of the account. */
export interface HolderChange {
  readonly inline?: Readonly<Record<string, string>>;
  readonly managed?: readonly string[];
  readonly members?: readonly string[];
  readonly possibleMembers?: readonly string[] | 'all';
}

/** The change to a key: a policy, an alias, a grant or a replica. */
export interface KeyChange {
  readonly policy?: string | undefined;
  readonly alias?: string | undefined;
  readonly grant?: ImportedGrant | undefined;
  readonly bypassLockoutCheck?: boolean | undefined;
  readonly replica?: ImportedReplica | undefined;
}

type Changes<Whole> = Partial<Omit<Whole, 'origin' | 'account' | 'name' | 'arn'>>;

export type HolderPart = Part<HolderName, HolderChange>;
/** A part of a bucket, by the bucket's name. */
export type BucketPart = Part<string, Changes<ImportedBucket>>;
/** The policy of an access point, by its ARN. */
export type AccessPointPart = Part<string, Pick<ImportedAccessPoint, 'policy'>>;
/** A part of a key, by the key's id, ARN or alias. */
export type KeyPart = Part<string, KeyChange>;
/** A part of a table, by the table's name or ARN. */
export type TablePart = Part<string, Changes<ImportedTable>>;
/** A part of a secret, by the secret's name or ARN. */
export type SecretPart = Part<string, Changes<ImportedSecret>>;

/** The policy of a VPC endpoint, by its id. */
export type EndpointPart = Part<string, Pick<ImportedEndpoint, 'policy'>>;

/** The resources that have parts, and the parts. */
export interface CollectedParts {
  readonly gaps: GapList;
  readonly users: readonly Holder[];
  readonly roles: readonly ImportedRole[];
  readonly groups: readonly ImportedGroup[];
  readonly buckets: readonly ImportedBucket[];
  readonly accessPoints: readonly ImportedAccessPoint[];
  readonly keys: readonly ImportedKey[];
  readonly tables: readonly ImportedTable[];
  readonly secrets: readonly ImportedSecret[];
  readonly endpoints: readonly ImportedEndpoint[];
  readonly holderParts: readonly HolderPart[];
  readonly bucketParts: readonly BucketPart[];
  readonly accessPointParts: readonly AccessPointPart[];
  readonly keyParts: readonly KeyPart[];
  readonly tableParts: readonly TablePart[];
  readonly secretParts: readonly SecretPart[];
  readonly otherEndpoints: ReadonlySet<string>;
  readonly endpointParts: readonly EndpointPart[];
  readonly policies: readonly ImportedPolicy[];
  readonly emptyPolicies: ReadonlySet<string>;
}
