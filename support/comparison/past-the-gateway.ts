import { type Clients, clientsFor } from '../client/clients.ts';
import type { Identity } from '../client/identity.ts';
import { statusOf } from '../outcome/attempt.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { Actor, CastMember } from '../scenario/cast/actors.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** What steps are told about the run that they are part of: cucumber's world parameters. */
export interface RunParameters {
  /**
   * Of a run that compares a store with AWS: whether the request of each example goes through the gateway, as ever, or past
   * it to the store itself. Everything else goes through the gateway both times, so that the worlds are the same.
   */
  readonly comparing?: 'through the gateway' | 'past the gateway' | undefined;
}

/** Where a store is spoken to without the gateway. */
export interface StoreAlone {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  readonly region: string;
  /** The ARNs of the keys that are removed with the example's world. */
  readonly keys: ReadonlySet<string>;
  /** Told that something was done that is not undone with the world. */
  disturbed(): void;
}

/**
 * The clients of a cast member who speaks to a store itself, as somebody would who has the store and no gateway.
 *
 * Whoever belongs to an account signs with its id: permissive stores read the account off the access key id and nothing
 * else. Source: LocalStack's documentation, "Multi-account setups".
 */
export function clientsPast(
  store: StoreAlone,
  member: CastMember,
  { accountId }: Pick<Actor, 'accountId'>,
): Clients {
  const { endpoint, region } = store;
  const clients = clientsFor({ endpoint, region, identity: identityOf(member, accountId) });
  for (const client of [
    clients.s3,
    clients.kms,
    clients.iam,
    clients.sts,
    clients.secretsmanager,
    clients.dynamodb,
  ])
    watch(client.middlewareStack, store);
  return clients;
}

/** What looks, and what is gone with the buckets and keys that it was done to. */
const PASSING =
  /^(?:Get|List|Head|Describe|PutObject|PutBucket|Copy|DeleteObject|DeleteBucket|Upload|\w+MultipartUpload|Encrypt|Decrypt|Generate|ReEncrypt|Assume|\w+Grant)/;

/** Whether an operation that was performed past the gateway may leave something that is not removed with the world. */
export function outlastsTheWorld(operation: string, input: object, keys: ReadonlySet<string>): boolean {
  const keyId: unknown = Reflect.get(input, 'KeyId');
  return !PASSING.test(operation) && !(typeof keyId === 'string' && keys.has(keyId));
}

type Handler = (args: { input: object }) => Promise<object>;

/** Any SDK client's middleware stack, as far as it is used here. */
interface Stack {
  add(
    middleware: (next: Handler, context: { commandName?: string }) => Handler,
    options: { step: 'initialize'; name: string },
  ): void;
}

function watch(stack: Stack, { keys, disturbed }: StoreAlone): void {
  const watching = (next: Handler, { commandName = '' }: { commandName?: string }): Handler => {
    return async (args) => {
      const result = await next(args);
      if (outlastsTheWorld(commandName.replace(/Command$/, ''), args.input, keys)) disturbed();
      return result;
    };
  };
  stack.add(watching, { step: 'initialize', name: 'watchForTraces' });
}

function identityOf(member: CastMember, accountId: string | undefined): Identity {
  if (member.kind === 'anonymous') return 'anonymous';
  const accessKeyId = member.kind === 'service' ? member.service : (accountId ?? '');
  return { accessKeyId, secretAccessKey: 'test' };
}

/** What is thrown where a Then looks at what only the gateway tells, and nobody who has the store alone. */
export function untold(): SpecError {
  return new SpecError('undecidable', 'only the gateway tells what was decided, and what KMS was asked');
}

function unrecorded<Result extends object>(result: Result): Result & { readonly records: never } {
  return {
    ...result,
    get records(): never {
      throw untold();
    },
  };
}

/**
 * Makes a request of a store itself and returns what came of it; asking for its records throws {@link untold}. What is not an
 * answer at all is thrown as it is.
 */
export async function attemptPast<T>(request: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return unrecorded({ outcome: 'Granted', value: await request() });
  } catch (error) {
    const status = statusOf(error);
    if (!(error instanceof Error) || status === undefined) throw error;
    return unrecorded({ outcome: 'Failed', code: error.name, status, message: error.message });
  }
}
