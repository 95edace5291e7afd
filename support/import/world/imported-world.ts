import type { KeyPurpose } from './asymmetric-key.ts';

/** The place where something is described: a line of a file, under an id that is unique within the import. */
export interface Origin {
  readonly file: string;
  /** Counted from 1; undefined if the source has no lines, as an account does. */
  readonly line?: number | undefined;
  /** The logical id, the address, or the ARN: `SharedKey`, `module.data.aws_kms_key.shared`. */
  readonly id: string;
}

/** The place of a policy in a source, and the lines of its statements. A statement's line is undefined if it is not known. */
export interface PolicyPlace extends Origin {
  readonly lines: readonly (number | undefined)[];
}

/** Something that the source did not tell, or that keyhole does not understand. */
export interface Gap extends Origin {
  /** The property within the resource: `Properties.PolicyDocument`. */
  readonly property?: string | undefined;
  readonly reason: string;
  /** The effect on decisions of leaving it out. */
  readonly consequence: string;
}

/** A member of an account. */
interface Owned {
  readonly origin: Origin;
  /** The account, by its name in the scenario. */
  readonly account: string;
}

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** The policies of a user, role or group. */
export interface Holder extends Owned {
  /** The name in IAM. */
  readonly name: string;
  readonly path: string;
  readonly tags: Tags;
  /** The texts of inline policies by name. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of managed policies. */
  readonly managed: readonly string[];
  /** The ARN of the permissions boundary. */
  readonly boundary?: string | undefined;
}

/** A role with the text of its trust policy. */
export interface ImportedRole extends Holder {
  readonly trust: string;
}

/** A user or role that could not be read, by its name in IAM. */
export interface UnreadHolder {
  readonly kind: 'user' | 'role';
  readonly account: string;
  readonly name: string;
}

/** A group with the names of its users in IAM. */
export interface ImportedGroup extends Holder {
  readonly members: readonly string[];
}

/** A managed policy of one's own. */
export interface ImportedPolicy extends Owned {
  readonly arn: string;
  readonly text: string;
  /** True if it is not known whether the policy is there: it has only what denies. */
  readonly isUncertain?: boolean | undefined;
}

