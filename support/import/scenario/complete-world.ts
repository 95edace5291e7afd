import { GapList } from '../world/gap-list.ts';
import type { Holder, ImportedWorld, Origin } from '../world/imported-world.ts';
import { unknownIdentityPolicy, unknownTrustPolicy } from '../world/stand-in-policies.ts';

const IDENTITY = /^arn:aws:iam::(\d{12}):(user|role)(\/(?:.*\/)?)([^/]+)$/;

/** A text of a policy, and where the policy is described. */
interface PlacedText {
  readonly text: string;
  readonly origin: Origin;
}

/**
 * A world with the principals of its accounts that policies name and no source describes. AWS refuses a policy whose principal
 * does not exist, so they exist; they have no policies here, and are listed. Those that
 * could not be read are denied everything.
 */
export function completeWorld(world: ImportedWorld): ImportedWorld {
  const gaps = new GapList();
  const accountNames = new Map(Object.entries(world.accounts).map(([name, id]) => [id, name]));
  const known = new Set(
    [
      ...world.users.map((user) => arnOf('user', user, world)),
      ...world.roles.map((role) => arnOf('role', role, world)),
    ].map((arn) => arn.toLowerCase()),
  );
  const users: Holder[] = [];
  const roles: ImportedWorld['roles'][number][] = [];
  for (const { text, origin } of textsOf(world)) {
    for (const arn of principalsIn(text)) {
      const [, id = '', kind, path = '/', name = ''] = IDENTITY.exec(arn) ?? [];
      const account = accountNames.get(id);
      if (kind === undefined || account === undefined || /[*?$]/.test(arn) || known.has(arn.toLowerCase()))
        continue;
      known.add(arn.toLowerCase());
      const isUnread = world.unreadHolders.some(
        (one) => one.kind === kind && one.account === account && one.name === name,
      );
      // That it could not be read is listed already.
      if (!isUnread)
        gaps.add(origin, `it names ${arn}, which no source describes`, `the ${kind} has no policies here`);
      const inline: Holder['inline'] = isUnread ? { NotUnderstood: unknownIdentityPolicy } : {};
      const holder = {
        origin: { file: origin.file, id: arn },
        account,
        name,
        path,
        tags: {},
        inline,
        managed: [],
      };
      if (kind === 'user') users.push(holder);
      else roles.push({ ...holder, trust: unknownTrustPolicy });
    }
  }
  return {
    ...world,
    users: [...world.users, ...users],
    roles: [...world.roles, ...roles],
    gaps: [...world.gaps, ...gaps.sorted()],
  };
}

function arnOf(kind: string, { account, path, name }: Holder, { accounts }: ImportedWorld): string {
  return `arn:aws:iam::${accounts[account]}:${kind}${path}${name}`;
}

function textsOf({
  roles,
  keys,
  buckets,
  accessPoints,
  tables,
  secrets,
}: ImportedWorld): readonly PlacedText[] {
  return [
    ...roles.map(({ trust, origin }) => ({ text: trust, origin })),
    ...[
      ...keys,
      ...keys.flatMap(({ replicas = [] }) => replicas),
      ...buckets,
      ...accessPoints,
      ...tables,
      ...secrets,
    ].flatMap(({ policy, origin }) => (policy === undefined ? [] : [{ text: policy, origin }])),
  ];
}

/** The ARNs that a policy names in Principal and NotPrincipal. */
function principalsIn(text: string): readonly string[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return [];
  }
  const { Statement: statements } = Object(document);
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.flatMap((statement) => {
    const { Principal, NotPrincipal } = Object(statement);
    return [Principal, NotPrincipal].flatMap((principal) => {
      const named: unknown = Object(principal).AWS;
      return (Array.isArray(named) ? named : [named]).filter((arn) => typeof arn === 'string');
    });
  });
}
