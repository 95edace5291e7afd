import type { Documents, Json, Trial } from '../trials/trial.ts';

/** A trial with some of its documents replaced. */
export function withDocuments(trial: Trial, documents: Partial<Documents>): Trial {
  return { ...trial, documents: { ...trial.documents, ...documents } };
}

/** A trial with a text replaced in every document. */
export function withText(trial: Trial, pattern: RegExp, replacement: string): Trial {
  const documents: Documents = JSON.parse(JSON.stringify(trial.documents).replace(pattern, replacement));
  return { ...trial, documents };
}

/** The fate of a condition: it stays, it holds and is removed, or its values are replaced. */
type Fate = 'as it is' | 'holds' | { readonly instead: unknown };

/** A trial whose conditions are removed or changed in all statements. */
export function withConditions(
  trial: Trial,
  fate: (operator: string, key: string, value: unknown) => Fate,
): Trial {
  return withStatements(trial, (statement) => {
    if (!isJson(statement.Condition)) return statement;
    const kept: Record<string, Record<string, unknown>> = {};
    for (const [operator, keys] of Object.entries(statement.Condition)) {
      for (const [key, value] of Object.entries(isJson(keys) ? keys : {})) {
        const outcome = fate(operator, key, value);
        if (outcome === 'holds') continue;
        kept[operator] = { ...kept[operator], [key]: outcome === 'as it is' ? value : outcome.instead };
      }
    }
    const { Condition: _, ...rest } = statement;
    return Object.keys(kept).length === 0 ? rest : { ...rest, Condition: kept };
  });
}

/** A trial with every statement of every document changed. */
export function withStatements(trial: Trial, change: (statement: Json) => Json): Trial {
  return withDocumentsEach(trial, (document) => ({
    ...document,
    Statement: [document.Statement]
      .flat()
      .map((statement) => (isJson(statement) ? change(statement) : statement)),
  }));
}

/** A trial with every document changed. */
export function withDocumentsEach(trial: Trial, changed: (document: Json) => Json): Trial {
  const maybe = (document: Json | undefined) => document && changed(document);
  const { identity, boundary, session, resource, endpoint, scp, rcp } = trial.documents;
  return withDocuments(trial, {
    identity: identity.map(changed),
    boundary: maybe(boundary),
    session: maybe(session),
    resource: maybe(resource),
    endpoint: maybe(endpoint),
    scp: scp.map((level) => level.map(changed)),
    rcp: rcp.map((level) => level.map(changed)),
  });
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
