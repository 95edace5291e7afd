import type { ImportedProvider, ImportedRole, ImportedWorld } from '../world/imported-world.ts';
import type { NamesOfWorld } from './names-of-world.ts';

const ASSUMING = new Set(['sts:assumerole', 'sts:assumerolewithwebidentity', 'sts:*', '*']);

/** A statement of a trust policy, as far as it says who may assume the role. */
interface Trusting {
  readonly principal: Readonly<Record<string, readonly string[]>>;
  readonly conditions: readonly (readonly [string, string])[];
  /** True if a condition stands beside those that a scenario can meet. */
  readonly isBound: boolean;
}

/**
 * The principal that assumes a role in a scenario, as `assumedBy` says it. It is the first that the trust policy lets in without
 * conditions that a scenario cannot meet. Undefined if there is none.
 */
export function assumerOf(role: ImportedRole, world: ImportedWorld, names: NamesOfWorld): object | undefined {
  const statements = trustingStatements(role.trust).filter(({ isBound }) => !isBound);
  for (const { principal, conditions } of statements) {
    const externalId = conditions.find(([key]) => key === 'sts:externalid')?.[1];
    const session = externalId === undefined ? {} : { externalId };
    const service = principal.Service?.find((name) => /^[a-z0-9.-]+\.amazonaws\.com$/.test(name));
    if (service !== undefined && externalId === undefined) return { service };
    for (const arn of principal.AWS ?? []) {
      const named = principalOf(arn, world, names);
      if (named !== undefined) return { ...named, ...session };
    }
    const token = tokenOf(principal.Federated ?? [], conditions, { role, world });
    if (token !== undefined) return token;
  }
  return undefined;
}

function trustingStatements(trust: string): readonly Trusting[] {
  const { Statement: statements } = parsed(trust);
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.flatMap((statement) => {
    const { Effect, Principal, Action, Condition } = Object(statement);
    const allows = textsOf(Action).some((action) => ASSUMING.has(action.toLowerCase()));
    if (Effect !== 'Allow' || !allows || typeof Principal !== 'object') return [];
    const principal = Object.fromEntries(
      Object.entries(Object(Principal)).map(([kind, of]) => [kind, textsOf(of)]),
    );
    const conditions = Object.entries(Object(Condition)).flatMap(([operator, keys]) =>
      Object.entries(Object(keys)).map(([key, value]) => ({
        operator,
        key: key.toLowerCase(),
        value: textsOf(value)[0] ?? '',
      })),
    );
    const isMet = ({ operator, key }: { operator: string; key: string }) =>
      /^String(?:Equals|Like)$/.test(operator) && (key === 'sts:externalid' || /:(?:aud|sub)$/.test(key));
    return [
      {
        principal,
        conditions: conditions.map(({ key, value }) => [key, value] as const),
        isBound: conditions.some((condition) => !isMet(condition)),
      },
    ];
  });
}

function principalOf(
  arn: string,
  { accounts, users, roles }: ImportedWorld,
  names: NamesOfWorld,
): object | undefined {
  const isOf =
    (kind: string) =>
    ({ account, path, name }: ImportedWorld['users'][number]) =>
      arn === `arn:aws:iam::${accounts[account]}:${kind}${path}${name}`;
  const user = users.find(isOf('user'));
  if (user !== undefined) return { user: names.of('users', user.origin) };
  const role = roles.find(isOf('role'));
  // The assumer of a scenario's role is a role that a service assumes, so that chains have an end.
  const isFirst =
    role !== undefined &&
    trustingStatements(role.trust).some(({ principal, isBound }) => !isBound && principal.Service);
  return isFirst ? { role: names.of('roles', role.origin) } : undefined;
}

function tokenOf(
  federated: readonly string[],
  conditions: Trusting['conditions'],
  { role, world }: { readonly role: ImportedRole; readonly world: ImportedWorld },
): object | undefined {
  const provider = world.providers.find(
    (one) =>
      one.account === role.account && federated.some((arn) => arn.endsWith(`oidc-provider/${host(one)}`)),
  );
  if (provider === undefined) return undefined;
  const claimed = (claim: string) =>
    conditions.find(([key]) => key === `${host(provider)}:${claim}`.toLowerCase())?.[1];
  const sub = claimed('sub')?.replaceAll('*', 'any');
  if (sub === undefined) return undefined;
  const aud = claimed('aud') ?? provider.clientIds[0];
  return { oidc: { issuer: provider.issuer, claims: { sub, ...(aud !== undefined && { aud }) } } };
}

function host({ issuer }: ImportedProvider): string {
  return issuer.replace(/^https:\/\//, '');
}

function parsed(text: string): { readonly Statement?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
}
