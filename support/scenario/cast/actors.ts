import { CreateAccessKeyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, type Credentials } from '@aws-sdk/client-sts';
import type { Clients } from '../../client/clients.ts';
import { rootOf, type SigningIdentity, servicePrincipal } from '../../client/identity.ts';
import { issueToken } from '../../client/web-identity-tokens.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import { lookUp, suggest } from '../look-up.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { SpecError } from '../spec-error.ts';
import { sessionInput, sessionLimits } from './session-input.ts';

/** A caller that a feature names. */
export type CastMember =
  | { readonly kind: 'root'; readonly account: string }
  /** A user or a role of the scenario. */
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'anonymous' };

/** A cast member with its clients. */
export interface Actor {
  readonly clients: Clients;
  /** The ARN by which AWS's messages name the actor; undefined for an anonymous caller and for services. */
  readonly arn?: string | undefined;
  /** The account of the actor; undefined for an anonymous caller and for services. */
  readonly accountId?: string | undefined;
  /** The access key that its clients sign with; undefined for an anonymous caller. */
  readonly key?: ActorKey | undefined;
}

/** The access key of an actor; that of a session says when it ends. */
export interface ActorKey extends SigningIdentity {
  readonly expiration?: Date | undefined;
}

/**
 * Makes an actor of each cast member, once for a scenario. Access keys and sessions are made when they are first
 * needed.
 */
export class Actors {
  readonly #provisioned: ProvisionedScenario;
  readonly #actors = new Map<string, Promise<Actor>>();

  /** Users whose access keys are given get no new ones. */
  constructor(provisioned: ProvisionedScenario, userKeys: Readonly<Record<string, SigningIdentity>> = {}) {
    this.#provisioned = provisioned;
    for (const [name, key] of Object.entries(userKeys))
      this.#actors.set(idOf({ kind: 'named', name }), Promise.resolve(this.#signing(name, key)));
  }

  /**
   * The actor of a cast member. Throws SpecError: `unknown-name`, or `setup-failed` if it gets no access key or
   * session.
   */
  as(member: CastMember): Promise<Actor> {
    const id = idOf(member);
    const known = this.#actors.get(id);
    if (known !== undefined) return known;
    const actor = this.#make(member);
    this.#actors.set(id, actor);
    return actor;
  }

