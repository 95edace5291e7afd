import { type Membership, type Memberships, membershipsOf } from './memberships.ts';
import type { Organization } from './organization.ts';
import { type KmsRequestQuotas, RequestQuota } from './request-quota.ts';
import { type KnownEndpoint, knownEndpoints, type VpcEndpoint } from './vpc-endpoint.ts';

/** What stands around the accounts, and no store of theirs holds. */
export interface Surroundings {
  /** The organisation that accounts belong to; none of them belongs to any where it is left out. */
  readonly organization?: Organization | undefined;
  /** The VPC endpoints that requests can come through. */
  readonly endpoints?: readonly VpcEndpoint[] | undefined;
  /** How often accounts may ask KMS; as often as they like where it is left out. */
  readonly kmsRequestQuotas?: KmsRequestQuotas | undefined;
}

/** {@link Surroundings}, looked through once for all requests. */
export class KnownSurroundings {
  readonly #memberships: Memberships;
  readonly #endpoints: ReadonlyMap<string, KnownEndpoint>;
  /** Counts the requests to KMS of accounts that have a quota. */
  readonly kmsQuota: RequestQuota;

  /** Throws TypeError for an account that is in the organisation twice, PolicyError for a policy that is none. */
  constructor({ organization, endpoints = [], kmsRequestQuotas }: Surroundings = {}) {
    this.kmsQuota = new RequestQuota(kmsRequestQuotas);
    this.#endpoints = knownEndpoints(endpoints);
    this.#memberships = organization === undefined ? new Map() : membershipsOf(organization);
  }

  /** What an account belongs to; undefined for one that belongs to nothing, and where there is no account. */
  membership(account: string | undefined): Membership | undefined {
    return account === undefined ? undefined : this.#memberships.get(account);
  }

  /** The VPC endpoint of an id. */
  endpoint(id: string): KnownEndpoint | undefined {
    return this.#endpoints.get(id);
  }

  /** Whether two accounts belong to the same organisation. */
  related(one: string | undefined, other: string | undefined): boolean {
    return this.membership(one) !== undefined && this.membership(other) !== undefined;
  }
}
