/**
 * An organization of AWS Organizations: its accounts, and the policies that apply to them.
 *
 * It is given to the gateway as a whole, or made by requests to AWS Organizations, which change it. It is a value, so that a
 * snapshot holds it: a change makes another one.
 * Source: AWS Organizations user guide, "Terminology and concepts for AWS Organizations".
 */
export interface Organization {
  /** `o-exampleorgid` */
  readonly id: string;
  /** The account that control policies never bind; below the root unless it is listed elsewhere. */
  readonly managementAccount: string;
  readonly root: OrganizationalUnit;
  /** The kinds of policies that are enabled in its root; both if this is left out. */
  readonly enabledPolicyTypes?: readonly ControlPolicyType[];
  /** The policies that requests created, attached or not. Others are known by the targets that they are attached to. */
  readonly policies?: readonly CreatedPolicy[];
  /** The invitations of accounts, by requests. */
  readonly invitations?: readonly Invitation[];
  /** The accounts that requests created. */
  readonly createdAccounts?: readonly CreatedAccount[];
  /** The tags of its entities, by their ids. */
  readonly tags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The kinds of control policies, by AWS's names. */
export type ControlPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/** A policy that a request created. */
export interface CreatedPolicy extends ControlPolicy {
  readonly id: string;
  readonly type: ControlPolicyType;
  readonly description: string;
}

/** An invitation of an account to join. */
export interface Invitation {
  /** `h-…` */
  readonly id: string;
  readonly account: string;
  readonly state: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'CANCELED';
  /** As an ISO 8601 text. */
  readonly requested: string;
  readonly notes?: string | undefined;
}

/** The creation of an account, which is done at once. */
export interface CreatedAccount {
  /** `car-…` */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** As an ISO 8601 text. */
  readonly requested: string;
}

/** The root or a unit: its policies apply to every account below it. */
export interface OrganizationalUnit extends Controlled {
  /** `r-ab12` for the root, `ou-ab12-11111111` for a unit. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly accounts?: readonly MemberAccount[];
  readonly units?: readonly OrganizationalUnit[];
}

/** An account of an organization, by its 12 digits. */
export interface MemberAccount extends Controlled {
  readonly id: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** As an ISO 8601 text. */
  readonly joined?: string | undefined;
  /** True if it was invited, and not created. */
  readonly isInvited?: boolean | undefined;
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
  /** `p-…`; made of name and document if it is left out. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly document: string;
}