  /** Makes access keys for all users of the scenario. */
  async introduceUsers(): Promise<void> {
    const names = Object.keys(this.#provisioned.scenario.document.users);
    await Promise.all(names.map((name) => this.as({ kind: 'named', name })));
  }

  /**
   * Makes sessions of all roles of the scenario that can be assumed. Control policies are to hold before: they can refuse a
   * session. An example that acts as a role that cannot be assumed is told why.
   */
  async introduceRoles(): Promise<void> {
    const names = Object.keys(this.#provisioned.scenario.document.roles);
    await Promise.allSettled(names.map((name) => this.as({ kind: 'named', name })));
  }

  /** The same cast, whose roles are assumed anew when they are next needed. Users keep their access keys. */
  inNewSessions(): Actors {
    const again = new Actors(this.#provisioned);
    for (const name of Object.keys(this.#provisioned.scenario.document.users)) {
      const id = idOf({ kind: 'named', name });
      const known = this.#actors.get(id);
      if (known !== undefined) again.#actors.set(id, known);
    }
    return again;
  }

  /** The access keys of the users that have one so far, by the users' names. */
  async userKeys(): Promise<Readonly<Record<string, SigningIdentity>>> {
    const keys: Record<string, SigningIdentity> = {};
    for (const name of Object.keys(this.#provisioned.scenario.document.users)) {
      const key = (await this.#actors.get(idOf({ kind: 'named', name })))?.key;
      if (key !== undefined) keys[name] = key;
    }
    return keys;
  }

  /** The same cast with its access keys and sessions, whose clients are those that the scenario makes from now on. */
  async withNewClients(): Promise<Actors> {
    const again = new Actors(this.#provisioned);
    for (const [id, making] of this.#actors) {
      // A role that cannot be assumed is asked for again by the example that acts as it.
      const actor = await making.catch(() => undefined);
      if (actor?.key === undefined) continue;
      again.#actors.set(id, Promise.resolve({ ...actor, clients: this.#provisioned.clients(actor.key) }));
    }
    return again;
  }

  /** An actor of a role in a new session. A session policy that is given replaces those of scenario.yaml. */
  inNewSession(role: string, sessionPolicy?: string): Promise<Actor> {
    return this.#role(role, lookUp('role', role, this.#provisioned.scenario.document.roles), sessionPolicy);
  }

  async #make(member: CastMember): Promise<Actor> {
    const provisioned = this.#provisioned;
    switch (member.kind) {
      case 'root': {
        const accountId = provisioned.accountId(member.account);
        const key = rootOf(accountId);
        return { clients: provisioned.clients(key), accountId, arn: `arn:aws:iam::${accountId}:root`, key };
      }
      case 'named':
        return this.#named(member.name);
      case 'service': {
        const key = servicePrincipal(member.service);
        return { clients: provisioned.clients(key), key };
      }
      case 'anonymous':
        return { clients: provisioned.clients('anonymous') };
    }
  }

  async #named(name: string): Promise<Actor> {
    const { users, roles } = this.#provisioned.scenario.document;
    const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
    if (role !== undefined) return this.#role(name, role);
    const user = Object.hasOwn(users, name) ? users[name] : undefined;
    if (user !== undefined) return this.#user(name, user);
    const known = [...Object.keys(users), ...Object.keys(roles)];
    throw new SpecError('unknown-name', `there is no user or role "${name}"; ${suggest(name, known)}`);
  }

  async #user(name: string, { account, userName }: ScenarioDocument['users'][string]): Promise<Actor> {
    const { AccessKey } = await arranged(`an access key for the user ${name}`, () =>
      this.#provisioned.root(account).iam.send(new CreateAccessKeyCommand({ UserName: userName })),
    );
    return this.#signing(name, signing(AccessKey?.AccessKeyId, AccessKey?.SecretAccessKey));
  }

  /** The actor of a user that signs with an access key. */
  #signing(name: string, key: SigningIdentity): Actor {
    const provisioned = this.#provisioned;
    const { account } = lookUp('user', name, provisioned.scenario.document.users);
    return {
      key,
      clients: provisioned.clients(key),
      accountId: provisioned.accountId(account),
      arn: provisioned.value(`users.${name}.arn`),
    };
  }

  async #role(
    name: string,
    { account, roleName, assumedBy }: ScenarioDocument['roles'][string],
    sessionPolicy?: string,
  ): Promise<Actor> {
    const provisioned = this.#provisioned;
    const accountId = provisioned.accountId(account);
    if (assumedBy === undefined) {
      const remedy = 'say in scenario.yaml who assumes it, with assumedBy';
      throw new SpecError('setup-failed', `no principal of the scenario assumes the role ${name}: ${remedy}`);
    }
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } =
      (await this.#session(name, assumedBy, sessionPolicy)) ?? {};
    const key = signing(AccessKeyId, SecretAccessKey, SessionToken);
    return {
      key: { ...key, expiration: Expiration },
      clients: provisioned.clients(key),
      accountId,
      arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${assumedBy.sessionName}`,
    };
  }

  async #session(
    name: string,
    assumedBy: NonNullable<ScenarioDocument['roles'][string]['assumedBy']>,
    sessionPolicy?: string,
  ): Promise<Credentials | undefined> {
    const provisioned = this.#provisioned;
    const RoleArn = provisioned.value(`roles.${name}.arn`);
    const what = `a session of the role ${name}`;
    if ('oidc' in assumedBy) {
      const { issuer, claims } = assumedBy.oidc;
      const { sts } = provisioned.clients('anonymous');
      const limits = sessionLimits(provisioned, assumedBy, sessionPolicy);
      const request = { RoleArn, ...limits, WebIdentityToken: issueToken(issuer, claims) };
      return (await arranged(what, () => sts.send(new AssumeRoleWithWebIdentityCommand(request))))
        .Credentials;
    }
    const assumer = await this.as(
      'service' in assumedBy
        ? { kind: 'service', service: assumedBy.service }
        : { kind: 'named', name: 'user' in assumedBy ? assumedBy.user : assumedBy.role },
    );
    const asked = { RoleArn, ...sessionInput(provisioned, assumedBy, sessionPolicy) };
    return (await arranged(what, () => assumer.clients.sts.send(new AssumeRoleCommand(asked)))).Credentials;
  }
}

/** The name by which an actor is remembered. */
function idOf(member: CastMember): string {
  return JSON.stringify(member);
}

function signing(accessKeyId?: string, secretAccessKey?: string, sessionToken?: string): SigningIdentity {
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new SpecError('setup-failed', 'the endpoint returned no credentials');
  }
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** Arranges something; if that fails, the example is broken, not failed. */
async function arranged<T>(what: string, arrange: () => Promise<T>): Promise<T> {
  try {
    return await arrange();
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new SpecError('setup-failed', `could not get ${what}: ${why}`, { cause });
  }
}
