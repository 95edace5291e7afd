/**
 * An organization of AWS Organizations: its accounts, and the policies that apply to them.
 *
 * Differs: the API of AWS Organizations is not served. An organization is given to the gateway as a whole.
 * Source: AWS Organizations user guide, "Terminology and concepts for AWS Organizations".
 */
export interface Organization {
  /** `o-exampleorgid` */
  readonly id: string;
  /** The account that control policies never bind; below the root unless it is listed elsewhere. */
  readonly managementAccount: string;
  readonly root: OrganizationalUnit;
}

/** The root or a unit: its policies apply to every account below it. */
export interface OrganizationalUnit extends Controlled {
  /** `r-ab12` for the root, `ou-ab12-11111111` for a unit. */
  readonly id: string;
  readonly accounts?: readonly MemberAccount[];
  readonly units?: readonly OrganizationalUnit[];
}

/** An account of an organization, by its 12 digits. */
export interface MemberAccount extends Controlled {
  readonly id: string;
}

/** A target of policies: the root, a unit or an account. */
export interface Controlled {
  /** Beside FullAWSAccess. */
  readonly serviceControlPolicies?: readonly ControlPolicy[];
  /** Besides RCPFullAWSAccess, which cannot be detached. */
  readonly resourceControlPolicies?: readonly ControlPolicy[];
  /**
   * True if FullAWSAccess is detached: then only the service control policies of this node allow anything.
   */
  readonly withoutFullAwsAccess?: boolean;
}

/** A service or resource control policy: its name, and its document as JSON text. */
export interface ControlPolicy {
  readonly name: string;
  readonly document: string;
}
