import type { Credential } from '../../authentication/credential.ts';
import type { ObjectReference } from '../../aws/object-reference.ts';
import type { Operation, Output, Service } from '../../aws/operations.ts';
import type { KnownInitiator } from '../../aws/upload-initiator.ts';
import { encodeOutput } from '../../wire/encode-output.ts';
import type { HttpResponse } from '../../wire/http.ts';
import { type Awaitable, whenKnown } from '../awaitable.ts';
import { requireResources } from '../require-resources.ts';
import type { Call, GrantReference, Lookup, Store, StoredEncryption } from '../store.ts';
import { EndpointKnowledge } from './endpoint-knowledge.ts';
import { KeptReads } from './kept-reads.ts';
import { ownRequests } from './own-requests.ts';
import { believedFor } from './read-cache/read-cache.ts';
import { withAwsPolicies } from './remembered-facts/iam/aws-policies.ts';
import { setDefaultPolicyVersion } from './remembered-facts/iam/default-version.ts';
import { showsPrincipals } from './remembered-facts/iam/principal-bindings.ts';
import { refuseRootUser, requireRootUser } from './remembered-facts/iam/root-user.ts';
import { reEncrypt } from './remembered-facts/kms/re-encrypt.ts';
import { replicateKey } from './remembered-facts/kms/replicate-key.ts';
import { attributesAsDecided } from './remembered-facts/s3/attributes-as-decided.ts';
import { requireBucketOwners } from './remembered-facts/s3/bucket-owners.ts';
import { type Created, createBucket, createsBucket } from './remembered-facts/s3/create-bucket.ts';
import { doubtEncryption } from './remembered-facts/s3/note-encryption.ts';
import { otherThanDecided } from './remembered-facts/s3/other-than-decided.ts';
import { asksForNone, withoutEntries } from './remembered-facts/s3/page-of-none.ts';
import { asPinned } from './remembered-facts/s3/pinned-object.ts';
import { objectHead } from './remembered-facts/s3/stored-encryptions.ts';
import { deletesNothing, nothingDeleted } from './remembered-facts/secretsmanager/delete-nothing.ts';
import { Ledger } from './removal/ledger.ts';
import type { Request } from './services/request.ts';
import { UndoLog } from './undo/undo-log.ts';
import { isPiped, pipedResponse } from './upstream/piped-response.ts';
import { placeOf } from './upstream/request-place.ts';
import { Upstream } from './upstream/upstream.ts';

/** How to speak to an endpoint. */
export interface EndpointOptions {
  /** Milliseconds that it may keep silent. */
  readonly patience?: number | undefined;
  /** Milliseconds for which its answers are used; more than half a second if no others write to it. */
  readonly believedFor?: number | undefined;
}

/**
 * A store at a permissive endpoint: LocalStack, or another emulator that takes an account's id for an access key id.
 *
 * Facts that no request to the endpoint returns are remembered from the answers that pass: secrets, uploads,
 * encryption contexts, grant tokens. Created resources are kept in a ledger, so that they can be removed
 * again.
 */
export class EndpointStore implements Store {
  readonly #upstream: Upstream;
  readonly #reads: KeptReads;
  readonly #knowledge: EndpointKnowledge;
  readonly #ledger: Ledger;
  readonly #undo: UndoLog;
  /** Other clients may write to the endpoint without the gateway. */
  readonly believedFor: number;
  /**
   * LocalStack does not compare ETags when it deletes, nor the checksum of an upload that was begun without an algorithm. It
   * gives every object to the owner of its bucket. It ignores the expiry and the id of imported key material. The
   * answer to UpdateObjectEncryption does not tell which encryption was replaced. Other endpoints may ignore the policy that a table is created with, and
   * the expected revision of a policy.
   */
  readonly cannotHold = [
    'ETag of DeleteObjects',
    'If-Match of DeleteObject',
    'customer key of an upload',
    'CRC64NVME of an upload',
    'owner of an object',
    'policy of a new table',
    'revision of a table policy',
    'expiry of imported key material',
    'id of imported key material',
    'AWSCURRENT moved to its own version',
    'encryption that UpdateObjectEncryption replaces',
  ] as const;

