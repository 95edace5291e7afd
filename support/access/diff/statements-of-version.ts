import type { StatementReference } from '../../authorization/terms/decision.ts';
import type { AccessWorld } from '../access-world.ts';
import { canonicalIds } from './canonical-ids.ts';

/** The statements of one version, as texts that do not depend on how they are written or on chosen ids. */
export interface StatementsOfVersion {
  readonly has: (text: string) => boolean;
  /** The text of a statement of a decision; undefined for a grant, and for a policy without a document. */
  readonly textOf: (statement: StatementReference) => string | undefined;
}

/** Reads the statements of the policies of a version. */
export function statementsOfVersion({ policies, played }: AccessWorld): StatementsOfVersion {
  const { canonical } = canonicalIds(played.provisioned);
  const texts = new Map<string, readonly string[]>();
  const read = (document: string): readonly string[] => {
    const known = texts.get(document) ?? statementsIn(document).map(canonical);
    texts.set(document, known);
    return known;
  };
  const all = new Set(policies.flatMap(({ text }) => (text === undefined ? [] : read(text))));
  return {
    has: (text) => all.has(text),
    textOf: ({ document, index }) => (document === undefined ? undefined : read(document)[index]),
  };
}

function statementsIn(document: string): readonly string[] {
  const { Statement } = Object(JSON.parse(document));
  return [Statement].flat().map((statement) => JSON.stringify(statement));
}
