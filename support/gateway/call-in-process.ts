import type { Credential } from '../authentication/credential.ts';
import { requireValid } from '../authentication/resolve-credential.ts';
import { wellKnownCredential } from '../authentication/well-known-credentials.ts';
import type { Operation, Service } from '../aws/operations.ts';
import { addressesBuckets } from '../aws/services.ts';
import type { Awaitable } from '../stores/awaitable.ts';
import type { PlaceInS3, Store } from '../stores/store.ts';
import { streamBody } from '../wire/body/stream-body.ts';
import { VerifiedPayload } from '../wire/body/verified-payload.ts';
import { parseTarget } from '../wire/request-head.ts';
import { errorModels, modelOf } from '../wire/sdk-schemas.ts';
import { desks } from './desks.ts';
import { pageMembersOf } from './page-of-list.ts';
import type { ReceivedCall } from './plan/received-call.ts';
import { regionOf } from './signing-region.ts';

/** An operation that this process calls in the name of an identity, in the SDK's names and shapes. */
export interface CallInProcess {
  readonly service: Service;
  readonly operation: Operation;
  readonly input: object;
  /** The access key of the caller; undefined for an anonymous one. */
  readonly accessKeyId: string | undefined;
  readonly region: string;
  /** The contents of an object that PutObject uploads; the input then has no `Body`. */
  readonly contents?: ContentsInProcess | undefined;
  /** True for a call that the decision log keeps, as it keeps a request. */
  readonly recorded?: boolean | undefined;
}

/** The contents of an object, and the headers that a request would carry them with. Policies read some of these headers. */
export interface ContentsInProcess {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The call as a request of it would be received. Throws AwsError for an access key that the store does not have or that is not
 * active, and for a session that ended. Throws TypeError for contents of an object in the input: a call states them with the headers
 * of their request.
 */
export async function receivedInProcess(store: Store, asked: CallInProcess): Promise<ReceivedCall> {
  const { service, operation, accessKeyId, region, contents } = asked;
  if (hasContents(asked)) throw new TypeError('it has contents: send this operation as a request');
  const time = new Date();
  const credential =
    accessKeyId === undefined ? undefined : await validCredential(store, accessKeyId, { service, now: time });
  const principal = credential?.principal ?? ({ type: 'Anonymous' } as const);
  const isSigned = credential !== undefined;
  const headers = contents?.headers ?? {};
  const input = contents === undefined ? asked.input : { ...asked.input, Body: payloadOf(contents) };
  const authenticated = {
    principal,
    ...(accessKeyId !== undefined && { accessKeyId }),
    credentialsIssued: credential?.issued,
    ...(credential?.withMfa === true && { withMfa: true }),
    ...(isSigned && { region }),
    authType: isSigned ? ('REST-HEADER' as const) : undefined,
    signatureVersion: isSigned ? ('AWS4-HMAC-SHA256' as const) : undefined,
    ...(isSigned && contents !== undefined && { signatureAge: 0 }),
    contentSha256: headers['x-amz-content-sha256'],
    payload: { kind: 'unsigned' as const },
  };
  const bucket: unknown = addressesBuckets(service) ? Reflect.get(input, 'Bucket') : undefined;
  const named = { service, operation, bucket: typeof bucket === 'string' ? bucket : undefined };
  return {
    service,
    operation,
    input,
    facts: {
      principal,
      authenticated,
      http: { headers, sourceIp: '127.0.0.1', secure: true },
      region: await regionOf(store, named, region),
      time,
    },
  };
}

/** Contents as a request brings them: verified against their headers while they are read. */
function payloadOf({ bytes, headers }: ContentsInProcess): VerifiedPayload {
  const arriving = {
    ...{ method: 'PUT', target: '/', headers, duplicated: [], sourceIp: '127.0.0.1', secure: true },
    body: inOnePiece(bytes),
  };
  const head = parseTarget(arriving);
  return new VerifiedPayload(streamBody({ body: arriving.body, head, expectation: { kind: 'unsigned' } }));
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The credential of an access key, with its own session token. Throws as authentication does. */
async function validCredential(
  store: Store,
  accessKeyId: string,
  at: { readonly service: Service; readonly now: Date },
): Promise<Credential> {
  const found = await credentialOf(store, accessKeyId, at.service);
  return requireValid(found, at, { accessKeyId, token: found?.sessionToken });
}

/** True for bytes that would stream through the gateway, such as those of an object. */
function hasContents({ service, operation, input }: CallInProcess): boolean {
  const { payload } = modelOf(service, operation).input;
  return payload?.shape.kind === 'stream' && Reflect.get(input, payload.name) !== undefined;
}

/** The name that the SDK's client gives to an error of this code: the model's own, which differs in IAM and STS. */
export function exceptionName(service: Service, code: string): string {
  return errorModels(service).find((model) => model.code === code)?.shape ?? code;
}

/** The credential of an access key, as authentication finds it. */
export function credentialOf(
  store: Store,
  accessKeyId: string,
  service: Service,
): Awaitable<Credential | undefined> {
  return wellKnownCredential(accessKeyId, service) ?? store.credential(accessKeyId);
}

/**
 * True for an operation whose answer the gateway puts together in bytes. These are pages of a list, what it performs in parts,
 * and what it answers itself. Such an operation is sent as a request.
 */
export function isAnsweredInBytes(service: Service, operation: Operation): boolean {
  if (pageMembersOf(service, operation) !== undefined || operation === 'DeleteObjects') return true;
  return Object.hasOwn(desks[service].answers ?? {}, operation);
}

/** A store that keeps the typed output of what it sends, since no bytes are needed. */
export function outputKeeping(store: Store): {
  readonly store: Store;
  /** Throws TypeError if the answer was not the store's. */
  readonly output: () => object;
} {
  let kept: object | undefined;
  const keeping: Store = {
    ...(store.believedFor !== undefined && { believedFor: store.believedFor }),
    ...(store.cannotHold !== undefined && { cannotHold: store.cannotHold }),
    send: async (call) => {
      kept = (await store.perform(call)) ?? {};
      return { status: 200, headers: {} };
    },
    perform: (call) => store.perform(call),
    read: (lookup) => store.read(lookup),
    bucketOwner: (bucket) => store.bucketOwner(bucket),
    bucketId: (bucket) => store.bucketId(bucket),
    ...(store.stateOf && { stateOf: (place: PlaceInS3) => store.stateOf?.(place) ?? [] }),
    bucketRegion: (bucket) => store.bucketRegion(bucket),
    encryptionOf: (object, how) => store.encryptionOf(object, how),
    uploadInitiator: (upload) => store.uploadInitiator(upload),
    credential: (accessKeyId) => store.credential(accessKeyId),
    keyOfCiphertext: (ciphertext) => store.keyOfCiphertext(ciphertext),
    grantOfToken: (token) => store.grantOfToken(token),
    [Symbol.asyncDispose]: async () => {},
  };
  return {
    store: keeping,
    output() {
      if (kept === undefined) throw new TypeError('the answer is in bytes: send this operation as a request');
      return kept;
    },
  };
}
