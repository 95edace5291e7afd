import type { AbacBucket } from './abac-bucket.ts';
import { type AccessPoint, accessPointArn } from './access-point.ts';
import type { PublicAccessBlock } from './account-public-access-block.ts';
import type { Assumptions } from './assumptions.ts';
import { type Membership, type Memberships, membershipsOf } from './memberships.ts';
import type { Organization } from './organization.ts';
import { type KmsRequestQuotas, RequestQuota } from './request-quota.ts';
import { type KnownEndpoint, knownEndpoints, type VpcEndpoint } from './vpc-endpoint.ts';

/**
 * An issuer of OpenID Connect tokens whose signatures STS can verify. AWS asks the issuer for its public keys; the gateway
 * is given one. Tokens of every other issuer are refused.
 */
interface TokenIssuer {
  /** `https://token.actions.githubusercontent.com`: the claim `iss` of its tokens. */
  readonly url: string;
  /** The public key of its signatures with ES256, in PEM. */
  readonly publicKey: string;
}

/** The surroundings of the accounts, which no store holds. */
export interface Surroundings {
  /** The organization that accounts belong to; without one, no account belongs to any. */
  readonly organization?: Organization | undefined;
  /** The VPC endpoints that requests can come through. */
  readonly endpoints?: readonly VpcEndpoint[] | undefined;
  /** How often accounts may ask KMS; without a limit by default. */
  readonly kmsRequestQuotas?: KmsRequestQuotas | undefined;
  /**
   * The facts that are stated of all requests. If they are given, a fact that is neither stated nor in the request is
   * unknowable. If they are left out, the connection stands for the network: requests come from its address, over TLS 1.3 and without MFA.
   */
  readonly assumptions?: Assumptions | undefined;
  /** The issuers of the tokens of web identities; without any, no web identity can assume a role. */
  readonly tokenIssuers?: readonly TokenIssuer[] | undefined;
  /** Block Public Access for all buckets of an account, by account id; off for an account that is not listed. */
  readonly accountPublicAccessBlocks?: Readonly<Record<string, PublicAccessBlock>> | undefined;
  /** The access points of all accounts. */
  readonly accessPoints?: readonly AccessPoint[] | undefined;
  /** The buckets whose tags count in policies. */
  readonly abacBuckets?: readonly AbacBucket[] | undefined;
}

/** The parts of surroundings that requests change: those to AWS Organizations, to S3 Control, and PutBucketAbac. */
export type ChangedSurroundings = Pick<
  Surroundings,
  'organization' | 'accountPublicAccessBlocks' | 'accessPoints' | 'abacBuckets'
>;

/** {@link Surroundings}, prepared once for all requests. Some requests change a part: {@link ChangedSurroundings}. */
export class KnownSurroundings {
  #organization: Organization | undefined;
  #memberships: Memberships;
  readonly #endpoints: ReadonlyMap<string, KnownEndpoint>;
  /** Counts the requests to KMS of accounts that have a quota. */
  readonly kmsQuota: RequestQuota;
  /** The facts that are stated of all requests; undefined if the connection stands for the network. */
  readonly assumptions: Assumptions | undefined;
  readonly #tokenIssuers: ReadonlyMap<string, TokenIssuer>;
  #publicAccessBlocks: Surroundings['accountPublicAccessBlocks'];
  #accessPoints: Surroundings['accessPoints'];
  #abacBuckets: Surroundings['abacBuckets'];

  /** Throws TypeError for an account that is in the organization twice, PolicyError for an invalid policy. */
  constructor({
    organization,
    endpoints = [],
    kmsRequestQuotas,
    assumptions,
    tokenIssuers = [],
    accountPublicAccessBlocks,
    accessPoints,
    abacBuckets,
  }: Surroundings = {}) {
    this.#publicAccessBlocks = accountPublicAccessBlocks;
    this.#accessPoints = accessPoints;
    this.#abacBuckets = abacBuckets;
    this.#tokenIssuers = new Map(tokenIssuers.map((issuer) => [issuer.url, issuer]));
    this.assumptions = assumptions;
    this.kmsQuota = new RequestQuota(kmsRequestQuotas);
    this.#endpoints = knownEndpoints(endpoints);
    this.#organization = organization;
    this.#memberships = organization === undefined ? new Map() : membershipsOf(organization);
  }

