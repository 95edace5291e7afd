import type { Input, Operation, Output } from '../../../aws/operations.ts';
import type { Conditions } from '../../store.ts';
import type { OperationContext } from '../shared/operation-table.ts';
import type { S3State } from './s3-state.ts';

/** The context that S3 operations have besides their input. */
export interface S3Context extends OperationContext<S3State> {
  /** The state that the call was decided on; absent for a lookup. */
  readonly conditions?: Conditions | undefined;
}

/** The input of an S3 operation. */
export type S3Input<O extends Operation<'s3'>> = Input<'s3', O>;

/** The output of an S3 operation. */
export type S3Output<O extends Operation<'s3'>> = Output<'s3', O>;

/** An S3 operation that answers at once. */
export type S3Operation<O extends Operation<'s3'>> = (input: S3Input<O>, context: S3Context) => S3Output<O>;

/** An S3 operation that reads a body, or a source, before it answers. */
export type S3StreamedOperation<O extends Operation<'s3'>> = (
  input: S3Input<O>,
  context: S3Context,
) => Promise<S3Output<O>>;
