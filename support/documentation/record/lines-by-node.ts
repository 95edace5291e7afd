import type { GherkinDocument } from '@cucumber/messages';

/** The lines of all nodes of a document that have an id. */
export function linesByNode(document: GherkinDocument): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const id: unknown = Reflect.get(node, 'id');
    const line: unknown = Reflect.get(Reflect.get(node, 'location') ?? {}, 'line');
    if (typeof id === 'string' && typeof line === 'number') lines.set(id, line);
    for (const child of Object.values(node)) visit(child);
  };
  visit(document);
  return lines;
}
