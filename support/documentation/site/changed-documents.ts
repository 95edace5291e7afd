import type { PolicyChange } from '../record/run-record.ts';
import { type DocumentStatement, documentText } from './document-text.ts';
import type { Site, SiteDocument } from './site.ts';

/** A policy that a step changed, beside the document of the scenario that it comes from. */
export interface ChangedDocument {
  readonly change: PolicyChange;
  /** The document that the policy is, was, or shares most statements with. */
  readonly document?: SiteDocument | undefined;
  /** The statements of the document that the policy lacks. */
  readonly lacks: readonly DocumentStatement[];
  /** The number of statements that the policy has and the document lacks. */
  readonly gains: number;
}

/** A change of a policy with its document: the file that the record names; of a policy that was taken away, the one in use. */
export function changedDocument(
  site: Site,
  change: PolicyChange,
  scenario: string | undefined,
): ChangedDocument {
  const document =
    change.file === undefined
      ? documentInUse(site, change.policy, scenario)
      : site.documents.get(change.file);
  if (change.text === undefined || document === undefined) return { change, document, lacks: [], gains: 0 };
  const { placeholders } = document.scenario;
  const own = statementsOf(document.text, placeholders);
  const now = new Set(statementsOf(change.text, placeholders));
  const lacks = documentText(document).statements.filter((_, index) => !now.has(own[index] ?? ''));
  const gains = [...now].filter((statement) => !own.includes(statement)).length;
  return { change, document, lacks, gains };
}

function documentInUse(site: Site, policy: string, scenario: string | undefined): SiteDocument | undefined {
  const documents = [...site.documents.values()];
  return documents.find((document) => document.scenario.name === scenario && document.uses.includes(policy));
}

/** The statements of a text as compact JSON, with the values of placeholders. None of a text that is no policy. */
function statementsOf(text: string, values: Readonly<Record<string, string>>): readonly string[] {
  try {
    const { Statement } = Object(JSON.parse(filledIn(text, values)));
    if (Statement === undefined) return [];
    return (Array.isArray(Statement) ? Statement : [Statement]).map((one) => JSON.stringify(one));
  } catch {
    return [];
  }
}

/** An id that only a running service chose stands as its placeholder. */
function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === '…') return `{{${name}}}`;
    const id = `{{${name.replace(/\.arn$/, '.id')}}}`;
    return value.includes('…') ? value.replaceAll('…', id) : (value ?? whole);
  });
}
