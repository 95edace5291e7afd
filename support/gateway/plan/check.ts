import type { Permission } from '../../authorization/terms/permission.ts';
import type { AwsError } from '../../aws/aws-error.ts';
import type { Conditions } from '../../stores/store.ts';
import type { KmsCall } from '../kms-use/kms-call.ts';
import type { Surface } from '../refusal/surface.ts';

/**
 * One thing that must hold before a call is performed: a permission, or an error that every caller gets at
 * that point. A plan lists them in the order in which AWS checks them.
 */
export type Check = (
  | {
      readonly kind: 'permission';
      readonly permission: Permission;
      /** Permissions of which any one is enough instead. */
      readonly otherwise?: readonly Permission[];
      /**
       * The permission as AWS's pages can be read too. If it is granted, and `permission` is denied, no decision is made.
       */
      readonly otherReading?: { readonly permission: Permission; readonly fact: string };
      readonly surface: Surface;
      /** The resource as the request names it, if refusals name it so. */
      readonly said?: string | undefined;
    }
  | { readonly kind: 'error'; readonly error: AwsError }
) & {
  /** The call to KMS that a service makes. KMS refuses it if the check fails. */
  readonly kmsCall?: KmsCall;
};

/** The plan of a call: its checks in order, and the input made explicit for the store. */
export interface Plan<Input> {
  readonly checks: readonly Check[];
  readonly input: Input;
  /** The state that the call is decided on, which the store holds it to. */
  readonly conditions?: Conditions | undefined;
}
