import type { Permission } from '../../authorization/terms/permission.ts';
import type { AwsError } from '../../aws/aws-error.ts';
import type { Conditions } from '../../stores/store.ts';
import type { KmsCall } from '../kms-use/kms-call.ts';
import type { Surface } from '../refusal/surface.ts';

/**
 * One thing that must hold before a call is performed, in the order AWS checks it: a permission, or an error that
 * arises at that point whoever asks.
 */
export type Check = (
  | {
      readonly kind: 'permission';
      readonly permission: Permission;
      /** Any of these serves as well. */
      readonly otherwise?: readonly Permission[];
      readonly surface: Surface;
      /** The resource as the request has it, where refusals name it so. */
      readonly said?: string | undefined;
    }
  | { readonly kind: 'error'; readonly error: AwsError }
) & {
  /** The call to KMS that S3 makes where the check comes out well, and that KMS refuses where it does not. */
  readonly kmsCall?: KmsCall;
};

/** What a call needs: its checks in order, and the input made explicit for the store. */
export interface Plan<Input> {
  readonly checks: readonly Check[];
  readonly input: Input;
  /** The state that the call is decided on, which the store holds it to. */
  readonly conditions?: Conditions | undefined;
}