  constructor(endpoint: URL, options: EndpointOptions = {}) {
    this.#upstream = new Upstream(endpoint, options);
    this.believedFor = options.believedFor ?? believedFor;
    this.#reads = new KeptReads(this.#upstream, this.believedFor);
    const own = ownRequests(this.#upstream, (request) => this.#forget(request));
    this.#ledger = new Ledger(own, (...made) => this.#undo.made(...made));
    this.#undo = new UndoLog(own, this.#ledger);
    this.#knowledge = new EndpointKnowledge({
      upstream: this.#upstream,
      reads: this.#reads,
      ledger: this.#ledger,
      read: (lookup) => this.read(lookup),
    });
  }

  async send(call: Call): Promise<HttpResponse> {
    const { service, operation, requestId, region } = call;
    if (!isPiped(service, operation) || showsPrincipals(service, operation) || asksForNone(call)) {
      return encodeOutput({ service, operation, output: await this.perform(call), requestId, region });
    }
    const request = await this.#knowledge.requestOf(call);
    const answered = await asPinned(call, request.input, () =>
      this.#writing<Created>(request, async () => {
        const requiring = this.#requireDecided(call);
        if (requiring instanceof Promise) await requiring;
        return createsBucket(request) ? createBucket(request, this.#upstream) : this.#upstream.send(request);
      }),
    );
    const head = objectHead(answered.headers);
    const other = otherThanDecided(this.#knowledge.encryptions, call, head);
    if (other !== undefined) {
      answered.message.destroy();
      throw other;
    }
    if (answered.existed) this.#undo.stop();
    else this.#knowledge.note(request, head);
    return pipedResponse(answered, { service, requestId, head: operation.startsWith('Head') });
  }

  async perform<S extends Service, O extends Operation<S>>(call: Call<S, O>): Promise<Output<S, O>> {
    // The service and operation of a call say which output it has; the compiler cannot follow them through tables.
    return (await this.#perform(call as unknown as Call)) as Output<S, O>;
  }

  read<S extends Service, O extends Operation<S>>(lookup: Lookup<S, O>): Awaitable<Output<S, O>> {
    refuseRootUser(lookup as unknown as Lookup<Service, Operation>);
    const place = placeOf(lookup.service, lookup.input, lookup);
    this.#knowledge.hear(place.account);
    const { service, operation, input } = lookup as unknown as Lookup<Service, Operation>;
    const ask = () => this.#reads.ask({ ...lookup, ...place });
    return whenKnown(withAwsPolicies({ service, operation, input }, ask), (answer) =>
      this.#knowledge.complete(lookup, answer),
    );
  }

  bucketOwner(bucket: string): Awaitable<string | undefined> {
    return whenKnown(this.#knowledge.buckets.find(bucket), (place) => place?.owner);
  }

  bucketId(bucket: string): Awaitable<string | undefined> {
    return whenKnown(this.#knowledge.buckets.find(bucket), (place) => place?.id);
  }

  bucketRegion(bucket: string): Awaitable<string | undefined> {
    return whenKnown(this.#knowledge.buckets.find(bucket), (place) => place?.region);
  }

  encryptionOf(
    object: ObjectReference,
    { believed } = { believed: false },
  ): Awaitable<StoredEncryption | undefined> {
    const { buckets, encryptions } = this.#knowledge;
    const belief = believed ? encryptions.believed(object) : undefined;
    if (belief !== undefined) return belief;
    return whenKnown(
      buckets.find(object.Bucket),
      (place) => place && encryptions.find(object, { account: place.owner, region: place.region }),
    );
  }

  async uploadInitiator(upload: ObjectReference): Promise<KnownInitiator | undefined> {
    const place = await this.#knowledge.buckets.find(upload.Bucket);
    return place && this.#knowledge.initiators.find(upload, { account: place.owner, region: place.region });
  }

  credential(accessKeyId: string): Promise<Credential | undefined> {
    return this.#knowledge.credentials.credential(accessKeyId);
  }

  async keyOfCiphertext(ciphertext: Uint8Array): Promise<string | undefined> {
    return this.#knowledge.keys.keyOf(ciphertext);
  }

  grantOfToken(token: string): Promise<GrantReference | undefined> {
    return this.#knowledge.keys.grantOf(token);
  }

  /** Writes after this call can be undone with {@link rewind}, as far as that is possible. */
  mark(): void {
    this.#undo.mark();
  }

  /** Puts everything back to what it was at the {@link mark}. False if that is not possible: then nothing was changed. */
  async rewind(): Promise<boolean> {
    const done = await this.#undo.rewind();
    // Answers about other things than those that were put back are as true as before.
    if (done) this.#knowledge.encryptions.doubt();
    return done;
  }

  /**
   * Removes all that was created through this store: buckets with their objects, users, roles, groups, policies,
   * aliases; keys are scheduled for deletion. Resolves with the resources that could not be removed.
   */
  async removeAll(): Promise<readonly string[]> {
    this.#undo.stop();
    const left = await this.#ledger.removeAll();
    this.#reads.cache.clear();
    return left;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#upstream.close();
  }

  async #perform(call: Call): Promise<object> {
    this.#knowledge.hear(call.account);
    if (this.#knowledge.credentials.answers(call)) {
      await this.#requireDecided(call);
      return this.#knowledge.credentials.answer(call);
    }
    refuseRootUser(call);
    this.#knowledge.importTokens.require(call);
    const request = await this.#knowledge.requestOf(call);
    const { operation, input } = request;
    const foreseen = await this.#knowledge.secrets.foresee(request);
    const output = await asPinned(call, input, () =>
      this.#writing<object>(request, async () => {
        await this.#requireDecided(call);
        if (deletesNothing(call)) return nothingDeleted(call);
        if (operation === 'ReEncrypt') return reEncrypt(this.#upstream, request);
        if (operation === 'ReplicateKey') return replicateKey(this.#upstream, request);
        if (operation === 'SetDefaultPolicyVersion') return setDefaultPolicyVersion(this.#upstream, request);
        return withAwsPolicies<object>(request, () => this.#upstream.perform(request));
      }),
    );
    requireRootUser(call, output);
    this.#knowledge.note(request, output);
    this.#knowledge.secrets.learn(foreseen, output);
    if (operation === 'GetObjectAttributes')
      return attributesAsDecided(call, output, this.#knowledge.sources);
    return this.#knowledge.complete(request, withoutEntries(request, output));
  }

  /**
   * Throws StaleDecisionError if a resource of a call is not the one that it was decided on.
   * Differs: endpoints do not compare this when they perform a call. It is looked up directly before the call is sent.
   */
  #requireDecided(call: Call): Awaitable<void> {
    const fresh = (read: object) => this.#reads.ask({ ...(read as Lookup<Service, Operation>), fresh: true });
    return whenKnown(requireBucketOwners(call, this.#knowledge.buckets), () => requireResources(call, fresh));
  }

  /** Answers to reads before a write may be stale, and so may answers to reads during it. */
  async #writing<T>(request: Request, perform: () => Promise<T>): Promise<T> {
    const noting = this.#undo.before(request);
    if (noting instanceof Promise) await noting;
    this.#forget(request);
    try {
      return await perform();
    } finally {
      this.#forget(request);
    }
  }

  #forget(request: Request): void {
    this.#reads.forget(request);
    doubtEncryption(this.#knowledge.encryptions, request);
  }
}
