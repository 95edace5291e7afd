import { join, relative } from 'node:path';
import { type ClientOptions, type Clients, clientsFor } from '../../client/clients.ts';
import { type Identity, rootOf } from '../../client/identity.ts';
import { mapRealNames, type RealNames, realNamesOf } from '../document/map-real-names.ts';
import { accountsNamed } from '../document/organization-schema.ts';
import {
  type AccessPointAliases,
  type KeyIds,
  placeholderValues,
  type SecretArns,
} from '../document/placeholder-values.ts';
import { fillIn, type Values } from '../document/placeholders.ts';
import type { Scenario } from '../document/scenario.ts';
import { lookUp } from '../look-up.ts';

/** Makes the clients of an identity. */
type MakeClients = (options: Pick<ClientOptions, 'endpoint' | 'identity' | 'region'>) => Clients;

/** A scenario at an endpoint: the values of its placeholders, and the clients of its principals. */
export class ProvisionedScenario {
  readonly endpoint: string;
  #scenario: Scenario;
  readonly #roots = new Map<string, Clients>();
  #values: Values;
  #realNames: RealNames = [];
  #keyIds: KeyIds = {};
  #secretArns: SecretArns = {};
  #aliases: AccessPointAliases = {};
  /** Makes the clients of root users, which arrange. */
  readonly #arranging: MakeClients;
  /** Makes the clients of the cast. */
  #acting: MakeClients;

  /** Its clients send requests to the endpoint, unless others are given. */
  constructor(scenario: Scenario, endpoint: string, makeClients: MakeClients = clientsFor) {
    this.#scenario = scenario;
    this.endpoint = endpoint;
    this.#arranging = makeClients;
    this.#acting = makeClients;
    this.#values = placeholderValues(scenario.document, {});
  }

  /** Makes the cast send requests to the endpoint from now on. Root users arrange as before. */
  sendRequests(): void {
    this.#acting = clientsFor;
  }

  /** The scenario with its current documents. */
  get scenario(): Scenario {
    return this.#scenario;
  }

  /** Takes other texts of its policy documents. Nothing at the endpoint changes: see `setPolicies`. */
  takePolicies(policies: Scenario['policies']): void {
    this.#scenario = { ...this.#scenario, policies };
  }

  /** The values of placeholders, as far as the scenario is provisioned. */
  get values(): Values {
    return this.#values;
  }

  /** The ids of its keys, the ARNs of its secrets and the aliases of its access points, which the endpoint chose. */
  get chosenHere(): {
    readonly keyIds: KeyIds;
    readonly secretArns: SecretArns;
    readonly aliases: AccessPointAliases;
  } {
    return { keyIds: this.#keyIds, secretArns: this.#secretArns, aliases: this.#aliases };
  }

  /** Adds the ids of created keys to the values of placeholders. */
  learnKeys(keyIds: KeyIds): void {
    this.#keyIds = keyIds;
    this.#learn();
  }

  /** Adds the ARNs of created secrets to the values of placeholders. */
  learnSecrets(secretArns: SecretArns): void {
    this.#secretArns = secretArns;
    this.#learn();
  }

  /** Adds the aliases of created access points to the values of placeholders. */
  learnAccessPoints(aliases: AccessPointAliases): void {
    this.#aliases = aliases;
    this.#learn();
  }

  #learn(): void {
    const { document } = this.scenario;
    this.#values = placeholderValues(document, this.#keyIds, this.#secretArns, this.#aliases);
    this.#realNames = realNamesOf(document, { keyIds: this.#keyIds, secretArns: this.#secretArns });
  }

  /** A policy document with its placeholders filled in, by its path: `policies/key-policy.json`. */
  policy(path: string): string {
    const file = relative(process.cwd(), join(this.scenario.folder, path));
    const { policies } = this.scenario;
    const text = policies.get(path) ?? lookUp('policy document', path, Object.fromEntries(policies));
    return this.filledIn(text, file);
  }

  /** A text with its placeholders filled in, and with the names that its keys and secrets have here. */
  filledIn(text: string, file: string): string {
    return this.mapped(fillIn(text, this.#values, file));
  }

  /** A text in which the ids of keys and the ARNs of secrets on AWS are replaced by those that were chosen here. */
  mapped(text: string): string {
    return mapRealNames(text, this.#realNames);
  }

  accountId(account: string): string {
    return lookUp('account', account, this.scenario.document.accounts);
  }

  /**
   * The account that owns the resource with an ARN. ARNs of buckets have no account, so scenario.yaml says who owns
   * them.
   */
  ownerOf(arn: string): string {
    const [, , service, , account] = arn.split(':');
    if (service !== 's3' || account !== '') return account ?? '';
    const { accounts, buckets } = this.scenario.document;
    const name = arn.slice('arn:aws:s3:::'.length).split('/')[0];
    const owner = Object.values(buckets).find(({ bucketName }) => bucketName === name)?.account;
    return owner === undefined ? '' : (accounts[owner] ?? '');
  }

  /** True if two accounts, by their ids, belong to the scenario's organization. */
  related(one: string | undefined, other: string | undefined): boolean {
    const { organization } = this.scenario.document;
    if (organization === undefined) return false;
    const members = accountsNamed(organization).map(({ name }) => this.accountId(name));
    return [one, other].every((id) => id !== undefined && members.includes(id));
  }

  /** The clients of an account's root user, which arranges everything in it. */
  root(account: string): Clients {
    return this.#rootOf(this.accountId(account));
  }

  /** The clients of the root user of the account that owns the resource with an ARN. */
  rootOwning(arn: string): Clients {
    return this.#rootOf(this.ownerOf(arn));
  }

  #rootOf(accountId: string): Clients {
    let clients = this.#roots.get(accountId);
    if (clients === undefined) {
      clients = this.#arranging(this.#asking(rootOf(accountId)));
      this.#roots.set(accountId, clients);
    }
    return clients;
  }

  /** The clients of any identity, for requests of the cast; in the scenario's Region unless another is given. */
  clients(identity: Identity, region = this.scenario.document.region): Clients {
    return this.#acting({ ...this.#asking(identity), region });
  }

  #asking(identity: Identity): Parameters<MakeClients>[0] {
    return { endpoint: this.endpoint, identity, region: this.scenario.document.region };
  }

  /** The value of a placeholder, e.g. `keys.shared.arn`. */
  value(placeholder: string): string {
    return lookUp('placeholder', placeholder, this.#values);
  }
}
