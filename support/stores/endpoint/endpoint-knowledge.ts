import { BoundedMap } from '../../aws/bounded-map.ts';
import type { Operation, Output, Service } from '../../aws/operations.ts';
import { type Awaitable, whenKnown } from '../awaitable.ts';
import type { Call, Lookup } from '../store.ts';
import { AnsweredFacts } from './answered-facts.ts';
import type { KeptReads } from './kept-reads.ts';
import { CredentialsGiven, iamBy } from './remembered-facts/iam/credentials-given.ts';
import { lookUpEntityIn, PrincipalBindings } from './remembered-facts/iam/principal-bindings.ts';
import { ImportTokens } from './remembered-facts/kms/import-tokens.ts';
import { KeyKnowledge } from './remembered-facts/kms/key-knowledge.ts';
import { BucketDirectory } from './remembered-facts/s3/bucket-directory.ts';
import { requireBucketsRemain } from './remembered-facts/s3/bucket-owners.ts';
import { CopySources, pinnedInput } from './remembered-facts/s3/pinned-object.ts';
import { StoredEncryptions } from './remembered-facts/s3/stored-encryptions.ts';
import { UploadInitiators } from './remembered-facts/s3/upload-initiators.ts';
import { SecretKeys } from './remembered-facts/secretsmanager/secret-keys.ts';
import type { Ledger } from './removal/ledger.ts';
import type { AnsweredRequest, Request } from './services/request.ts';
import { placeOf } from './upstream/request-place.ts';
import type { Upstream } from './upstream/upstream.ts';

/** The places that knowledge comes from. */
interface Sources {
  readonly upstream: Upstream;
  readonly reads: KeptReads;
  readonly ledger: Ledger;
  /** A read whose answer is completed by this knowledge. */
  readonly read: <S extends Service, O extends Operation<S>>(lookup: Lookup<S, O>) => Awaitable<Output<S, O>>;
}

/**
 * The facts about an endpoint that no request to it returns: secrets of credentials, owners of buckets, encryptions,
 * grant tokens. They are remembered from the answers that pass, and complete requests and later answers.
 */
export class EndpointKnowledge {
  readonly buckets: BucketDirectory;
  readonly encryptions: StoredEncryptions;
  readonly initiators: UploadInitiators;
  readonly sources: CopySources;
  readonly credentials: CredentialsGiven;
  readonly keys: KeyKnowledge;
  readonly importTokens = new ImportTokens();
  readonly secrets: SecretKeys;
  /** The accounts that made requests last. */
  readonly #accounts = new BoundedMap<true>(1000);
  /** The one of them that made the last request. */
  #newest: string | undefined;
  readonly #bindings: PrincipalBindings;
  readonly #answered: AnsweredFacts;

  constructor({ upstream, reads, ledger, read }: Sources) {
    this.buckets = new BucketDirectory(upstream, reads.cache, this.#accounts);
    this.encryptions = new StoredEncryptions(upstream);
    this.initiators = new UploadInitiators(upstream);
    this.sources = new CopySources(upstream, this.buckets, this.encryptions);
    this.keys = new KeyKnowledge(upstream, reads.cache);
    this.secrets = new SecretKeys(upstream);
    this.credentials = new CredentialsGiven(iamBy(read));
    // Reads the kept answer: a completed one has its trust policies completed, which would end here again.
    this.#bindings = new PrincipalBindings(lookUpEntityIn(iamBy((lookup) => reads.ask(lookup))));
    this.#answered = new AnsweredFacts({
      ledger,
      importTokens: this.importTokens,
      encryptions: this.encryptions,
      initiators: this.initiators,
      credentials: this.credentials,
      bindings: this.#bindings,
    });
  }

  /** Remembers an account: its buckets are among those that are looked for. */
  hear(account: string): void {
    if (account === this.#newest || !/^\d{12}$/.test(account)) return;
    this.#accounts.set(account, true);
    this.#newest = account;
  }

  /** The request to the endpoint for a call: with the object that was decided on, and unique ids of principals. */
  async requestOf(call: Call): Promise<Request> {
    const { service, operation, account, region, principal } = call;
    this.hear(account);
    const pinning = pinnedInput(call, this.sources);
    const input = pinning instanceof Promise ? await pinning : pinning;
    const keeping = this.#bindings.kept(service, operation, input);
    const kept = keeping instanceof Promise ? await keeping : keeping;
    const beforeEnd = async () => requireBucketsRemain(call, this.buckets);
    const place = placeOf(service, input, { account, region });
    return { service, operation, input: kept, ...place, principal, beforeEnd };
  }

  /** Remembers the facts of a request and its answer that no operation returns later. */
  note(request: Request, output: object): void {
    this.#answered.note(request, output);
  }

  /** An answer, completed by the facts that the endpoint does not know. */
  complete<T extends object>(request: AnsweredRequest, output: T): Awaitable<T> {
    const whole = this.keys.complete(request, output);
    const known = whenKnown(whole, (one) => this.secrets.complete(request, one));
    return whenKnown(known, (one) => this.#bindings.shown(request.service, request.operation, one));
  }
}
