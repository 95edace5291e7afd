import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessWorld } from '../access-world.ts';

/** The users and roles that share managed policies of one's own, or groups. A change of one of these changes the policies of all. */
export class SharedPolicies {
  readonly #holders = new Map<string, string[]>();
  readonly #shares = new Map<string, string[]>();

  constructor({ played }: AccessWorld) {
    const { users, roles, groups } = played.provisioned.scenario.document;
    for (const [member, things] of [['users', users] as const, ['roles', roles] as const])
      for (const [name, { account, managedPolicies }] of Object.entries(things))
        for (const policy of Object.keys(managedPolicies))
          this.#hold(`${member}.${name}`, `${account} policy ${policy}`);
    for (const [name, { account, members }] of Object.entries(groups))
      for (const user of members) this.#hold(`users.${user}`, `${account} group ${name}`);
  }

  #hold(id: string, shared: string): void {
    listUnder(this.#holders, shared, id);
    listUnder(this.#shares, id, shared);
  }

  /** The ids of those that share something with a principal. */
  of({ id }: AccessPrincipal): ReadonlySet<string> {
    return new Set(this.#shares.get(id)?.flatMap((shared) => this.#holders.get(shared) ?? []));
  }
}

function listUnder(lists: Map<string, string[]>, name: string, entry: string): void {
  const known = lists.get(name);
  if (known === undefined) lists.set(name, [entry]);
  else known.push(entry);
}
