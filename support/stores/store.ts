import type { Credential } from '../authentication/credential.ts';
import type { Principal } from '../authentication/principal.ts';
import type { HttpResponse } from '../wire/http.ts';
import type { Input, Operation, Output, Service } from '../wire/operations.ts';

/** One request, decoded: what is asked, in the SDK's own names and shapes, and for whom. */
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
}

/** A lookup by the gateway itself: no principal, one account's view. */
export interface Lookup<S extends Service, O extends Operation<S>> {
  readonly service: S;
  readonly operation: O;
  readonly input: Input<S, O>;
  readonly region: string;
  readonly account: string;
}

/**
 * Where the state lives. A store is permissive: it knows no policies, and does what it is told once the gateway
 * has decided. It refuses only what AWS refuses whoever asks (no such bucket, disabled key, bad argument), by
 * throwing an AwsError.
 *
 * The gateway has already made the input explicit: key references are full ARNs of existing keys, and the
 * effective encryption of a write is spelled out in its headers.
 */
export interface Store extends AsyncDisposable {
  /** Performs a call and answers it as AWS would, body streamed. Throws AwsError. */
  send(call: Call): Promise<HttpResponse>;
  /** Performs one of AWS's read operations for the gateway and answers typed. Throws AwsError. */
  read<S extends Service, O extends Operation<S>>(lookup: Lookup<S, O>): Promise<Output<S, O>>;
  /** The account that owns a bucket, or undefined where there is none: S3 has no operation that tells. */
  bucketOwner(bucket: string): Promise<string | undefined>;
  /** The region a bucket lives in, or undefined where there is none. */
  bucketRegion(bucket: string): Promise<string | undefined>;
  /** What an access key id stands for: no operation gives a secret back. */
  credential(accessKeyId: string): Promise<Credential | undefined>;
  /** The ARN of the KMS key that a ciphertext was made with, which only KMS can read off it. */
  keyOfCiphertext(ciphertext: Uint8Array): Promise<string | undefined>;
}
