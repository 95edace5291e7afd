import type { Principal } from '../../aws/principal.ts';
import type { Permission } from './permission.ts';
import type { Condition } from './policy.ts';

/** The kind of policy that refused. decide.ts lists the order in which layers are judged. */
export type Layer =
  | 'scp'
  | 'rcp'
  | 'endpoint policy'
  | 'identity'
  | 'boundary'
  | 'session'
  | 'resource'
  | 'key policy'
  | 'trust policy'
  | 'grant'
  | 'acl'
  | 'block public access'
  | 'cross-account operation';

/** A reference to one statement of one policy, for people to find it. */
export interface StatementReference {
  /** The policy in plain words: `the inline policy "KMSaccess" of the role transfer`. */
  readonly policy: string;
  readonly layer: Layer;
  /** Position of the statement in its document, from 0. */
  readonly index: number;
  readonly sid?: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** The conditions of the statement. */
  readonly conditions?: readonly Condition[] | undefined;
  /** The names in its NotPrincipal; undefined if it has none. */
  readonly excepted?: readonly string[] | undefined;
  /** The whole document of the statement, as it was written. */
  readonly document?: string | undefined;
  /** The ARN of the policy, if it has one. */
  readonly arn?: string | undefined;
}

/** A statement that was considered, and its first element that did not match; undefined if the statement matched. */
export interface ConsideredStatement {
  readonly statement: StatementReference;
  readonly mismatch?: {
    readonly element: 'Principal' | 'Action' | 'Resource' | 'Condition';
    readonly detail: string;
    /** True if the bucket has a tag that the condition tests, and its tags do not count. */
    readonly needsAbac?: true | undefined;
  };
}

/** One assumption that a decision rests on: a value that no request and no account shows. */
export interface Assumed {
  /** The condition key, as AWS writes it. */
  readonly key: string;
  readonly values: readonly string[];
  /** True if it is not stated, and keyhole takes it for granted. */
  readonly byDefault: boolean;
}

/** Allowed, with the statements that allowed: two for a request across accounts, one on each side. */
export interface Granted {
  readonly result: 'Granted';
  readonly permission: Permission;
  readonly statements: readonly StatementReference[];
  /** The assumptions without which it would be undecidable; absent if there is none. */
  readonly assumed?: readonly Assumed[] | undefined;
}

/** Refused, with the layer that refused, whether the deny is explicit, and the statements that were considered. */
export interface Denied {
  readonly result: 'Denied';
  /** The principal that was refused. */
  readonly principal?: Principal | undefined;
  readonly permission: Permission;
  readonly layer: Layer;
  readonly explicit: boolean;
  /** The setting that refused, if the layer is S3 Block Public Access. */
  readonly setting?: 'BlockPublicAcls' | 'BlockPublicPolicy' | 'RestrictPublicBuckets' | undefined;
  /** The place of that setting in words, if it is not the bucket that the permission is about: `the access point mine`. */
  readonly settingOf?: string | undefined;
  /** The level of the organization on which no service control policy allows: `the account 111111111111`. */
  readonly target?: string | undefined;
  /** True if something besides policies refuses as well, such as Block Public Access. */
  readonly beyondPolicies?: true | undefined;
  /** The deciding statement of an explicit deny. */
  readonly statement?: StatementReference | undefined;
  /** True if principal and resource belong to different accounts. */
  readonly crossAccount: boolean;
  /** Every statement considered, with its first element that did not match. */
  readonly considered: readonly ConsideredStatement[];
  /** The assumptions without which it would be undecidable; absent if there is none. */
  readonly assumed?: readonly Assumed[] | undefined;
}

/** The decision about a permission. */
export type Decision = Granted | Denied;
