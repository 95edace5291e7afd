import type { Principal } from '../../aws/principal.ts';
import type { GatewayServer } from '../../gateway/serving/gateway-server.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { SpecError } from '../spec-error.ts';
import type { Actors } from './actors.ts';
import { existingPrincipal, type Reading, sessionOfRole } from './existing-principal.ts';
import { thingMeant } from './named-things.ts';

const ROOT = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;

/** A provisioned scenario, its cast, and its gateway. */
interface Playing {
  readonly provisioned: ProvisionedScenario;
  readonly actors: Actors;
  readonly gateway: Reading & Pick<GatewayServer, 'principalOf'>;
  /** The principals outside the scenario that it was provisioned with; undefined for a lab. */
  readonly outsiders?: ReadonlyMap<string, Principal> | undefined;
}

/**
 * The principal that words name: a role or user by name, phrase or ARN, or the root user of any account. Words may also
 * name a service as policies do, or `anonymous`. Roles are assumed as the scenario says, so that the principal is that
 * of a role's request. In a lab, an ARN may also name a user or role that was created since.
 * Throws SpecError `unknown-name`.
 */
export async function resolvePrincipal(
  words: string,
  { provisioned, actors, gateway, outsiders }: Playing,
): Promise<Principal> {
  if (words === 'anonymous' || words === 'an anonymous reader') return { type: 'Anonymous' };
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(words)) return { type: 'Service', service: words };
  const [, account] = ROOT.exec(words) ?? [];
  if (account !== undefined) return rootUser(account);
  const [, sessionAccount, role] = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(words) ?? [];
  const thing = thingMeant(
    roleOfSession(provisioned, sessionAccount, role) ?? words,
    ['accounts', 'roles', 'users'],
    provisioned,
  );
  if (thing === undefined) {
    const created =
      outsiders === undefined ? await existingPrincipal(words, provisioned.scenario, gateway) : undefined;
    if (created !== undefined) return created;
    const { name } = provisioned.scenario;
    const remedy =
      outsiders === undefined && words.startsWith('arn:')
        ? '. A lab knows the principals of its own accounts alone; in the scenario itself, keyhole decide takes others that policies name'
        : ': give a principal of the scenario';
    throw new SpecError('unknown-name', `--principal ${words} is not in the scenario ${name}${remedy}`);
  }
  if (thing.kind === 'accounts') return rootUser(provisioned.accountId(thing.name));
  const unassumed = await sessionIfUnassumed(thing.name, provisioned, gateway);
  return unassumed ?? named(thing.name, actors, gateway);
}

/**
 * A session of a role that no principal of the scenario assumes. It has neither tags nor session policies. Undefined for a user, and
 * for a role that is assumed as scenario.yaml says. Throws SpecError `setup-failed` for a role that a client has deleted.
 */
async function sessionIfUnassumed(
  name: string,
  provisioned: ProvisionedScenario,
  gateway: Reading,
): Promise<Principal | undefined> {
  const { roles, users, region } = provisioned.scenario.document;
  const role = Object.hasOwn(users, name) ? undefined : roles[name];
  if (role === undefined || role.assumedBy !== undefined) return undefined;
  const session = await sessionOfRole(
    role.roleName,
    { account: provisioned.accountId(role.account), region },
    gateway,
  );
  if (session !== undefined) return session;
  throw new SpecError('setup-failed', `the role ${name} does not exist any more`);
}

/** The ARN of the scenario's role that a session is of; undefined if the scenario does not have it. */
function roleOfSession(
  { scenario, values }: ProvisionedScenario,
  account: string | undefined,
  sessionRole: string | undefined,
): string | undefined {
  const { accounts, roles } = scenario.document;
  const found = Object.entries(roles).find(
    ([, role]) => role.roleName === sessionRole && accounts[role.account] === account,
  );
  return found && values[`roles.${found[0]}.arn`];
}

function rootUser(accountId: string): Principal {
  return { type: 'Root', accountId, arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
}

/**
 * The principal of the requests that the role or user sends. Throws SpecError `setup-failed` if there are none any more: a client may
 * have deleted the user.
 */
async function named(name: string, actors: Actors, gateway: Playing['gateway']): Promise<Principal> {
  const { key } = await actors.as({ kind: 'named', name });
  const principal = key && (await gateway.principalOf(key.accessKeyId));
  if (principal !== undefined) return principal;
  throw new SpecError('setup-failed', `${name} cannot send requests any more: its access key does not exist`);
}
