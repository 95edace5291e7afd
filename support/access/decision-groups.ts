import { type CompiledStatement, coversResource } from '../authorization/compiling/compiled-statement.ts';
import { parsedPolicy } from '../authorization/parse-policy.ts';
import type { Policy } from '../authorization/terms/policy.ts';
import type { Principal } from '../aws/principal.ts';
import { KnownSurroundings } from '../gateway/surroundings/surroundings.ts';
import { controlPoliciesNamed } from '../scenario/document/organization-schema.ts';
import type { AccessGates } from './access-gates.ts';
import { arnOfUse } from './access-gates.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import type { AccessUse } from './access-use.ts';
import type { AccessWorld } from './access-world.ts';
import { ANY_REQUEST } from './identity-allows.ts';
import { KeysOfUploads } from './keys-of-uploads.ts';
import { MENTIONS, type Mentions, mentionsOf } from './mentions-of-principals.ts';
import { namesOf } from './names-of-principals.ts';
import { statementsAbout } from './statements-about.ts';
import { isUpload } from './upload-encryption.ts';

/** An action with the ARN that it is about; undefined for a key that the caller chooses. */
type Asked = readonly [action: string, arn: string | undefined];

/** The part of a use's decision that does not depend on the principal. */
interface AboutUse {
  /** Statements of the policies at the resource, its key and VPC endpoints that name principals. */
  readonly naming: readonly CompiledStatement[];
  readonly mentions: Mentions;
  /** The action, and the one on the key and on keys that the caller chooses. */
  readonly asked: readonly Asked[];
  /** The accounts whose principals are told apart from all others. */
  readonly owners: readonly string[];
}

/**
 * Groups principals for whom a use is decided alike, so that it is decided once for each group. Principals are in one
 * group if three things are alike. Their own statements about the use have the same effects and conditions. The policies at the resource
 * name them in the same way. No condition tells them apart. What cannot be told without a decision is in no group.
 */
export class DecisionGroups {
  readonly #world: AccessWorld;
  readonly #gates: AccessGates;
  readonly #known: KnownSurroundings;
  readonly #own: ReadonlySet<string>;
  readonly #keys: ReadonlyMap<string, AccessResource>;
  readonly #uses = new Map<AccessResource, Map<string, AboutUse | undefined>>();
  readonly #controls = new Map<string, string>();
  readonly #shared: readonly Policy[];
  readonly #ofKeys: KeysOfUploads;
  readonly #endpoints: readonly Policy[];
  readonly #statements = new WeakMap<
    CompiledStatement,
    { readonly text: string; readonly mentions: Mentions }
  >();

