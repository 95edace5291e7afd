import type { Principal } from '../../aws/principal.ts';
import type { Permission } from './permission.ts';
import type { Condition } from './policy.ts';

/** The kind of policy that refused. Judged in the order that decide.ts lists and explains. */
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
  | 'block public access'
  | 'cross-account operation';

/** One statement of one policy, so that a person finds it. */
export interface StatementReference {
  /** The policy in plain words: `the inline policy "KMSaccess" of the role transfer`. */
  readonly policy: string;
  readonly layer: Layer;
  /** Position of the statement in its document, from 0. */
  readonly index: number;
  readonly sid?: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** The conditions it applies under. */
  readonly conditions?: readonly Condition[] | undefined;
  /** The whole document that it stands in, as it was written. */
  readonly document?: string | undefined;
}

/** A statement that was considered, and the first element in it that did not match; none where it matched. */
export interface ConsideredStatement {
  readonly statement: StatementReference;
  readonly mismatch?: {
    readonly element: 'Principal' | 'Action' | 'Resource' | 'Condition';
    readonly detail: string;
  };
}

/** Allowed, and by which statements (two for a request across accounts: one on each side). */
export interface Granted {
  readonly outcome: 'Granted';
  readonly permission: Permission;
  readonly statements: readonly StatementReference[];
}

/** Refused: by which layer, by an explicit deny or for want of an allow, and what came near. */
export interface Denied {
  readonly outcome: 'Denied';
  /** Who was refused. */
  readonly principal?: Principal | undefined;
  readonly permission: Permission;
  readonly layer: Layer;
  readonly explicit: boolean;
  /** The setting of S3 Block Public Access that refused, where that is the layer. */
  readonly setting?: 'BlockPublicAcls' | 'BlockPublicPolicy' | 'RestrictPublicBuckets' | undefined;
  /** The deciding statement of an explicit deny. */
  readonly statement?: StatementReference | undefined;
  /** True where principal and resource belong to different accounts. */
  readonly crossAccount: boolean;
  /** Every statement considered, with what did not match in it. */
  readonly considered: readonly ConsideredStatement[];
}

/** Whether a permission is given, and by what. */
export type Decision = Granted | Denied;
