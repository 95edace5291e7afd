import type { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { Service } from '../../aws/operations.ts';
import type { Principal } from '../../aws/principal.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';
import type { KnownEndpoint } from '../surroundings/vpc-endpoint.ts';

/** A what-if question: a permission, and what is stated of the request. */
export interface WhatIf {
  readonly principal: Principal;
  readonly action: string;
  /** ARN, or `*` for actions that address none. */
  readonly resource: string;
  readonly resourceAccount: string;
  /** Of the request. */
  readonly region: string;
  /** The service that asks KMS in the principal's name. */
  readonly via?: Service | undefined;
  /** The id of the VPC endpoint that the request comes through. */
  readonly endpoint?: string | undefined;
  /** The values of condition keys. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  /** Condition keys that the request does not have. */
  readonly absent: readonly string[];
  /** Condition keys that are unknowable unless they are among the others, although a plain request has a value. */
  readonly open?: readonly string[] | undefined;
}

/** The surroundings of the request. */
export interface Around {
  readonly surroundings: KnownSurroundings;
  readonly endpoint: KnownEndpoint | undefined;
}

/** The values of condition keys that follow from what is said of a request. */
export type DerivedKeys = Readonly<Record<string, string | typeof UNKNOWABLE | undefined>>;
