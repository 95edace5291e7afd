import { isAwsPolicy } from './identity-schema.ts';

/** A managed policy of one's own: a document under a name in an account. */
export interface OwnManagedPolicy {
  readonly account: string;
  /** The name in IAM, and the path there. */
  readonly name: string;
  readonly iamPath: string;
  /** The path of the document. */
  readonly path: string;
}

/** The principals and groups that may have managed policies. */
export interface PolicyHolders {
  readonly users: Holders;
  readonly roles: Holders;
  readonly groups: Holders;
}

type Holders = Readonly<
  Record<string, { readonly account: string; readonly managedPolicies: Readonly<Record<string, string>> }>
>;

/** The managed policies of one's own in a scenario, each once for its account and name. AWS's are not among them. */
export function managedPoliciesOf({ users, roles, groups }: PolicyHolders): readonly OwnManagedPolicy[] {
  const holders = [users, roles, groups].flatMap((kind) => Object.values(kind));
  const policies = holders.flatMap(({ account, managedPolicies }) =>
    Object.entries(managedPolicies)
      .filter(([, path]) => !isAwsPolicy(path))
      .map(([given, path]): [string, OwnManagedPolicy] => {
        const { name, iamPath } = partsOf(given);
        return [`${account} ${name}`, { account, name, iamPath, path }];
      }),
  );
  return [...new Map(policies).values()];
}

/** The name and the path of a managed policy in IAM: `teams/reader` is `reader` in `/teams/`. */
function partsOf(given: string): Pick<OwnManagedPolicy, 'name' | 'iamPath'> {
  const end = given.lastIndexOf('/') + 1;
  return { name: given.slice(end), iamPath: `/${given.slice(0, end)}` };
}

/**
 * The first managed policy whose name stands for two documents in one account, with the place that names the second;
 * undefined if there is none.
 */
export function clashingManagedPolicy(holders: PolicyHolders) {
  const first = new Map<string, string>();
  for (const kind of ['users', 'roles', 'groups'] as const) {
    for (const [holder, { account, managedPolicies }] of Object.entries(holders[kind])) {
      for (const [given, path] of Object.entries(managedPolicies)) {
        const { name, iamPath } = partsOf(given);
        // IAM compares names of policies without regard to letter case.
        const key = `${account} ${name.toLowerCase()}`;
        const own = iamPath === '/' ? path : `${path} in ${iamPath}`;
        const other = first.get(key) ?? own;
        first.set(key, other);
        if (other === own || isAwsPolicy(path) || isAwsPolicy(other)) continue;
        const message = `the account ${account} has two managed policies "${name}", ${other} and ${own}: give one another name`;
        return { path: [kind, holder, 'managedPolicies', given], message };
      }
    }
  }
  return undefined;
}
