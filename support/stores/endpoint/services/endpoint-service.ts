import type { Input, Operation, Output, Service } from '../../../aws/operations.ts';
import type { Request } from './request.ts';

/** One request to the endpoint, for one account in one region. */
export type Ask = <S extends Service, O extends Operation<S>>(
  service: S,
  operation: O,
  input: Input<S, O>,
) => Promise<Output<S, O>>;

/** A thing that was created: its name here, and how to remove it. */
export type Made = readonly [what: string, remove: () => Promise<unknown>];

/** The thing that a request created. */
type Making = (request: Request, output: object, ask: Ask) => Made;

/** Restores one thing. */
export type Undo = () => Promise<unknown>;

/** Reads the state that a write will replace, and returns the function that restores it. */
export type Remember = (ask: Ask, input: object) => Promise<Undo>;

/** The settings of a client that is made for its protocol alone and sends nothing. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The knowledge of the endpoint's store about one service that no request to the endpoint returns. */
export interface EndpointService {
  /** Makes a client of the SDK for its protocol. */
  readonly client: (settings: ClientSettings) => { readonly config: object };
  /**
   * The members that name the resource of a request, and the form of the ARNs that tell its region and
   * account. Permissive endpoints find the resources of such a service only in their own account and region.
   */
  readonly named?: { readonly members: readonly string[]; readonly arn: RegExp };
  /** The things that operations create and that are to be removed again, by the operation. */
  readonly made?: Readonly<Partial<Record<Operation, Making>>>;
  /** The name of the thing that a request removed. */
  readonly gone?: (request: Request) => string | undefined;
  /** The state that an operation replaces, and how to remember it; undefined for writes that cannot be undone. */
  readonly undoable?: (operation: Operation) => readonly [what: string, remember: Remember] | undefined;
  /**
   * Undoes an operation on data: emptying the bucket that it wrote to, or nothing if it leaves nothing. Without it,
   * operations on data cannot be put back.
   */
  readonly undoData?: (input: object) => { readonly bucket: string } | 'nothing to undo';
}

/** The text of a member of an input; a request without it fails by itself. */
export function nameIn(input: object, member: string): string {
  return String(Reflect.get(input, member));
}

/** The members of an input that name its subject. */
export function namesIn<Member extends string>(
  input: object,
  ...members: readonly Member[]
): Record<Member, string> {
  return Object.fromEntries(members.map((member) => [member, nameIn(input, member)])) as Record<
    Member,
    string
  >;
}
