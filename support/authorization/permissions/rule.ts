import type { Input, Operation, Service } from '../../aws/operations.ts';
import { Readings, UNKNOWABLE } from '../terms/permission.ts';

/**
 * A permission as an operation's rule gives it; the gateway adds the resource's account and more facts of the request.
 */
export interface RequiredPermission {
  readonly action: string;
  readonly resource: string;
  /** True for a permission on the source of a copy, which the request names by another header than the bucket that it writes to. */
  readonly ofSource?: true;
  /** Condition keys that the operation's input determines, such as `s3:prefix` or `kms:EncryptionContext:aws:s3:arn`. */
  readonly context?:
    | Readonly<Record<string, string | readonly string[] | Readings | typeof UNKNOWABLE | undefined>>
    | undefined;
}

type Context = NonNullable<RequiredPermission['context']>;

/**
 * The condition keys of a request for an action that AWS's reference lists without some of them. `listed` tells those that it lists.
 * Undocumented: whether the others are there, as the request has them. A condition is decided if both give one result.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys".
 */
export function withListed(context: Context, listed: RegExp): Context {
  const given = Object.entries(context).map(([key, value]) => [
    key,
    listed.test(key) ? value : orAbsent(value),
  ]);
  return Object.fromEntries(given);
}

/** A value that may be there or not. */
export function orAbsent(value: Context[string]): Context[string] {
  if (value === undefined || value === UNKNOWABLE) return value;
  if (value instanceof Readings) return new Readings([undefined, ...value.values]);
  return typeof value === 'string' ? new Readings([undefined, value]) : UNKNOWABLE;
}

/** The kinds of IAM entities that inputs name without their path. */
export type NamedEntity = 'user' | 'role' | 'group' | 'instance-profile';

/** The region and account of a call, and facts from the store that some rules need. */
export interface Scope {
  readonly region: string;
  /** The caller's account. */
  readonly account: string;
  /** The ARN of an IAM entity in the store, with its path. Without this function the path is `/`. */
  readonly entityArn?: (kind: NamedEntity, name: string) => string;
  /** The caller's own user name, for IAM operations that default to the caller. */
  readonly callerName?: string | undefined;
  /** The name of the user whose access key the input names; undefined if no user of the account has it. */
  readonly accessKeyOwner?: string | undefined;
  /**
   * The tags and source identity that pass on to a session made from the caller's; absent if the caller is no session.
   */
  readonly handedOn?: HandedOn | undefined;
  /** The condition keys of the claims of the caller's token, if the caller is a web identity. */
  readonly claimKeys?: RequiredPermission['context'];
  /** The parts of the session that the caller's token sets, if the caller is a web identity. */
  readonly setByToken?: SetByToken | undefined;
  /**
   * The ARN of the current key of an alias (`alias/name`), for KMS operations on aliases; undefined if there is none.
   */
  readonly aliasTarget?: ((aliasName: string) => string | undefined) | undefined;
  /** The organization of the caller's account, for operations of AWS Organizations. */
  readonly organization?: OrganizationScope | undefined;
}

/** The entities of an organization, as rules name them. */
export interface OrganizationScope {
  /** The ARN of a root, unit, account, policy or invitation by its id. */
  readonly arnOf: (id: string) => string;
  /** The ARN of a policy of a type that is being created. */
  readonly arnOfNewPolicy: (type: string) => string;
  /** The type of a policy by its id; undefined if it does not exist. */
  readonly typeOf: (policyId: string) => string | undefined;
}

/** The parts of a session that a token of a web identity sets. */
export interface SetByToken {
  readonly sessionTags?: Readonly<Record<string, string>> | undefined;
  readonly transitiveTagKeys?: readonly string[] | undefined;
  readonly sourceIdentity?: string | undefined;
}

/** The parts of a session that pass on through a chain of roles. */
export interface HandedOn {
  /** The keys of the transitive session tags. */
  readonly tagKeys: readonly string[];
  readonly sourceIdentity: string | undefined;
}

/** Lists the permissions that an operation's input needs, in the order in which AWS decides them. */
export type PermissionRule<S extends Service, O extends Operation<S>> = (
  input: Input<S, O>,
  scope: Scope,
) => readonly RequiredPermission[];

/** A rule for each operation of a service. keyhole answers NotImplemented to operations without a rule. */
export type PermissionTable<S extends Service> = {
  readonly [O in Operation<S>]: PermissionRule<S, O> | 'not implemented';
};
