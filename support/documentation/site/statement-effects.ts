import type { RecordedPermission, RecordedRequest, RecordedStatement } from '../record/recorded-decision.ts';
import { type DocumentStatement, documentText, statementAt } from './document-text.ts';
import { once } from './once.ts';
import type { Site, SiteDocument, SiteExample } from './site.ts';

/** The effect of a statement on one permission. */
export interface PermissionEffect {
  readonly action: string;
  /** The element that did not match, if the statement came nearest to allowing. */
  readonly element: string | undefined;
  readonly examples: ReadonlySet<SiteExample>;
}

/** The requests that a statement had one kind of effect on. */
export interface StatementEffect {
  readonly requests: number;
  readonly permissions: readonly PermissionEffect[];
}

/** All that a statement did in a run. */
export interface StatementEffects {
  /** The requests that it allowed, together with other statements or alone. */
  readonly allows: StatementEffect;
  /** The requests that it denied. */
  readonly denies: StatementEffect;
  /** The denials in which it came nearest to allowing. */
  readonly nearest: StatementEffect;
  /** The denied requests that it matches, which another statement decided. */
  readonly overruled: StatementEffect;
}

/** The effects of each statement of a document, in their order. */
export function effectsIn(
  site: Site,
  document: SiteDocument,
): readonly { readonly statement: DocumentStatement; readonly effects: StatementEffects }[] {
  const found = effectsOfSite(site);
  return documentText(document).statements.map((statement) => ({
    statement,
    effects: found.get(statement) ?? NONE,
  }));
}

/** True if a statement neither allowed nor denied a request, and came nearest in no denial. */
export function decidesNothing({ allows, denies, nearest }: StatementEffects): boolean {
  return allows.requests + denies.requests + nearest.requests === 0;
}

const NOTHING: StatementEffect = { requests: 0, permissions: [] };
const NONE: StatementEffects = { allows: NOTHING, denies: NOTHING, nearest: NOTHING, overruled: NOTHING };

/** One kind of effect while it is collected. */
class Collected implements StatementEffect {
  readonly #requests = new Set<RecordedRequest>();
  readonly #permissions = new Map<string, PermissionEffect & { readonly examples: Set<SiteExample> }>();

  get requests(): number {
    return this.#requests.size;
  }

  get permissions(): readonly PermissionEffect[] {
    return [...this.#permissions.values()];
  }

  add({ action }: RecordedPermission, { example, request }: Occasion, element?: string): void {
    this.#requests.add(request);
    const key = `${action}\n${element ?? ''}`;
    const known = this.#permissions.get(key) ?? { action, element, examples: new Set() };
    known.examples.add(example);
    this.#permissions.set(key, known);
  }
}

/** A request of an example. */
interface Occasion {
  readonly example: SiteExample;
  readonly request: RecordedRequest;
}

type CollectedEffects = Readonly<Record<keyof StatementEffects, Collected>>;

function isSame(one: RecordedStatement, other: RecordedStatement | undefined): boolean {
  const { file, line } = other?.source ?? {};
  return one.source?.file === file && one.source?.line === line && one.statement === other?.statement;
}

const effectsOfSite = once((site: Site): ReadonlyMap<DocumentStatement, StatementEffects> => {
  const found = new Map<DocumentStatement, CollectedEffects>();
  const at = (recorded: RecordedStatement): CollectedEffects | undefined => {
    const document = recorded.source && site.documents.get(recorded.source.file);
    if (recorded.source === undefined || document === undefined) return undefined;
    const statement = statementAt(documentText(document), recorded.source.line, recorded.statement);
    if (statement === undefined) return undefined;
    const known = found.get(statement) ?? {
      allows: new Collected(),
      denies: new Collected(),
      nearest: new Collected(),
      overruled: new Collected(),
    };
    found.set(statement, known);
    return known;
  };
  for (const example of site.examples)
    for (const request of example.requests)
      for (const permission of request.decisions) {
        const occasion = { example, request };
        for (const statement of permission.allowedBy ?? []) at(statement)?.allows.add(permission, occasion);
        const { nearest, explicit, considered = [] } = permission.denial ?? {};
        for (const statement of considered)
          if (statement.mismatch === undefined && !isSame(statement, nearest))
            at(statement)?.overruled.add(permission, occasion);
        if (nearest === undefined) continue;
        if (explicit === true) at(nearest)?.denies.add(permission, occasion);
        else at(nearest)?.nearest.add(permission, occasion, nearest.mismatch?.element);
      }
  return found;
});
