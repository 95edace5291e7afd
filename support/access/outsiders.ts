import {
  CreateRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Principal } from '../aws/principal.ts';
import { rootOf } from '../client/identity.ts';
import { policyKinds } from '../scenario/document/policy-kinds.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { ADMINISTRATOR, createStranger, type Stranger, unlessItExists } from './strangers.ts';
import { SESSION } from './unassumed-roles.ts';

/** An account, a user, a role or a session that policies name, of an account that the scenario does not have. */
export interface Outsider {
  readonly accountId: string;
  /** Undefined for an account. */
  readonly member?: OutsideMember | undefined;
}

interface OutsideMember {
  readonly kind: 'user' | 'role';
  /** Begins and ends with a slash. */
  readonly path: string;
  readonly name: string;
  /** The name of the session, if the policy names one. */
  readonly session?: string | undefined;
}

type NamingScenario = Pick<Scenario, 'document' | 'policies'>;

/**
 * The accounts, users and roles outside a scenario that its policies name as principals, or by aws:PrincipalAccount and aws:PrincipalArn. A
 * member comes after its account. Patterns name none.
 */
export function outsidersNamed({ document, policies }: NamingScenario): readonly Outsider[] {
  const own = new Set(Object.values(document.accounts));
  const written = [...policyKinds(document).keys()].flatMap((path) => principalsIn(policies.get(path) ?? ''));
  const grants = Object.values(document.keys).flatMap((key) => Object.values(key.grants));
  const named = [...written, ...grants.map(({ grantee }) => grantee)];
  const outsiders = [...new Set(named)].flatMap((text) => outsiderOf(text) ?? []);
  const foreign = outsiders.filter(({ accountId }) => !own.has(accountId));
  const accounts = [...new Set(foreign.map(({ accountId }) => accountId))].toSorted();
  return distinct(
    accounts.flatMap((accountId) => [{ accountId }, ...foreign.filter((one) => one.accountId === accountId)]),
  );
}

/**
 * The outsider that words mean: an ARN or an account id, of an account that a scenario does not have and its policies name. Undefined for
 * everything else.
 */
export function outsiderMeant(words: string, scenario: NamingScenario): Outsider | undefined {
  const meant = outsiderOf(words);
  const isNamed = outsidersNamed(scenario).some(({ accountId }) => accountId === meant?.accountId);
  return isNamed ? meant : undefined;
}

/** The principals of outsiders by the words that mean them; none for words that mean others. */
export async function principalsOfOutsiders(
  words: readonly string[],
  provisioned: ProvisionedScenario,
): Promise<ReadonlyMap<string, Principal>> {
  const found = new Map<string, Principal>();
  for (const one of new Set(words)) {
    const meant = outsiderMeant(one, provisioned.scenario);
    const made = meant && (await createOutsiders(provisioned, [meant])).at(-1);
    if (made !== undefined) found.set(one, made.principal);
  }
  return found;
}

/** Outsiders, each once. */
export function distinct(outsiders: readonly Outsider[]): readonly Outsider[] {
  return [...new Map(outsiders.map((one) => [JSON.stringify(one), one])).values()];
}

/** The name of the administrator who stands for an account that the scenario does not have. */
export function administratorOf(accountId: string): string {
  return `any administrator of the account ${accountId}`;
}

/** Creates outsiders, who may do all that their own accounts can allow. */
export async function createOutsiders(
  provisioned: ProvisionedScenario,
  outsiders: readonly Outsider[],
): Promise<readonly Stranger[]> {
  const administrators = new Map<string, Stranger>();
  const made: Stranger[] = [];
  for (const { accountId, member } of distinct(outsiders)) {
    const administrator =
      administrators.get(accountId) ??
      (await createStranger(provisioned, accountId, administratorOf(accountId)));
    if (!administrators.has(accountId)) made.push(administrator);
    administrators.set(accountId, administrator);
    if (member === undefined) continue;
    const name = `the ${member.kind} ${member.name} of the account ${accountId}${member.session === undefined ? '' : ` in the session ${member.session}`}`;
    made.push(
      member.kind === 'user'
        ? await createStranger(provisioned, accountId, name, { UserName: member.name, Path: member.path })
        : await createRole(provisioned, { administrator, member, name }),
    );
  }
  return made;
}

async function createRole(
  provisioned: ProvisionedScenario,
  of: { readonly administrator: Stranger; readonly member: OutsideMember; readonly name: string },
): Promise<Stranger> {
  const { administrator, member, name } = of;
  const { accountId } = administrator;
  const { iam } = provisioned.clients(rootOf(accountId));
  const RoleName = member.name;
  const role = { RoleName, Path: member.path, AssumeRolePolicyDocument: trusting(accountId) };
  const { Role } = await unlessItExists(
    () => iam.send(new CreateRoleCommand(role)),
    () => iam.send(new GetRoleCommand({ RoleName })),
  );
  const { Arn: roleArn = '', RoleId: roleId = '' } = Role ?? {};
  // The scenario makes a role that its policies name, and none may assume it there.
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trusting(accountId) }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument: ADMINISTRATOR }));
  const { sts } = provisioned.clients(administrator.key);
  const sessionName = member.session ?? SESSION;
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName }),
  );
  const {
    AccessKeyId: accessKeyId = '',
    SecretAccessKey: secretAccessKey = '',
    SessionToken: sessionToken,
  } = Credentials ?? {};
  const principal: Principal = {
    type: 'AssumedRole',
    ...{ accountId, roleArn, roleId, sessionName },
    arn: `arn:aws:sts::${accountId}:assumed-role/${RoleName}/${sessionName}`,
    roleName: RoleName,
    userId: `${roleId}:${sessionName}`,
    sessionPolicies: [],
    sessionTags: {},
  };
  return { name, accountId, principal, key: { accessKeyId, secretAccessKey, sessionToken } };
}

function trusting(accountId: string): string {
  const Principal = { AWS: accountId };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  });
}

/** The values of `Principal` and of conditions on principals in a policy document. */
function principalsIn(text: string): readonly string[] {
  const { Statement } = Object(JSON.parse(text || '{}'));
  return [Statement].flat().flatMap((statement) => {
    const { Principal, Condition } = Object(statement);
    const conditions = Object.values(Object(Condition)).flatMap((keys) =>
      Object.entries(Object(keys)).flatMap(([key, values]) =>
        OF_PRINCIPALS.has(key.toLowerCase()) ? values : [],
      ),
    );
    return [Object(Principal).AWS, conditions].flat(2).filter((value) => typeof value === 'string');
  });
}

const OF_PRINCIPALS: ReadonlySet<string> = new Set(['aws:principalaccount', 'aws:principalarn']);

/** The account or its member that a text names: an id, or an ARN of IAM or STS. Undefined for a pattern. */
function outsiderOf(text: string): Outsider | undefined {
  if (/[*?]|\$\{/.test(text)) return undefined;
  const [, id, root] = /^(?:(\d{12})|arn:aws:iam::(\d{12}):root)$/.exec(text) ?? [];
  const accountId = id ?? root;
  if (accountId !== undefined) return { accountId };
  const [, owner, kind, path = '/', name] =
    /^arn:aws:iam::(\d{12}):(user|role)(\/|\/.+\/)([^/]+)$/.exec(text) ?? [];
  if (owner !== undefined && name !== undefined)
    return { accountId: owner, member: { kind: kind === 'user' ? 'user' : 'role', path, name } };
  const [, of, role, session] = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\/([^/]+)$/.exec(text) ?? [];
  if (of === undefined || role === undefined) return undefined;
  return { accountId: of, member: { kind: 'role', path: '/', name: role, session } };
}
