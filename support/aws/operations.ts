/**
 * The names and shapes of every operation, taken from the SDK's own type declarations.
 *
 * This module has types only. `Operation<'s3'>` is the union of AWS's operation names. `Input<'s3', 'PutObject'>` and
 * `Output<'s3', 'PutObject'>` are the SDK's shapes, with streamed bodies as {@link Payload}.
 */

/** The SDK's clients, by the services that keyhole serves. */
export type ServiceModules = typeof import('./sdk-clients.ts').sdkClients;

/** A service by its SigV4 signing name. */
export type Service = keyof ServiceModules;

/** The bytes of an object, in a request or an answer; they can be read once. */
export type Payload = AsyncIterable<Uint8Array>;

type CommandName<M> = Exclude<Extract<keyof M, `${string}Command`>, '$Command'>;
type NameOf<C> = C extends `${infer O}Command` ? O : never;

/** The operation names of a service, in AWS's spelling. */
export type Operation<S extends Service = Service> = S extends Service
  ? NameOf<CommandName<ServiceModules[S]>>
  : never;

type CommandOf<S extends Service, O extends string> = `${O}Command` extends keyof ServiceModules[S]
  ? ServiceModules[S][`${O}Command`]
  : never;
type ArgumentOf<A> = A extends [infer I] ? I : never;
type InputOf<C> = C extends new (...args: infer A) => unknown ? ArgumentOf<A> : never;
type OutputOf<C> = C extends new (
  ...args: never[]
) => { resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer R }> }
  ? R
  : never;
type Streamed<T> = T extends { Body?: unknown } ? Omit<T, 'Body'> & { Body?: Payload } : T;

/** The input of an operation, in the SDK's shape. */
export type Input<S extends Service, O extends Operation<S>> = Streamed<
  NonNullable<InputOf<CommandOf<S, O>>>
>;

/** The output of an operation, in the SDK's shape, without the client's `$metadata`. */
export type Output<S extends Service, O extends Operation<S>> = Streamed<
  Omit<OutputOf<CommandOf<S, O>>, '$metadata'>
>;
