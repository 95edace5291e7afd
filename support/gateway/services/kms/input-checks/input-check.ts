import type { Input, Operation } from '../../../../aws/operations.ts';

/** KMS's checks of an operation's input besides those of its API model, in order. Each throws AwsError. */
export type InputChecks = {
  readonly [O in Operation<'kms'>]?: (input: Input<'kms', O>, at: Date) => void;
};