/** The four settings of Block Public Access. */
export interface PublicAccess {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** A bucket with all that bears on access to it. */
export interface ImportedBucket extends Owned {
  readonly name: string;
  readonly policy?: string | undefined;
  /** The default encryption: a KMSMasterKeyID, or `aws:kms`. */
  readonly encryption?: string | undefined;
  readonly bucketKey: boolean;
  readonly objectOwnership?: string | undefined;
  readonly publicAccess: PublicAccess;
  readonly versioning: boolean;
  /** True if the tags of the bucket count in policies. */
  readonly abac?: boolean | undefined;
  readonly tags: Tags;
  /** True if its tags could not be read, so that a Deny on them may hold. */
  readonly tagsAreUnknown?: boolean | undefined;
}

/** An access point of S3. */
export interface ImportedAccessPoint extends Owned {
  readonly name: string;
  /** The name of its bucket. */
  readonly bucket: string;
  readonly policy?: string | undefined;
  readonly vpc?: string | undefined;
  readonly publicAccess: PublicAccess;
}

/** A KMS key. */
export interface ImportedKey extends Owned {
  readonly id: string;
  /** True if AWS gave the id; false if it stands in for one that is not known yet. */
  readonly isReal: boolean;
  readonly description?: string | undefined;
  readonly policy: string;
  /** The specification and usage, if they may not be those of a symmetric key. */
  readonly purpose?: KeyPurpose | undefined;
  readonly aliases: readonly string[];
  readonly grants: readonly ImportedGrant[];
  readonly materialOrigin: 'AWS_KMS' | 'EXTERNAL';
  readonly bypassLockoutCheck: boolean;
  readonly tags: Tags;
  /** True if its tags could not be read, so that a Deny on them may hold. */
  readonly tagsAreUnknown?: boolean | undefined;
  /** True for a multi-Region key. */
  readonly multiRegion?: boolean | undefined;
  readonly replicas?: readonly ImportedReplica[] | undefined;
}

/** A replica of a multi-Region key, in another Region. */
export interface ImportedReplica {
  readonly origin: Origin;
  readonly region: string;
  readonly description?: string | undefined;
  readonly policy: string;
  readonly tags: Tags;
  /** True if its tags could not be read, so that a Deny on them may hold. */
  readonly tagsAreUnknown?: boolean | undefined;
}

/** A grant of a key. */
export interface ImportedGrant {
  readonly name?: string | undefined;
  readonly grantee: string;
  readonly retiring?: string | undefined;
  readonly operations: readonly string[];
  readonly encryptionContextEquals?: Tags | undefined;
  readonly encryptionContextSubset?: Tags | undefined;
}

/** A table of DynamoDB. */
export interface ImportedTable extends Owned {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute | undefined;
  readonly encryption?: string | undefined;
  readonly policy?: string | undefined;
  readonly tags: Tags;
  /** True if its tags could not be read, so that a Deny on them may hold. */
  readonly tagsAreUnknown?: boolean | undefined;
}

/** An attribute of a table's primary key. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: string;
}

/** A secret; never its value. */
export interface ImportedSecret extends Owned {
  readonly name: string;
  readonly arn: string;
  /** True if AWS gave the ARN; false if its last characters stand in for those that are not known yet. */
  readonly isReal: boolean;
  readonly encryption?: string | undefined;
  readonly policy?: string | undefined;
  readonly tags: Tags;
}

/** An OpenID Connect provider. */
export interface ImportedProvider extends Owned {
  readonly issuer: string;
  readonly clientIds: readonly string[];
}

/** A VPC endpoint for S3. */
export interface ImportedEndpoint extends Owned {
  readonly id: string;
  readonly vpc: string;
  readonly policy?: string | undefined;
}

/** A service or resource control policy with the ids of what it is attached to. */
export interface ImportedControlPolicy extends Owned {
  readonly kind: 'scp' | 'rcp';
  readonly name: string;
  readonly text: string;
  readonly targets: readonly string[];
}

/** An organizational unit, with the id of the unit or root that it is in. */
export interface ImportedUnit extends Owned {
  readonly id: string;
  readonly name: string;
  readonly parent: string;
}

/** The organization, as far as the source describes it. */
export interface ImportedOrganization {
  readonly id?: string | undefined;
  readonly root?: string | undefined;
  readonly managementAccount?: string | undefined;
  readonly units: readonly ImportedUnit[];
  /** The unit or root of an account, by the account's id. */
  readonly parents: Readonly<Record<string, string>>;
  /** The ids of its accounts; undefined if the source does not list them, and then every account belongs to it. */
  readonly members?: readonly string[] | undefined;
  /** The ids of the root, units and accounts from which FullAWSAccess is detached. */
  readonly withoutFullAwsAccess: readonly string[];
  readonly policies: readonly ImportedControlPolicy[];
}

/** A description of accounts and of all in them that bears on access, whatever it was read from. */
export interface ImportedWorld {
  readonly region: string;
  /** The ids of accounts by name. */
  readonly accounts: Readonly<Record<string, string>>;
  /** The settings of Block Public Access by the name of the account. */
  readonly accountPublicAccess: Readonly<Record<string, PublicAccess>>;
  readonly users: readonly Holder[];
  readonly roles: readonly ImportedRole[];
  readonly groups: readonly ImportedGroup[];
  readonly policies: readonly ImportedPolicy[];
  readonly buckets: readonly ImportedBucket[];
  readonly accessPoints: readonly ImportedAccessPoint[];
  readonly keys: readonly ImportedKey[];
  readonly tables: readonly ImportedTable[];
  readonly secrets: readonly ImportedSecret[];
  readonly providers: readonly ImportedProvider[];
  readonly endpoints: readonly ImportedEndpoint[];
  readonly organization: ImportedOrganization;
  /** Users and roles that exist and could not be read. */
  readonly unreadHolders: readonly UnreadHolder[];
  readonly gaps: readonly Gap[];
  /** The place in the source of the text of a policy, which a resource has. */
  readonly placeOfPolicy: (text: string, resource: Origin) => PolicyPlace | undefined;
  /** The number of resources of each type that have no part in access to what keyhole serves. */
  readonly ignored: Readonly<Record<string, number>>;
}
