import type { Policy } from '../authorization/terms/policy.ts';
import type { Principal } from '../aws/principal.ts';
import type { Identity, SigningIdentity } from '../client/identity.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import { castNames } from '../scenario/cast/cast-names.ts';
import { lookUp } from '../scenario/look-up.ts';
import { SpecError } from '../scenario/spec-error.ts';
import type { Played } from './decision-in-scenario.ts';
import { servicesNamed } from './resource-policies.ts';
import type { Stranger } from './strangers.ts';
import { tokenHolders } from './token-holders.ts';
import { SESSION } from './unassumed-roles.ts';

/** A principal whose access is asked for. */
export interface AccessPrincipal {
  /** The same in every version of a scenario: `users.intake-administrator`, `accounts.intake`, `anonymous`. */
  readonly id: string;
  /** As features name it. */
  readonly name: string;
  readonly kind: 'root' | 'user' | 'role' | 'service' | 'token' | 'anonymous' | 'stranger';
  /** The name of its account in scenario.yaml. */
  readonly account?: string | undefined;
  readonly principal: Principal;
  /** The reason why it cannot send requests in the scenario: no principal may assume the role. */
  readonly idle?: string | undefined;
  /** The key with which it signs, if it is not of the cast. */
  readonly identity?: Identity | undefined;
}

/** The principals beside the cast, and the roles of the cast that the scenario does not assume. */
interface Beside {
  readonly strangers: readonly Stranger[];
  readonly policies: readonly Policy[];
  /** The sessions of roles that no principal of the scenario assumes, by name; undefined if no requests are sent. */
  readonly unassumed: ReadonlyMap<string, SigningIdentity> | undefined;
}

/** A scenario whose cast is asked in this process. */
export type Introduced = Omit<Played, 'gateway'> & {
  readonly gateway: Pick<GatewayServer, 'principalOf' | 'read'>;
};

/** The principals that could have access in a scenario: its cast, and those who are not in it. Services and holders of tokens are those that policies name. */
export async function principalsOf(
  played: Introduced,
  { strangers, policies, unassumed }: Beside,
): Promise<readonly AccessPrincipal[]> {
  const { document } = played.provisioned.scenario;
  const names = castNames(played.provisioned);
  const principals: AccessPrincipal[] = [];
  const users = Map.groupBy(Object.entries(document.users), ([, { account }]) => account);
  const roles = Map.groupBy(Object.entries(document.roles), ([, { account }]) => account);
  const member = (kind: 'users' | 'roles', name: string, account: string) => {
    const arn = played.provisioned.value(`${kind}.${name}.arn`);
    const about = { id: `${kind}.${name}`, name: names(arn) ?? name, account };
    return memberOf(played, about, { name, session: kind === 'roles' ? unassumed?.get(name) : undefined });
  };
  for (const account of Object.keys(document.accounts)) {
    const accountId = played.provisioned.accountId(account);
    const arn = `arn:aws:iam::${accountId}:root`;
    const principal = { type: 'Root', accountId, arn, userId: accountId } as const;
    principals.push({ id: `accounts.${account}`, name: names(arn) ?? arn, kind: 'root', account, principal });
    for (const [name] of users.get(account) ?? []) principals.push(await member('users', name, account));
    for (const [name] of roles.get(account) ?? []) principals.push(await member('roles', name, account));
  }
  for (const service of servicesNamed(policies)) {
    const principal = { type: 'Service', service } as const;
    principals.push({ id: service, name: service, kind: 'service', principal });
  }
  for (const holder of tokenHolders(played.provisioned, policies))
    principals.push({ ...holder, kind: 'token' });
  for (const { name, principal, key } of strangers)
    principals.push({ id: name, name, kind: 'stranger', principal, identity: key });
  const anonymous = { type: 'Anonymous' } as const;
  principals.push({
    id: 'anonymous',
    name: 'anonymous',
    kind: 'anonymous',
    principal: anonymous,
    identity: 'anonymous',
  });
  return principals;
}

const IDLE = 'no principal of the scenario assumes the role';

/** A user or role of the scenario as the gateway knows it: by its access key. */
async function memberOf(
  { provisioned, actors, gateway }: Introduced,
  about: Pick<AccessPrincipal, 'id' | 'name' | 'account'>,
  { name, session }: { readonly name: string; readonly session: SigningIdentity | undefined },
): Promise<AccessPrincipal> {
  const kind = about.id.startsWith('users.') ? 'user' : 'role';
  const { roles } = provisioned.scenario.document;
  // Most roles of a company are assumed by no principal of the cast: their sessions have neither tags nor policies.
  if (kind === 'role' && session === undefined && roles[name]?.assumedBy === undefined)
    return { ...about, kind, principal: await sessionOf({ provisioned, gateway }, name), idle: IDLE };
  try {
    const key = session ?? (await actors.as({ kind: 'named', name })).key;
    const principal = key && (await gateway.principalOf(key.accessKeyId));
    if (principal === undefined)
      throw new SpecError('setup-failed', `the gateway knows no principal for ${about.name}`);
    return { ...about, kind, principal, identity: key };
  } catch (error) {
    if (!(error instanceof SpecError) || error.code !== 'setup-failed' || kind === 'user') throw error;
    return {
      ...about,
      kind,
      principal: await sessionOf({ provisioned, gateway }, name),
      idle: error.message,
    };
  }
}

/** A session of a role that nothing can assume in the scenario. It has neither tags nor session policies. */
async function sessionOf(
  { provisioned, gateway }: Pick<Introduced, 'provisioned' | 'gateway'>,
  name: string,
): Promise<Principal> {
  const { document } = provisioned.scenario;
  const { account, roleName } = lookUp('role', name, document.roles);
  const accountId = provisioned.accountId(account);
  const { region } = document;
  const input = { RoleName: roleName };
  const { Role } = await gateway.read({
    service: 'iam',
    operation: 'GetRole',
    input,
    region,
    account: accountId,
  });
  const roleId = Role?.RoleId ?? '';
  return {
    type: 'AssumedRole',
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${SESSION}`,
    roleArn: provisioned.value(`roles.${name}.arn`),
    ...{ roleName, roleId },
    userId: `${roleId}:${SESSION}`,
    sessionName: SESSION,
    sessionPolicies: [],
    sessionTags: {},
  };
}
