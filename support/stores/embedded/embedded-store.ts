import type { Credential } from '../../authentication/credential.ts';
import { AwsError } from '../../aws/aws-error.ts';
import type { ObjectReference } from '../../aws/object-reference.ts';
import type { Operation, Output, Service } from '../../aws/operations.ts';
import type { KnownInitiator } from '../../aws/upload-initiator.ts';
import { encodeOutput } from '../../wire/encode-output.ts';
import type { HttpResponse } from '../../wire/http.ts';
import type { Awaitable } from '../awaitable.ts';
import { requireResources } from '../require-resources.ts';
import type {
  Call,
  GrantReference,
  Lookup,
  MfaDeviceOf,
  PlaceInS3,
  PlaceState,
  Store,
  StoredEncryption,
} from '../store.ts';
import {
  copyEmbeddedState,
  createEmbeddedState,
  type EmbeddedState,
  type Identities,
  operationsOf,
  requireDecided,
} from './embedded-state.ts';
import { bytesStored, type FrozenStore, freezeState } from './frozen-store.ts';
import { enabledMfaDevice } from './iam/iam-lookup.ts';
import { keyOfCiphertext } from './kms/ciphertext.ts';
import { grantOfToken } from './kms/grant-token.ts';
import { kmsForServices } from './kms/kms-for-services.ts';
import { bindPrincipals } from './principals/bind-principals.ts';
import { holdsAny } from './s3/copy-s3-state.ts';
import { encryptionOf } from './s3/encryption-of.ts';
import { initiatorOfUpload } from './s3/multipart/initiator-of-upload.ts';
import { bucketOwner, bucketRegion } from './s3/s3-state.ts';
import { stateOfPlace } from './s3/state-of-place.ts';
import type { OfferedServices } from './shared/offered-services.ts';
import type { OperationContext } from './shared/operation-table.ts';
import { credentialOf } from './sts/credentials.ts';

/** An operation of any service; STS also takes the users and roles of IAM. */
type AnyOperation = (
  input: object,
  context: OperationContext<unknown> & Identities & Pick<Call, 'conditions'>,
) => unknown;
type AskedOfStore = Pick<Call, 'service' | 'operation' | 'account' | 'region' | 'conditions'> & {
  readonly input: object;
};
type AnyTable = Readonly<Record<string, AnyOperation | undefined>>;

/**
 * A store in this process, without Docker or network. It holds accounts, buckets, keys and identities until
 * it is disposed. It answers NotImplemented to operations that it does not implement.
 */
export class EmbeddedStore implements Store {
  readonly #state: EmbeddedState;
  /** The operations of the services that were asked so far. */
  readonly #tables: Partial<Record<Service, AnyTable>> = {};
  readonly #offered: OfferedServices & Identities;

  /** Empty without a state; without a judge of policies, one that serves no GetBucketPolicyStatus. */
  constructor({
    state = createEmbeddedState(),
    isPublic,
  }: { readonly state?: EmbeddedState; readonly isPublic?: OfferedServices['isPublic'] } = {}) {
    this.#state = state;
    this.#offered = { kms: kmsForServices(state.kms), iam: state.iam, isPublic };
  }

