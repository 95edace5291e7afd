import type { ThingChange } from '../../world-diff/world-changes.ts';

/**
 * The differences between two worlds as JSON: a list with an entry for each thing, which is empty if nothing changed. As in the
 * text, no secret and no content is among them. A part of a policy document is JSON itself.
 */
export function changesJson(changes: readonly ThingChange[]): string {
  const entries = changes.map(({ how, thing: { kind, name }, facts, documents }) => ({
    ...{ how, kind, name, facts },
    documents: documents.map((document) => ({
      name: document.name,
      changes: document.changes.map(({ part, before, after }) => ({
        ...{ part, before: parsed(before), after: parsed(after) },
      })),
    })),
  }));
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

/** A part of a document as JSON holds it; the text of a document that is no JSON. */
function parsed(part: string | undefined): unknown {
  if (part === undefined) return undefined;
  try {
    return JSON.parse(part);
  } catch {
    return part;
  }
}