  constructor(world: AccessWorld, gates: AccessGates) {
    const { gateway, provisioned } = world.played;
    const { organization, endpoints } = provisioned.scenario.document;
    const parsed = (kind: 'scp' | 'rcp' | 'endpoint', path: string) =>
      parsedPolicy(provisioned.policy(path), kind);
    const controls = organization === undefined ? { scp: [], rcp: [] } : controlPoliciesNamed(organization);
    this.#world = world;
    this.#own = new Set(Object.values(provisioned.scenario.document.accounts));
    this.#gates = gates;
    this.#known = new KnownSurroundings(gateway.surroundings);
    this.#keys = new Map(world.resources.filter(({ kind }) => kind === 'key').map((key) => [key.arn, key]));
    this.#endpoints = Object.values(endpoints).flatMap(({ policy }) =>
      policy === undefined ? [] : [parsed('endpoint', policy)],
    );
    this.#shared = [
      ...controls.scp.map((path) => parsed('scp', path)),
      ...controls.rcp.map((path) => parsed('rcp', path)),
      ...this.#endpoints,
    ];
    this.#ofKeys = new KeysOfUploads(world, gates, this.#shared);
  }

  /** The name of a principal's group for a use; undefined if it is in none. */
  of(who: AccessPrincipal, use: AccessUse): string | undefined {
    const about = this.#aboutUse(use);
    const { principal } = who;
    if (about === undefined || !isPlain(principal)) return undefined;
    const own = this.#gates.identityOf(who);
    if (own.policies === 'any' || own.boundary === 'any') return undefined;
    const statements = [own.policies, own.boundary].map((policies) => this.#about(policies, about.asked));
    const named = namesOf(about.naming, principal, own.boundary.length > 0);
    if (named === undefined || statements.includes(undefined)) return undefined;
    let mentions = about.mentions;
    for (const part of statements) mentions |= part?.mentions ?? MENTIONS.none;
    if ((mentions & MENTIONS.principal) !== 0) return undefined;
    const keys = isUpload(use) ? this.#ofKeys.nameFor(who, own) : '';
    if (keys === undefined) return undefined;
    const place = this.#placeOf(principal.accountId, mentions, about);
    const texts = statements.map((part) => part?.text ?? '');
    const bounds = own.boundary.length;
    return [principal.type, place, named, keys, bounds, ...texts, this.#world.conditionsOf(who)].join('|');
  }

  /** The account of a principal, as far as decisions about a use depend on it. */
  #placeOf(account: string, mentions: Mentions, { owners }: AboutUse): string {
    if (owners.includes(account) || (mentions & MENTIONS.account) !== 0) return account;
    const organization = (mentions & MENTIONS.organization) === 0 ? '' : this.#organizationOf(account);
    return `${this.#controlOf(account)} ${organization}`;
  }

  #organizationOf(account: string): string {
    const member = this.#known.membership(account);
    if (member !== undefined) return `${member.organizationId} ${member.path}`;
    // The organization of an account outside may be unknown.
    return this.#own.has(account) ? 'none' : 'not known';
  }

  /** A short name of the service control policies of an account. Accounts with equal ones share it. */
  #controlOf(account: string): string {
    const known = this.#controls.get(account);
    if (known !== undefined) return known;
    const levels = this.#known.membership(account)?.serviceControl;
    const text = JSON.stringify(levels?.map((level) => level.map(({ policy }) => policy.text)) ?? 'none');
    const name = this.#controls.get(text) ?? String(this.#controls.size);
    this.#controls.set(text, name);
    this.#controls.set(account, name);
    return name;
  }

  /** The effects and conditions of the statements about an action; undefined if it is not known which are. */
  #about(policies: readonly Policy[], asked: AboutUse['asked']) {
    let text = '';
    let mentions: Mentions = MENTIONS.none;
    for (const [action, arn] of asked) {
      text += ';';
      for (const policy of policies)
        for (const statement of statementsAbout(policy, action)) {
          const own = this.#statement(statement);
          if (arn === undefined) {
            const of = resourcesOf(statement);
            text += own.text + of;
            mentions |= own.mentions | mentionOfKeys(of);
            continue;
          }
          const covers = coversResource(statement, permissionFor(action, arn));
          if (covers === false) continue;
          if (covers !== true) return undefined;
          text += own.text;
          mentions |= own.mentions;
        }
    }
    return { text, mentions };
  }

  #statement(statement: CompiledStatement) {
    const known = this.#statements.get(statement);
    if (known !== undefined) return known;
    const { effect, conditions } = statement.statement;
    const found = {
      text: effect[0] + (conditions.length === 0 ? '' : JSON.stringify(conditions)),
      mentions: mentionsOf(statement.statement, { resources: false }),
    };
    this.#statements.set(statement, found);
    return found;
  }

  #aboutUse(use: AccessUse): AboutUse | undefined {
    let ofResource = this.#uses.get(use.resource);
    if (ofResource === undefined) {
      ofResource = new Map();
      this.#uses.set(use.resource, ofResource);
    }
    const name = `${use.action.action} ${use.action.kms ?? ''} ${use.object ?? ''}`;
    if (ofResource.has(name)) return ofResource.get(name);
    const about = this.#readUse(use);
    ofResource.set(name, about);
    return about;
  }

  #readUse(use: AccessUse): AboutUse | undefined {
    const { resource, action } = use;
    const key = action.kms === undefined || resource.key === undefined ? undefined : resource.key.reference;
    const keyResource = key === undefined ? undefined : this.#keys.get(key);
    if (key !== undefined && keyResource === undefined) return undefined;
    const atResource = this.#gates.policyOf(resource);
    const atKey = keyResource && this.#gates.policyOf(keyResource);
    if (atResource === 'unread' || atKey === 'unread') return undefined;
    const asked = [
      [action.action, arnOfUse(use)] as const,
      ...(keyResource === undefined ? [] : [[action.kms ?? '', keyResource.arn] as const]),
      ...(isUpload(use) ? [['kms:GenerateDataKey', undefined] as const] : []),
    ];
    const own = [
      ...(atResource === undefined ? [] : statementsAbout(atResource, action.action)),
      ...(atKey === undefined ? [] : statementsAbout(atKey, action.kms ?? '')),
    ];
    const shared = (policies: readonly Policy[]) =>
      policies.flatMap((policy) => asked.flatMap(([one]) => statementsAbout(policy, one)));
    let mentions: Mentions = MENTIONS.none;
    for (const { statement } of [...own, ...shared(this.#shared)])
      mentions |= mentionsOf(statement, { resources: true });
    if (isUpload(use))
      for (const policy of this.#shared)
        for (const statement of statementsAbout(policy, 'kms:GenerateDataKey'))
          mentions |= mentionOfKeys(resourcesOf(statement));
    const naming = [...own, ...shared(this.#endpoints)].filter(
      ({ statement }) => statement.principal !== '*',
    );
    const owners = [resource.accountId, ...(keyResource === undefined ? [] : [keyResource.accountId])];
    return { naming, mentions, asked, owners };
  }
}

/** True for a user, or a session with nothing of its own: neither tags nor session policies nor a token. */
function isPlain(principal: Principal): principal is Extract<Principal, { type: 'User' | 'AssumedRole' }> {
  if (principal.type === 'User') return true;
  if (principal.type !== 'AssumedRole') return false;
  const { sessionPolicies, sessionTags, webIdentity, sourceIdentity } = principal;
  const isEmpty = sessionPolicies.length === 0 && Object.keys(sessionTags).length === 0;
  return isEmpty && webIdentity === undefined && sourceIdentity === undefined;
}

/** The resources of a statement as text; empty if it is about all. */
function resourcesOf({ statement: { resources, notResources } }: CompiledStatement): string {
  const isAll = notResources === undefined && resources?.length === 1 && resources[0] === '*';
  return isAll ? '' : JSON.stringify([resources, notResources]);
}

/** The facts of a principal that resources tell apart if they are keys of the caller's account: their ARNs name it. */
function mentionOfKeys(resources: string): Mentions {
  if (resources === '') return MENTIONS.none;
  return resources.includes('${') ? MENTIONS.principal : MENTIONS.account;
}

function permissionFor(action: string, resource: string) {
  return { action, resource, resourceAccount: '', context: ANY_REQUEST };
}