  /** An independent store with the same contents. Throws TypeError if it holds objects. */
  copy(): EmbeddedStore {
    return new EmbeddedStore({ state: copyEmbeddedState(this.#state), isPublic: this.#offered.isPublic });
  }

  /** Everything that it holds, as JSON holds it: another store with the same contents can be made of it. */
  freeze(): Promise<FrozenStore> {
    return freezeState(this.#state);
  }

  /** True if it holds objects or unfinished uploads. */
  get holdsObjects(): boolean {
    return [...this.#state.s3.buckets.values()].some(holdsAny);
  }

  /** The bytes of all objects and unfinished uploads. */
  get bytesStored(): number {
    return bytesStored(this.#state);
  }

  async send(call: Call): Promise<HttpResponse> {
    // Nothing can change the state between this check and the lookup.
    this.#requireDecided(call);
    // The operation that was asked gives this output: they belong together.
    const performed = this.#perform(call, call.principal, call.requestId);
    const output = performed instanceof Promise ? await performed : performed;
    return encodeOutput({
      service: call.service,
      operation: call.operation,
      output: output as Output<Service, Operation>,
      requestId: call.requestId,
      region: call.region,
    });
  }

  async perform<S extends Service, O extends Operation<S>>(call: Call<S, O>): Promise<Output<S, O>> {
    this.#requireDecided(call as unknown as Call);
    return (await this.#perform(call, call.principal, call.requestId)) as Output<S, O>;
  }

  read<S extends Service, O extends Operation<S>>(lookup: Lookup<S, O>): Awaitable<Output<S, O>> {
    return this.#read(lookup) as Awaitable<Output<S, O>>;
  }

  bucketOwner(bucket: string): Awaitable<string | undefined> {
    return bucketOwner(this.#state.s3, bucket);
  }

  bucketId(bucket: string): Awaitable<string | undefined> {
    return this.#state.s3.buckets.get(bucket)?.id;
  }

  stateOf(place: PlaceInS3): PlaceState {
    return stateOfPlace(this.#state.s3, place);
  }

  bucketRegion(bucket: string): string | undefined {
    return bucketRegion(this.#state.s3, bucket);
  }

  encryptionOf(object: ObjectReference): Awaitable<StoredEncryption | undefined> {
    return encryptionOf(this.#state.s3, object);
  }

  uploadInitiator(upload: ObjectReference): KnownInitiator | undefined {
    return initiatorOfUpload(this.#state.s3, upload);
  }

  credential(accessKeyId: string): Credential | undefined {
    return credentialOf(this.#state.iam, this.#state.sts, accessKeyId);
  }

  mfaDevice(serialNumber: string): MfaDeviceOf | undefined {
    return enabledMfaDevice(this.#state.iam, serialNumber);
  }

  keyOfCiphertext(ciphertext: Uint8Array): string | undefined {
    return keyOfCiphertext(this.#state.kms, ciphertext);
  }

  grantOfToken(token: string): GrantReference | undefined {
    const grant = grantOfToken(this.#state.kms, token);
    return grant && { keyArn: grant.keyArn, grantId: grant.id };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The memory is reclaimed with the state; spooled objects are already unlinked files.
  }

  /** Throws StaleDecisionError if the state is not the one that a call was decided on. */
  #requireDecided(call: Call): void {
    requireDecided(this.#state, call);
    const checked = requireResources(call, (read) => this.#read(read) as Awaitable<object>);
    if (checked instanceof Promise) throw new TypeError('a read that identifies a resource answers later');
  }

  /** Performs a lookup as the root user of its account. */
  #read(lookup: AskedOfStore): unknown {
    const { account } = lookup;
    const arn = `arn:aws:iam::${account}:root`;
    return this.#perform(lookup, { type: 'Root', accountId: account, arn, userId: account }, '');
  }

  #perform(request: AskedOfStore, principal: Call['principal'], requestId: string): unknown {
    const { service, operation, input, account, region, conditions } = request;
    this.#tables[service] ??= tableFor(service, this.#state);
    const perform = this.#tables[service][operation];
    if (!perform) {
      throw new AwsError(
        'NotImplemented',
        501,
        `keyhole's embedded store does not implement ${service}:${operation}.`,
      );
    }
    // Every request makes one, so the members are listed: a spread costs more.
    const { kms, iam, isPublic } = this.#offered;
    const state = this.#state[service];
    return perform(input, { state, account, region, principal, requestId, conditions, kms, iam, isPublic });
  }
}

/** The operations of a service. Each table is typed by its own service; a call's service picks table and state alike. */
function tableFor(service: Service, { iam }: EmbeddedState): AnyTable {
  const table: unknown = bindPrincipals(service, operationsOf(service), iam);
  return table as AnyTable;
}
