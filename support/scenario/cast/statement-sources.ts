import { join, relative } from 'node:path';
import { type JsonText, readJsonText } from '../../authorization/grammar/json-text.ts';
import type { Sources, StatementOrigin, StatementSource } from '../../authorization/statement-source.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import { titlesOfDocuments } from './titles-of-documents.ts';

/** A policy document of a scenario, with its placeholders filled in. */
interface Written {
  /** Its path in the folder of the scenario. */
  readonly path: string;
  readonly file: string;
  /** The place of the resource that has it, if the document is read from a source. */
  readonly origin: (StatementOrigin & { readonly lines: readonly (number | undefined)[] }) | undefined;
  readonly json: JsonText;
  /** The statements as compact JSON, which does not depend on how they are written. */
  readonly statements: readonly string[];
}

/**
 * Finds the file of each statement in force in a provisioned scenario. An unchanged document is found by its text. For
 * a changed one, the file that shares the most statements is taken. A statement is then found there by its text or its
 * Sid. Of files that serve equally, it is the one that the scenario names for the policy.
 */
export function statementSources(provisioned: ProvisionedScenario): Sources {
  let written: Documents | undefined;
  let titles: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const origins = new Map<string, readonly Origin[]>();
  return ({ document, index, policy }) => {
    if (document === undefined) return undefined;
    written ??= writtenIn(provisioned);
    const found = origins.get(document) ?? originsOf(document, written);
    origins.set(document, found);
    if (found.length > 1) titles ??= titlesOfDocuments(provisioned);
    const paths = titles?.get(policy);
    const { file, positions = [] } = found.find((one) => paths?.has(one.file.path)) ?? found[0] ?? {};
    const position = positions[index];
    return file === undefined || position === undefined ? undefined : sourceAt(file, position);
  };
}

/** A file that a document in force may come from, and the position there of each of its statements. */
interface Origin {
  readonly file: Written;
  readonly positions: readonly (number | undefined)[];
}

/** The documents of a scenario by their text. */
type Documents = ReadonlyMap<string, readonly Written[]>;

function writtenIn(provisioned: ProvisionedScenario): Documents {
  const { folder, policies, imported } = provisioned.scenario;
  const documents = new Map<string, Written[]>();
  for (const path of policies.keys()) {
    const text = provisioned.policy(path);
    const equal = documents.get(text) ?? [];
    documents.set(text, equal);
    const json = equal[0]?.json ?? readJsonText(text);
    const file = relative(process.cwd(), join(folder, path));
    const from = imported?.origins.get(path);
    const origin = from && { ...from, lines: 'lines' in from ? from.lines : [] };
    equal.push({ path, file, origin, json, statements: equal[0]?.statements ?? statementsOf(json.value) });
  }
  return documents;
}

/** The files that a document in force may come from: those with its text, or those that share the most statements. */
function originsOf(document: string, written: Documents): readonly Origin[] {
  const equal = written.get(document);
  if (equal !== undefined) return equal.map((file) => ({ file, positions: [...file.statements.keys()] }));
  const statements = statementsOf(JSON.parse(document));
  const shared = (candidate: Written) =>
    statements.filter((statement) => candidate.statements.includes(statement)).length;
  const counted = [...written.values()].map((files) => ({ files, count: files[0] ? shared(files[0]) : 0 }));
  const most = counted.reduce((best, { count }) => Math.max(best, count), 1);
  return counted
    .filter(({ count }) => count === most)
    .flatMap(({ files }) => files.map((file) => ({ file, positions: positionsIn(file, statements) })));
}

/** The position of each statement in a file, by its text or else its Sid. */
function positionsIn({ statements: written }: Written, statements: readonly string[]) {
  return statements.map((statement) => {
    const index = written.indexOf(statement);
    const found = index === -1 ? written.findIndex((candidate) => sameSid(candidate, statement)) : index;
    return found === -1 ? undefined : found;
  });
}

/**
 * Compares statements by Sid: AWS rewrites the principal of a statement whose user or role was deleted, to its unique
 * id.
 */
function sameSid(one: string, other: string): boolean {
  const sid = sidOf(one);
  return sid !== undefined && sid === sidOf(other);
}

function sidOf(statement: string): unknown {
  return Reflect.get(Object(JSON.parse(statement)), 'Sid');
}

function sourceAt({ file, json, origin }: Written, index: number): StatementSource {
  const { line } = json.positionOf(`Statement[${index}]`);
  if (origin === undefined) return { file, line };
  const { lines, id, file: source } = origin;
  return { file, line, origin: { file: source, line: lines[index] ?? origin.line, id } };
}

function statementsOf(policy: unknown): readonly string[] {
  if (typeof policy !== 'object' || policy === null || !('Statement' in policy)) return [];
  const { Statement } = policy;
  return (Array.isArray(Statement) ? Statement : [Statement]).map((statement) => JSON.stringify(statement));
}