  /** The organization that accounts belong to; undefined if there is none. */
  get organization(): Organization | undefined {
    return this.#organization;
  }

  /**
   * Replaces the organization: decisions from now on are made in the new one. Throws TypeError for an account that is in it
   * twice, PolicyError for an invalid policy.
   */
  organize(organization: Organization | undefined): void {
    this.#memberships = organization === undefined ? new Map() : membershipsOf(organization);
    this.#organization = organization;
  }

  /** The membership of an account; undefined for an account in no organization, and without an account. */
  membership(account: string | undefined): Membership | undefined {
    return account === undefined ? undefined : this.#memberships.get(account);
  }

  /** The VPC endpoint of an id. */
  endpoint(id: string): KnownEndpoint | undefined {
    return this.#endpoints.get(id);
  }

  /** The settings of Block Public Access for all buckets of an account; undefined if it has none. */
  publicAccessBlock(account: string): PublicAccessBlock | undefined {
    const blocks = this.#publicAccessBlocks ?? {};
    return Object.hasOwn(blocks, account) ? blocks[account] : undefined;
  }

  /** Block Public Access for all buckets of an account, by account id. */
  get accountPublicAccessBlocks(): Surroundings['accountPublicAccessBlocks'] {
    return this.#publicAccessBlocks;
  }

  /** Sets Block Public Access for all buckets of an account, or removes it: decisions from now on are made under it. */
  blockPublicAccess(account: string, block: PublicAccessBlock | undefined): void {
    const { [account]: _, ...others } = this.#publicAccessBlocks ?? {};
    this.#publicAccessBlocks = block === undefined ? others : { ...others, [account]: block };
  }

  /** The access points of all accounts. */
  get accessPoints(): Surroundings['accessPoints'] {
    return this.#accessPoints;
  }

  /** The access point of an ARN. */
  accessPoint(arn: string): AccessPoint | undefined {
    return this.#accessPoints?.find((point) => accessPointArn(point) === arn);
  }

  /** Adds an access point, or replaces the one of its ARN. */
  setAccessPoint(point: AccessPoint): void {
    this.#accessPoints = [...this.#accessPointsExcept(point), point];
  }

  /** Removes an access point. */
  removeAccessPoint(point: AccessPoint): void {
    this.#accessPoints = this.#accessPointsExcept(point);
  }

  #accessPointsExcept(point: AccessPoint): readonly AccessPoint[] {
    const arn = accessPointArn(point);
    return (this.#accessPoints ?? []).filter((each) => accessPointArn(each) !== arn);
  }

  /** The buckets whose tags count in policies. */
  get abacBuckets(): Surroundings['abacBuckets'] {
    return this.#abacBuckets;
  }

  /** True if the tags of a bucket count in policies. */
  isUnderAbac({ name, owner, id }: AbacBucket): boolean {
    const found = this.#abacBuckets?.find((bucket) => bucket.name === name);
    return found?.owner === owner && found.id === id;
  }

  /** Has the tags of a bucket count in policies, or no longer: decisions from now on are made so. */
  setAbac(bucket: AbacBucket, status: 'Enabled' | 'Disabled'): void {
    const others = (this.#abacBuckets ?? []).filter(({ name }) => name !== bucket.name);
    this.#abacBuckets = status === 'Enabled' ? [...others, bucket] : others;
  }

  /**
   * The facts that are kept of a bucket: whether its tags count, and its access points. Each element is identical until it is changed, and
   * two states are the same if all their elements are identical.
   */
  stateOf(bucket: string): readonly unknown[] {
    const abac = this.#abacBuckets?.find(({ name }) => name === bucket);
    return [abac, ...(this.#accessPoints ?? []).filter((point) => point.bucket === bucket)];
  }

  /** The issuer of tokens with a URL. */
  tokenIssuer(url: string): TokenIssuer | undefined {
    return this.#tokenIssuers.get(url);
  }

  /** True if two accounts belong to the same organization. */
  related(one: string | undefined, other: string | undefined): boolean {
    return this.membership(one) !== undefined && this.membership(other) !== undefined;
  }
}
