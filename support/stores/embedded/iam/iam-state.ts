/** An IAM user, role or group: what they have in common as holders of policies. Name, path and ARN change on a rename. */
interface Holder {
  name: string;
  path: string;
  arn: string;
  /** `AIDA…`, `AROA…` or `AGPA…`: never used again once the entity is deleted. */
  readonly id: string;
  readonly createDate: Date;
  /** Policy name → document, verbatim. */
  readonly inlinePolicies: Map<string, string>;
  /** ARNs of the managed policies attached. */
  readonly attachedPolicies: Set<string>;
}

/** An IAM user. */
export interface UserEntity extends Holder {
  readonly kind: 'user';
  readonly tags: Map<string, string>;
  readonly groups: Set<GroupEntity>;
  readonly accessKeys: Set<AccessKeyEntity>;
  /** ARN of the managed policy that is the permissions boundary. */
  permissionsBoundary?: string | undefined;
}

/** An IAM role. */
export interface RoleEntity extends Holder {
  readonly kind: 'role';
  readonly tags: Map<string, string>;
  /** The trust policy, verbatim. */
  assumeRolePolicyDocument: string;
  description?: string | undefined;
  /** Seconds. */
  maxSessionDuration: number;
  permissionsBoundary?: string | undefined;
}

/** An IAM group. */
export interface GroupEntity extends Holder {
  readonly kind: 'group';
  readonly users: Set<UserEntity>;
}

/** An entity that has identity-based policies. */
export type PolicyHolder = UserEntity | RoleEntity | GroupEntity;

/** A long-term access key of a user, or of the account's root user. */
export interface AccessKeyEntity {
  readonly id: string;
  readonly secret: string;
  readonly accountId: string;
  /** Undefined for a key of the root user. */
  readonly user: UserEntity | undefined;
  readonly createDate: Date;
  active: boolean;
}

/** A managed policy, of a customer or of AWS. */
export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  /** `ANPA…` */
  readonly id: string;
  readonly description?: string | undefined;
  readonly createDate: Date;
  updateDate: Date;
  readonly tags: Map<string, string>;
  /** `v1` → version, in order of creation. */
  readonly versions: Map<string, PolicyVersionEntity>;
  defaultVersionId: string;
  /** Number of the next version: numbers are never used again. */
  nextVersion: number;
}

/** One version of a managed policy. */
export interface PolicyVersionEntity {
  readonly id: string;
  /** Verbatim. */
  readonly document: string;
  readonly createDate: Date;
}

/** An OpenID Connect provider. */
export interface OidcProvider {
  readonly arn: string;
  /** Without `https://`, as IAM answers it. */
  readonly url: string;
  readonly clientIds: Set<string>;
  thumbprints: readonly string[];
  readonly createDate: Date;
  readonly tags: Map<string, string>;
}

/** An instance profile: the role of Amazon EC2 instances. */
export interface InstanceProfileEntity {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  /** `AIPA…` */
  readonly id: string;
  readonly createDate: Date;
  readonly tags: Map<string, string>;
  role?: RoleEntity | undefined;
}

/** A virtual MFA device. */
export interface MfaDevice {
  readonly serialNumber: string;
  /** In Base32. */
  readonly secret: string;
  readonly tags: Map<string, string>;
  /** The user for whom it is enabled. */
  user?: UserEntity | undefined;
  enableDate?: Date | undefined;
}

/** The IAM of one account. Entities are kept under their name in lower case: names are unique whatever their case. */
export interface IamAccount {
  readonly id: string;
  readonly createDate: Date;
  readonly users: Map<string, UserEntity>;
  readonly roles: Map<string, RoleEntity>;
  readonly groups: Map<string, GroupEntity>;
  readonly policies: Map<string, ManagedPolicy>;
  readonly rootAccessKeys: Set<AccessKeyEntity>;
  /** By ARN. */
  readonly oidcProviders: Map<string, OidcProvider>;
  readonly instanceProfiles: Map<string, InstanceProfileEntity>;
  /** By serial number, which is an ARN. */
  readonly mfaDevices: Map<string, MfaDevice>;
  /** ARN of a managed policy → the entities that have it attached. */
  readonly attachments: Map<string, Set<PolicyHolder>>;
  /** ARN of a managed policy → the entities that it bounds. */
  readonly boundaries: Map<string, Set<UserEntity | RoleEntity>>;
}

/** The IAM of every account that was ever addressed. */
export interface IamState {
  readonly accounts: Map<string, IamAccount>;
  /** Access keys of all accounts by id. */
  readonly accessKeys: Map<string, AccessKeyEntity>;
}

/** An empty IAM. */
export function createIamState(): IamState {
  return { accounts: new Map(), accessKeys: new Map() };
}

/** The IAM of an account; an account exists as soon as it is addressed. */
export function accountIn(state: IamState, id: string): IamAccount {
  const known = state.accounts.get(id);
  if (known) return known;
  const created: IamAccount = {
    id,
    createDate: new Date(),
    users: new Map(),
    roles: new Map(),
    groups: new Map(),
    policies: new Map(),
    rootAccessKeys: new Set(),
    oidcProviders: new Map(),
    instanceProfiles: new Map(),
    mfaDevices: new Map(),
    attachments: new Map(),
    boundaries: new Map(),
  };
  state.accounts.set(id, created);
  return created;
}
