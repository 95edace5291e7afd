import type { Input, Operation, Output, Service } from './operations.ts';

/** One of AWS's reads, without the place that it is asked in. */
export interface IdentityRead {
  readonly service: Service;
  readonly operation: Operation;
  readonly input: object;
}

/** The read that tells which resource a name stands for. */
export interface IdentityRow {
  readonly read: (name: string) => IdentityRead;
  /** The text that distinguishes the resource from a later one of its name; undefined if the answer does not tell. */
  readonly identity: (output: object) => string | undefined;
  /** The code that says that the resource does not exist. */
  readonly absence: string;
}

/** A row of one operation of a service. */
export function telling<S extends Service, O extends Operation<S>>(
  service: S,
  operation: O,
  row: {
    readonly input: (name: string) => Input<S, O>;
    readonly identity: (output: Output<S, O>) => string | undefined;
    readonly absence: string;
  },
): IdentityRow {
  return {
    read: (name) => ({ service, operation: operation as Operation, input: row.input(name) as object }),
    // The output is that of the row's own read; the compiler cannot follow it through the table.
    identity: (output) => row.identity(output as Output<S, O>),
    absence: row.absence,
  };
}
