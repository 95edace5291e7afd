import type { Input, Operation, Service } from '../../aws/operations.ts';
import type { UNKNOWABLE } from '../terms/permission.ts';

/** A permission as an operation's rule states it; the gateway adds whose resource it is and what it knows of the request. */
export interface RequiredPermission {
  readonly action: string;
  readonly resource: string;
  /** Condition keys that this operation's input determines, e.g. `s3:prefix`, `kms:EncryptionContext:aws:s3:arn`. */
  readonly context?:
    | Readonly<Record<string, string | readonly string[] | typeof UNKNOWABLE | undefined>>
    | undefined;
}

/** Where a call is made: for the ARNs of resources that the input names without account or region. */
export interface Scope {
  readonly region: string;
  /** The caller's account. */
  readonly account: string;
  /** The ARN of an IAM entity as it stands in the store, path included; without it, the ARN at the root path. */
  readonly entityArn?: (kind: 'user' | 'role' | 'group', name: string) => string;
  /** The caller's own user name, for IAM operations that default to the caller. */
  readonly callerName?: string | undefined;
  /** The name of the user whose access key the input names; undefined if no user of the account has it. */
  readonly accessKeyOwner?: string | undefined;
  /** What the caller's session hands on to a session that is made from it; absent where the caller is no session. */
  readonly handedOn?: HandedOn | undefined;
  /** The ARN of the key that an alias (`alias/name`) points at now, for KMS operations on aliases; undefined where none. */
  readonly aliasTarget?: ((aliasName: string) => string | undefined) | undefined;
}

/** What stays in a chain of roles. */
export interface HandedOn {
  /** The keys of the transitive session tags. */
  readonly tagKeys: readonly string[];
  readonly sourceIdentity: string | undefined;
}

/** From an operation's input to the permissions it needs, in the order AWS judges them. */
export type PermissionRule<S extends Service, O extends Operation<S>> = (
  input: Input<S, O>,
  scope: Scope,
) => readonly RequiredPermission[];

/** Operations that keyhole does not serve have no rule: asking for them is answered NotImplemented, never let pass. */
export type PermissionTable<S extends Service> = {
  readonly [O in Operation<S>]: PermissionRule<S, O> | 'not implemented';
};
