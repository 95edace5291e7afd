import { join, relative } from 'node:path';
import { type JsonText, readJsonText } from '../../authorization/grammar/json-text.ts';
import type { Sources, StatementOrigin, StatementSource } from '../../authorization/statement-source.ts';
import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';

/** A policy document of a scenario, with its placeholders filled in. */
interface Written {
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
 * Sid.
 */
export function statementSources(provisioned: ProvisionedScenario): Sources {
  let written: ReadonlyMap<string, Written> | undefined;
  const origins = new Map<string, readonly (StatementSource | undefined)[]>();
  return ({ document, index }) => {
    if (document === undefined) return undefined;
    written ??= writtenIn(provisioned);
    const known = origins.get(document) ?? originsOf(document, written);
    origins.set(document, known);
    return known[index];
  };
}

function writtenIn(provisioned: ProvisionedScenario): ReadonlyMap<string, Written> {
  const { folder, policies, imported } = provisioned.scenario;
  const documents = new Map<string, Written>();
  for (const path of policies.keys()) {
    const text = provisioned.policy(path);
    if (documents.has(text)) continue;
    const json = readJsonText(text);
    const file = relative(process.cwd(), join(folder, path));
    const from = imported?.origins.get(path);
    const origin = from && { ...from, lines: 'lines' in from ? from.lines : [] };
    documents.set(text, { file, origin, json, statements: statementsOf(json.value) });
  }
  return documents;
}

/** The place of each statement of a document in force. */
function originsOf(
  document: string,
  written: ReadonlyMap<string, Written>,
): readonly (StatementSource | undefined)[] {
  const original = written.get(document);
  if (original !== undefined) return original.statements.map((_, index) => sourceAt(original, index));
  const statements = statementsOf(JSON.parse(document));
  const shared = (candidate: Written) =>
    statements.filter((statement) => candidate.statements.includes(statement)).length;
  const [nearest] = [...written.values()].toSorted((a, b) => shared(b) - shared(a));
  if (nearest === undefined || shared(nearest) === 0) return [];
  return statements.map((statement) => {
    const index = nearest.statements.indexOf(statement);
    const found =
      index === -1 ? nearest.statements.findIndex((candidate) => sameSid(candidate, statement)) : index;
    return found === -1 ? undefined : sourceAt(nearest, found);
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
