import type { Answer } from '../answer/answer.ts';
import { statusOf } from '../answer/attempt.ts';
import { type Clients, clientsFor } from '../client/clients.ts';
import type { Identity } from '../client/identity.ts';
import type { Actor, CastMember } from '../scenario/cast/actors.ts';
import { SpecError } from '../scenario/spec-error.ts';

/** The parameters of a run for its steps: cucumber's world parameters. */
export interface RunParameters {
  /**
   * The way of each example's request, in a run that compares a store with AWS: through the gateway, or past it to the
   * store. All other requests go through the gateway in both runs, so that the scenarios are equal.
   */
  readonly comparing?: 'through the gateway' | 'past the gateway' | undefined;
}

/** The address of a store without the gateway, and what the example made there. */
export interface StoreAlone {
  /** The store's address: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  readonly region: string;
  /** The ARNs of the keys that are removed with the example's scenario. */
  readonly keys: ReadonlySet<string>;
  /** Called if a request made something that is not removed with the scenario. */
  disturbed(): void;
}

/**
 * The clients of a cast member that sends requests to a store itself, without the gateway.
 *
 * A principal of an account signs with the account's id, since permissive stores read the account from the access key
 * id.
 * Source: LocalStack's documentation, "Multi-account setups".
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

/** Operations that change nothing, or change only buckets and keys that are removed with the scenario. */
const PASSING =
  /^(?:Get|List|Head|Describe|PutObject|PutBucket|Copy|DeleteObject|DeleteBucket|Upload|\w+MultipartUpload|Encrypt|Decrypt|Generate|ReEncrypt|Assume|\w+Grant)/;

/** True if an operation past the gateway may leave something that is not removed with the scenario. */
export function outlastsTheScenario(operation: string, input: object, keys: ReadonlySet<string>): boolean {
  const keyId: unknown = Reflect.get(input, 'KeyId');
  return !PASSING.test(operation) && !(typeof keyId === 'string' && keys.has(keyId));
}

type Handler = (args: { input: object }) => Promise<object>;

/** An SDK client's middleware stack, as far as this module uses it. */
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
      if (outlastsTheScenario(commandName.replace(/Command$/, ''), args.input, keys)) disturbed();
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

/** The SpecError for a Then that needs the gateway's records, in a run past the gateway. */
export function untold(): SpecError {
  return new SpecError(
    'undecidable',
    'past the gateway there are no records of decisions and of calls to KMS',
  );
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
 * Makes a request to a store itself and returns its result; reading the result's records throws {@link untold}. An
 * error without an answer is thrown as it is.
 */
export async function attemptPast<T>(request: () => Promise<T>): Promise<Answer<T>> {
  try {
    return unrecorded({ result: 'Granted', value: await request() });
  } catch (error) {
    const status = statusOf(error);
    if (!(error instanceof Error) || status === undefined) throw error;
    return unrecorded({ result: 'Failed', code: error.name, status, message: error.message });
  }
}
