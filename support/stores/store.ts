import type { Credential } from '../authentication/credential.ts';
import type { ObjectReference } from '../aws/object-reference.ts';
import type { Input, Operation, Output, Service } from '../aws/operations.ts';
import type { Principal } from '../aws/principal.ts';
import type { NamedResource } from '../aws/resource-identity.ts';
import type { KnownInitiator } from '../aws/upload-initiator.ts';
import type { HttpResponse } from '../wire/http.ts';
import type { Awaitable } from './awaitable.ts';

/**
 * One decoded request, in the SDK's own names and shapes, and the caller. The last of the types that
 * `gateway/plan/received-call.ts` lists.
 */
export interface Call<S extends Service = Service, O extends Operation<S> = Operation<S>> {
  readonly service: S;
  readonly operation: O;
  readonly input: Input<S, O>;
  readonly region: string;
  /** The account whose names, aliases and identities the call addresses: the caller's. */
  readonly account: string;
  readonly principal: Principal;
  /** The request id that the answer carries. */
  readonly requestId: string;
  /** The ARNs of the KMS keys that the service takes for it, as they were decided on. */
  readonly kmsKeys?: readonly string[] | undefined;
  /** The state that the call was decided on. */
  readonly conditions?: Conditions | undefined;
}

/**
 * The state that a call was decided on. A store performs the call only if that state still holds at the
 * instant at which it reads or writes. Otherwise it throws StaleDecisionError, and nothing is performed.
 *
 * | condition            | embedded store            | endpoint                                                        |
 * | -------------------- | ------------------------- | --------------------------------------------------------------- |
 * | bucketOwners         | at the instant            | Differs: before the call is sent, before the body's last bytes  |
 * | bucketIds            | at the instant            | Differs: as the owners; the id is the second of the creation    |
 * | encryption, a read   | at the instant            | by the answer, before its body is handed on                     |
 * | encryption, attributes | at the instant          | by the ETag and date of the answer, and the head after it       |
 * | encryption, a copy   | at the instant            | by the source's ETag, which the endpoint compares               |
 * | eTag                 | at the instant            | by If-Match, which the endpoint compares; `nothing`: not held   |
 * | resources            | at the instant            | Differs: before the call is sent                                |
 * | places, `state`      | at the instant; of what is replaced, again after the body | Differs: not compared; it refuses locked versions itself |
 * | places, `kept`       | by the gateway, right before the call is sent |                                  |
 *
 * An upload never changes its encryption or its initiator, and its id is never given again: no condition is needed for one.
 * Policies and tags of identities, keys, secrets and tables are no conditions. Nor are grants and the settings of accounts, such
 * as their Block Public Access. AWS itself lets a change of them take effect later. The state of a key is checked by the store that
 * uses it. In front of the embedded store, none of them can change before the call is handed over. Node.js takes up nothing else
 * in between, as `gateway/proof/requests/one-turn.test.ts` shows.
 */
export interface Conditions {
  /** The accounts that own the buckets that the call names, by bucket: a bucket made anew by another account is another. */
  readonly bucketOwners?: Readonly<Record<string, string>> | undefined;
  /** The ids of these buckets: a bucket that its own account made anew is another as well. */
  readonly bucketIds?: Readonly<Record<string, string>> | undefined;
  /** The encryption of the object that is read or copied; `nothing` if the object did not exist. */
  readonly encryption?: StoredEncryption | 'nothing' | undefined;
  /** The ETag of the object that is read or copied; `nothing` if there was no object. */
  readonly eTag?: string | undefined;
  /** The buckets and objects of S3 whose settings, ACL, tags and lock the call was decided on. */
  readonly places?: readonly DecidedPlace[] | undefined;
  /** The other resources that the call names: a later resource of the same name is another. */
  readonly resources?: readonly DecidedResource[] | undefined;
}

/** A resource that a call was decided on. */
export interface DecidedResource extends NamedResource {
  /** Its identity, from `identityIn` of `aws/resource-identity.ts`; `nothing` if it did not exist. */
  readonly identity: string;
}

/** A bucket, or an object in one, that a call was decided on. */
export interface DecidedPlace {
  readonly place: PlaceInS3;
  /** Its state then, from `stateOf` of the store; undefined at a store that cannot compare it. */
  readonly state?: PlaceState | undefined;
  /** The facts that the gateway keeps of the bucket, as they were then: whether its tags count, and its access points. */
  readonly kept?: PlaceState | undefined;
}

/** A bucket, or with a key an object in it. */
export type PlaceInS3 = Pick<ObjectReference, 'Bucket' | 'VersionId'> & {
  readonly Key?: string | undefined;
  /**
   * The account whose write or deletion takes the place of the object, or `anonymous`. Then the state is that of the other accounts
   * that own what it replaces. It is compared also when the body of a write was read.
   */
  readonly replacedBy?: string | undefined;
};

