import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { suggest } from '../look-up.ts';
import { readText } from '../read-text.ts';
import { SpecError } from '../spec-error.ts';
import { checkNames } from './check-names.ts';
import { checkPolicyDocument } from './check-policy-document.ts';
import { inFile, inSource } from './document-place.ts';
import { wrongEncryptionReferences } from './encryption-references.ts';
import { missingDocuments } from './missing-documents.ts';
import { namesOfCast } from './names-of-cast.ts';
import { placeInSource } from './place-in-source.ts';
import { type KeyIds, placeholderValues } from './placeholder-values.ts';
import { fillIn } from './placeholders.ts';
import { policyFiles } from './policy-files.ts';
import { policyKinds } from './policy-kinds.ts';
import { parseYaml } from './read-document.ts';
import { type CompletedScenario, readSources } from './read-sources.ts';
import type { Scenario } from './scenario.ts';
import { shownPath } from './scenario-folder.ts';
import { type ScenarioDocument, scenarioSchema } from './scenario-schema.ts';
import { secretArnStart } from './secret-schema.ts';
import { unaskedFacts } from './unasked-facts.ts';

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
  const file = shownPath(join(folder, 'scenario.yaml'));
  return scenarioOf({ name, folder, file, text: readText(file), own: policyFiles(folder) });
}

/** A scenario.yaml as it is written. */
export interface WrittenScenario extends Pick<Scenario, 'name' | 'folder'> {
  /** The file in messages. */
  readonly file: string;
  readonly text: string;
  /** The paths of the documents in its folder, whether it names them or not. */
  readonly own: readonly string[];
}

/** Loads a scenario from the text of its scenario.yaml. Throws SpecError as {@link loadScenario} does. */
export function scenarioOf({ name, folder, file, text, own }: WrittenScenario): Scenario {
  let sources: CompletedScenario | undefined;
  const document = parseYaml(file, text, scenarioSchema, {
    complete: (written) => {
      sources = readSources(folder, written);
      return sources.written;
    },
    check: (loaded, written) => [
      ...wrongEncryptionReferences(loaded, anyKeyIds(loaded)),
      ...missingDocuments(folder, onDisk(policyKinds(loaded).keys(), sources), written),
    ],
    elsewhere: ([kind, name]) => placeInSource(sources?.imported, String(kind), String(name)),
  });
  const kinds = policyKinds(document);
  const paths = onDisk(new Set([...own, ...kinds.keys()]), sources);
  const policies = new Map([
    ...paths.map((path) => [path, readText(shownPath(join(folder, path)))] as const),
    ...(sources?.documents ?? []),
  ]);
  const imported = sources?.imported;
  const warnings = checkPolicies({ folder, document, policies, imported }, kinds);
  return {
    ...{ name, folder, document, policies },
    warnings: [...(sources?.warnings ?? []), ...warnings],
    imported,
  };
}

/** The paths of documents that are files: neither parts of a source nor a source. */
function onDisk(paths: Iterable<string>, sources: CompletedScenario | undefined): readonly string[] {
  return [...paths].filter((path) => {
    const isWithin = sources?.files.some((file) => path === file || path.startsWith(`${file}/`));
    return sources?.documents.has(path) !== true && isWithin !== true;
  });
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

/** Checks the documents as AWS does, and the names in them. Returns warnings; throws SpecError for what AWS refuses. */
function checkPolicies(
  { folder, document, policies, imported }: Pick<Scenario, 'folder' | 'document' | 'policies' | 'imported'>,
  kinds: ReadonlyMap<string, readonly PolicyKind[]>,
): readonly string[] {
  const anyArn = Object.fromEntries(
    Object.entries(document.secrets).map(([name, { account, secretName }]) => {
      const { region, accounts } = document;
      return [name, `${secretArnStart({ region, account: accounts[account], secretName })}000000`];
    }),
  );
  const values = placeholderValues(document, anyKeyIds(document), anyArn);
  const filled = [...policies].flatMap(([path, text]) => {
    const origin = imported?.origins.get(path);
    // What scenario.yaml says of a thing is in force instead of its document in the source.
    if (origin !== undefined && !kinds.has(path)) return [];
    const file = shownPath(join(folder, path));
    const filledIn = fillIn(text, values, file);
    const shown = origin === undefined ? inFile(file) : inSource(origin, filledIn);
    return [{ path, shown, text: filledIn }];
  });
  const warnings = filled.flatMap(({ path, shown, text }) => {
    const used = kinds.get(path) ?? [];
    if (used.length === 0) return checkPolicyDocument(text, shown);
    return [...new Set(used)].flatMap((kind) => checkPolicyDocument(text, shown, kind));
  });
  return [
    ...new Set([
      ...warnings,
      ...checkNames(filled, namesOfCast(document, values)),
      ...unaskedFacts(filled, document),
    ]),
  ];
}

/** An id for each key, before KMS chooses them. */
function anyKeyIds({ keys }: ScenarioDocument): KeyIds {
  return Object.fromEntries(Object.keys(keys).map((key) => [key, '00000000-0000-0000-0000-000000000000']));
}
