import type { Input, Operation } from '../../../../aws/operations.ts';

/** What KMS refuses of an operation's input besides what its API model says, at a time. Each throws AwsError. */
export type InputChecks = {
  readonly [O in Operation<'kms'>]?: (input: Input<'kms', O>, at: Date) => void;
};