/** The facts of a place that decide requests. Two states are the same if all their elements are identical. */
export type PlaceState = readonly unknown[];

/** A condition or an effect of a write that not every store holds it to. */
export type WriteCondition =
  | 'ETag of DeleteObjects'
  | 'If-Match of DeleteObject'
  | 'customer key of an upload'
  | 'CRC64NVME of an upload'
  | 'owner of an object'
  | 'policy of a new table'
  | 'revision of a table policy'
  | 'expiry of imported key material'
  | 'id of imported key material'
  | 'AWSCURRENT moved to its own version'
  | 'encryption that UpdateObjectEncryption replaces';

/** A lookup by the gateway itself: no principal, one account's view. */
export interface Lookup<S extends Service, O extends Operation<S>> {
  readonly service: S;
  readonly operation: O;
  readonly input: Input<S, O>;
  readonly region: string;
  readonly account: string;
  /** True if the store must not answer from earlier answers. */
  readonly fresh?: boolean | undefined;
}

/** How an object, or an upload in progress, is encrypted. */
export type StoredEncryption =
  | { readonly algorithm: 'AES256' | 'SSE-C' }
  | {
      readonly algorithm: 'aws:kms' | 'aws:kms:dsse';
      readonly keyArn: string;
      readonly bucketKeyEnabled: boolean;
      /** The pairs that the writer added to the encryption context. */
      readonly callerContext: Readonly<Record<string, string>>;
    };

/** The user of an MFA device, and the secret that its codes come from, in Base32. */
export interface MfaDeviceOf {
  readonly userId: string;
  readonly secret: string;
}

/** A grant, by its key and its id. */
export interface GrantReference {
  readonly keyArn: string;
  readonly grantId: string;
}

/**
 * The place of the state. A store is permissive: it knows no policies, and performs every call that the gateway has
 * allowed. It refuses only what depends on the instant of the write, by throwing an AwsError.
 *
 * The gateway has already made the input explicit. Key references are full ARNs of existing keys, and the
 * headers of a write state its effective encryption.
 */
export interface Store extends AsyncDisposable {
  /**
   * Milliseconds for which policies that were read may be believed, if others can write to the store behind the
   * gateway; without it, for ever.
   */
  readonly believedFor?: number;
  /** The conditions that the store cannot hold a write to: the gateway refuses a write under one. */
  readonly cannotHold?: readonly WriteCondition[];
  /**
   * Performs a call and answers it as AWS would, body streamed. Throws AwsError, and StaleDecisionError if the
   * call's conditions do not hold.
   */
  send(call: Call): Promise<HttpResponse>;
  /** As {@link send}, with the answer typed, for the few answers that the gateway completes. */
  perform<S extends Service, O extends Operation<S>>(call: Call<S, O>): Promise<Output<S, O>>;
  /** Performs one of AWS's read operations for the gateway and answers typed. Throws AwsError. */
  read<S extends Service, O extends Operation<S>>(lookup: Lookup<S, O>): Awaitable<Output<S, O>>;
  /** The account that owns a bucket; undefined if the bucket does not exist. S3 has no operation that tells. */
  bucketOwner(bucket: string): Awaitable<string | undefined>;
  /** Distinguishes a bucket from a later one of its name and account; undefined if the bucket does not exist. */
  bucketId(bucket: string): Awaitable<string | undefined>;
  /** The state of a bucket or object, to which the store can hold a call; a store that cannot compare it lacks this method. */
  stateOf?(place: PlaceInS3): PlaceState;
  /** The Region of a bucket; undefined if the bucket does not exist. */
  bucketRegion(bucket: string): Awaitable<string | undefined>;
  /**
   * The encryption of an object or upload; undefined if it does not exist, or is a delete marker. With `believed`, a
   * cached value is good enough, because `send` compares it again: {@link Call.conditions}.
   */
  encryptionOf(
    object: ObjectReference,
    how?: { readonly believed: boolean },
  ): Awaitable<StoredEncryption | undefined>;
  /** The initiator of an unfinished multipart upload; undefined if there is no such upload. */
  uploadInitiator(upload: ObjectReference): Awaitable<KnownInitiator | undefined>;
  /** The credential of an access key id: no operation gives a secret back. */
  credential(accessKeyId: string): Awaitable<Credential | undefined>;
  /**
   * The enabled MFA device of a serial number: no operation gives its secret back. A store without it does not tell secrets:
   * the gateway then refuses to create devices, and requests with codes.
   */
  mfaDevice?(serialNumber: string): Awaitable<MfaDeviceOf | undefined>;
  /** The ARN of the KMS key that a ciphertext was made with, which only KMS can tell. */
  keyOfCiphertext(ciphertext: Uint8Array): Awaitable<string | undefined>;
  /** The grant that a grant token stands for, which only KMS can tell; undefined if it does not exist. */
  grantOfToken(token: string): Awaitable<GrantReference | undefined>;
}
