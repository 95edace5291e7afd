import { EndpointStore } from '../../../stores/endpoint/endpoint-store.ts';
import { startLocalstack } from '../../../stores/localstack/localstack-container.ts';
import type { Call, PlaceInS3, Store } from '../../../stores/store.ts';
import { emptyStore } from '../../serving/lab.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import type { Side } from './side.ts';

/** For tests: a gateway in front of an empty store of each kind. */
export interface Sides extends AsyncDisposable {
  readonly embedded: Side;
  readonly localstack: Side;
  /** Faults of keyhole itself; the tests fail if there are any. */
  readonly internalErrors: readonly unknown[];
}

/** For tests: a gateway in front of a store, open until the stack is disposed. */
export async function sideBefore(
  name: Side['name'],
  store: Store,
  { opened, internalErrors }: { readonly opened: AsyncDisposableStack; readonly internalErrors: unknown[] },
): Promise<Side> {
  const refusedByStore = new Set<string>();
  const gateway = opened.use(
    await startGatewayServer(noticing(store, refusedByStore), {
      onInternalError: (error) => internalErrors.push(error),
    }),
  );
  return { name, endpoint: gateway.endpoint, refusedByStore };
}

/** For tests: starts both gateways, and a LocalStack container. */
export async function startSides(): Promise<Sides> {
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  await using started = new AsyncDisposableStack();
  const container = started.use(await startLocalstack());
  const internalErrors: unknown[] = [];
  const around = { opened: started, internalErrors };
  const embedded = await sideBefore('embedded', emptyStore(), around);
  const localstack = await sideBefore('LocalStack', new EndpointStore(new URL(container.endpoint)), around);
  const all = started.move();
  return { embedded, localstack, internalErrors, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** A store that notices which requests it refuses itself. */
function noticing(store: Store, refused: Set<string>): Store {
  const noticed = async <T>(call: Call, answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      refused.add(call.requestId);
      throw error;
    }
  };
  return {
    ...(store.believedFor !== undefined && { believedFor: store.believedFor }),
    ...(store.cannotHold !== undefined && { cannotHold: store.cannotHold }),
    send: (call) => noticed(call, store.send(call)),
    perform: (call) => noticed(call as unknown as Call, store.perform(call)),
    read: (lookup) => store.read(lookup),
    bucketOwner: (bucket) => store.bucketOwner(bucket),
    bucketId: (bucket) => store.bucketId(bucket),
    ...(store.stateOf && { stateOf: (place: PlaceInS3) => store.stateOf?.(place) ?? [] }),
    bucketRegion: (bucket) => store.bucketRegion(bucket),
    encryptionOf: (object, how) => store.encryptionOf(object, how),
    uploadInitiator: (upload) => store.uploadInitiator(upload),
    credential: (id) => store.credential(id),
    keyOfCiphertext: (ciphertext) => store.keyOfCiphertext(ciphertext),
    grantOfToken: (token) => store.grantOfToken(token),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
