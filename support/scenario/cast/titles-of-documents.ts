import { type ByHolder, type PolicyHolder, resourcesWithPolicies } from '../document/policy-holders.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';

/** The names that the gateway gives to the policies of resources, by the ARN of the resource. */
const TITLE_OF: ByHolder<(arn: string) => string> = {
  keys: (arn) => `the key policy of ${arn}`,
  buckets: (arn) => `the bucket policy of ${arn.split(':').at(-1)}`,
  accessPoints: (arn) => `the access point policy of ${nameIn(arn)}`,
  tables: (arn) => `the resource policy of ${arn}`,
  secrets: (arn) => `the resource policy of ${arn}`,
};

/**
 * The paths of the documents of a scenario by the titles of their policies in decisions, such as `the trust policy of the role
 * reader`. Roles of two accounts may have one name, and so one title.
 */
export function titlesOfDocuments(
  provisioned: ProvisionedScenario,
): ReadonlyMap<string, ReadonlySet<string>> {
  const { document } = provisioned.scenario;
  const titles = new Map<string, Set<string>>();
  const note = (title: string, path: string) => {
    const paths = titles.get(title) ?? new Set();
    titles.set(title, paths.add(path));
  };
  for (const [name, { trust, policies }] of Object.entries(document.roles)) {
    const owner = `the role ${nameIn(provisioned.value(`roles.${name}.arn`))}`;
    note(`the trust policy of ${owner}`, trust);
    noteInline(owner, policies, note);
  }
  for (const [name, { policies }] of Object.entries(document.users))
    noteInline(`the user ${nameIn(provisioned.value(`users.${name}.arn`))}`, policies, note);
  for (const [name, { policies }] of Object.entries(document.groups))
    noteInline(`the group ${name}`, policies, note);
  for (const { holder, name, policy } of resourcesWithPolicies(document))
    note(titleAt(holder, name, provisioned), policy);
  return titles;
}

function titleAt(holder: PolicyHolder, name: string, provisioned: ProvisionedScenario): string {
  return TITLE_OF[holder](provisioned.value(`${holder}.${name}.arn`));
}

function noteInline(
  owner: string,
  policies: Readonly<Record<string, string>>,
  note: (title: string, path: string) => void,
): void {
  for (const [name, path] of Object.entries(policies)) note(`the inline policy "${name}" of ${owner}`, path);
}

function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
