import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { checkPolicyDocument } from './check-policy-document.ts';
import { controlPoliciesNamed } from './organization-schema.ts';
import { placeholderValues } from './placeholder-values.ts';
import { fillIn } from './placeholders.ts';
import { readText, readYaml } from './read-document.ts';
import type { Scenario } from './scenario.ts';
import { shownPath } from './scenario-folder.ts';
import { type ScenarioDocument, scenarioSchema } from './scenario-schema.ts';

/**
 * The folders of policy documents: as published, with errors corrected, added because the publication leaves them out,
 * and changed to ask "what if".
 */
const POLICY_FOLDERS = ['policies', 'corrected', 'added', 'variants'] as const;

/** The names of the scenarios in a folder. Throws SpecError `unreadable-file` if it is not a folder. */
export function scenarioNames(root: string): readonly string[] {
  return entriesOf(root)
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'scenario.yaml')))
    .map((entry) => entry.name)
    .toSorted();
}

function entriesOf(root: string): readonly Dirent[] {
  try {
    return readdirSync(root, { withFileTypes: true });
  } catch (cause) {
    const message = `${shownPath(root)} cannot be read as a folder: give one that has a folder for each scenario, with --scenarios; npx keyhole init writes a first one`;
    throw new SpecError('unreadable-file', message, { cause });
  }
}

/**
 * Loads one scenario with every policy document of its folder, and checks everything before anything runs.
 *
 * Throws SpecError for an unknown name, for YAML or JSON that does not parse and for a document of the wrong shape. It
 * also throws for an undefined placeholder and for a policy outside AWS's grammar. The message begins with the file.
 */
export function loadScenario(root: string, name: string): Scenario {
  const known = scenarioNames(root);
  if (!known.includes(name)) {
    throw new SpecError(
      'unknown-scenario',
      `${shownPath(root)} has no scenario "${name}"; ${suggest(name, known)}`,
    );
  }
  const folder = join(root, name);
  const document = readYaml(shownPath(join(folder, 'scenario.yaml')), scenarioSchema);
  const policies = new Map(policyFiles(folder).map((path) => [path, readText(join(folder, path))]));
  checkPolicies(folder, document, policies);
  return { name, folder, document, policies };
}

/** Loads every scenario of a folder. Throws SpecError `duplicate-scenario` if two have the same title. */
export function loadScenarios(root: string): readonly Scenario[] {
  const titles = new Map<string, string>();
  return scenarioNames(root).map((name) => {
    const scenario = loadScenario(root, name);
    const other = titles.get(scenario.document.title);
    if (other !== undefined) {
      const title = scenario.document.title;
      const message = `${shownPath(root)}: the scenarios ${other} and ${name} are both titled "${title}"; rename one`;
      throw new SpecError('duplicate-scenario', message);
    }
    titles.set(scenario.document.title, name);
    return scenario;
  });
}

function policyFiles(folder: string): readonly string[] {
  return POLICY_FOLDERS.flatMap((kind) => {
    const path = join(folder, kind);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((file) => file.endsWith('.json'))
      .toSorted()
      .map((file) => `${kind}/${file}`);
  });
}

function checkPolicies(
  folder: string,
  document: ScenarioDocument,
  policies: ReadonlyMap<string, string>,
): void {
  const anyKeyId = Object.fromEntries(
    Object.keys(document.keys).map((key) => [key, '00000000-0000-0000-0000-000000000000']),
  );
  const values = placeholderValues(document, anyKeyId);
  const kinds = policiesNamedIn(document);
  for (const [path, text] of policies) {
    const file = shownPath(join(folder, path));
    checkPolicyDocument(fillIn(text, values, file), file, kinds.get(path));
  }
  for (const path of kinds.keys()) {
    if (policies.has(path)) continue;
    const message = `${shownPath(join(folder, 'scenario.yaml'))}: the file ${path} does not exist; ${suggest(path, [...policies.keys()])}`;
    throw new SpecError('unreadable-file', message);
  }
}

/** The documents that scenario.yaml uses, with the kind of policy that each is used as. */
function policiesNamedIn(document: ScenarioDocument): ReadonlyMap<string, PolicyKind> {
  const { users, roles, keys, buckets, endpoints, organization } = document;
  const kinds = new Map<string, PolicyKind>();
  for (const { policies, boundary } of [...Object.values(users), ...Object.values(roles)]) {
    for (const path of Object.values(policies)) kinds.set(path, 'identity');
    if (boundary !== undefined) kinds.set(boundary, 'boundary');
  }
  if (organization !== undefined) {
    const { scp, rcp } = controlPoliciesNamed(organization);
    for (const path of scp) kinds.set(path, 'scp');
    for (const path of rcp) kinds.set(path, 'rcp');
  }
  for (const { trust } of Object.values(roles)) kinds.set(trust, 'trust');
  for (const { policy } of Object.values(keys)) kinds.set(policy, 'key');
  for (const { policy } of Object.values(buckets)) if (policy !== undefined) kinds.set(policy, 'bucket');
  for (const { policy } of Object.values(endpoints)) if (policy !== undefined) kinds.set(policy, 'endpoint');
  return kinds;
}
