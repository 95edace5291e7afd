import type { ScenarioDocument } from './scenario-schema.ts';

type ItemsOf<Member> = Member extends Readonly<Record<string, infer Item>> ? Item : never;

/** False for `never`, of whose keys TypeScript says that each is one. */
type HasPolicy<Item> = [Item] extends [never] ? false : 'policy' extends keyof Item ? true : false;

/** The members of scenario.yaml whose items are resources with a policy of their own. Endpoints are surroundings. */
export type PolicyHolder = Exclude<
  {
    [Member in keyof ScenarioDocument]-?: HasPolicy<ItemsOf<ScenarioDocument[Member]>> extends true
      ? Member
      : never;
  }[keyof ScenarioDocument],
  'endpoints'
>;

/** Something for each of these members: a member that is forgotten is an error of the compiler. */
export type ByHolder<T> = Readonly<Record<PolicyHolder, T>>;

const HOLDERS: ByHolder<true> = {
  keys: true,
  buckets: true,
  accessPoints: true,
  tables: true,
  secrets: true,
};

/** The resources of a scenario that have a policy: the member of scenario.yaml, the name there, and the policy's path. */
export function resourcesWithPolicies(
  document: ScenarioDocument,
): readonly { readonly holder: PolicyHolder; readonly name: string; readonly policy: string }[] {
  return (Object.keys(HOLDERS) as PolicyHolder[]).flatMap((holder) =>
    Object.entries<{ readonly policy?: string | undefined }>(document[holder]).flatMap(
      ([name, { policy }]) => (policy === undefined ? [] : [{ holder, name, policy }]),
    ),
  );
}
