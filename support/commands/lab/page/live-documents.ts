import { createHash } from 'node:crypto';
import { inNames } from '../../../authorization/explain.ts';
import type { StatementReference } from '../../../authorization/terms/decision.ts';
import { documentText } from '../../../documentation/site/document-text.ts';
import type { Describing } from '../../../gateway/record/decision-report.ts';
import type { LabDocument } from '../../../lab-page/lab-view.ts';
import type { ProvisionedScenario } from '../../../scenario/provision/provisioned-scenario.ts';

/** The most documents of clients that are remembered. */
const REMEMBERED = 500;

/**
 * The documents in which statements stood when they were considered. A document of the scenario is shown as its file. The
 * document of a client has no file. It gets a name here, so that the page shows the text that was decided on.
 */
export class LiveDocuments {
  readonly #describing: () => Describing;
  readonly #provisioned: ProvisionedScenario | undefined;
  readonly #documents = new Map<string, LabDocument>();
  #written: { readonly policies: unknown; readonly texts: ReadonlySet<string> } | undefined;

  constructor(describing: () => Describing, provisioned: ProvisionedScenario | undefined) {
    this.#describing = describing;
    this.#provisioned = provisioned;
  }

  /** The names of a lab, and sources that are right for changed documents too. */
  get describing(): Describing {
    const { names, sources } = this.#describing();
    return { names, sources: (statement) => this.#ofClient(statement) ?? sources(statement) };
  }

  /** A document of a client, by the file that sources name. */
  readonly find = (file: string): LabDocument | undefined => this.#documents.get(file);

  /** The source of a statement in a document that the scenario does not have. */
  #ofClient({ document: text, policy, index }: StatementReference) {
    if (text === undefined || this.#isWritten(text)) return undefined;
    const file = `lab/${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`;
    const known = this.#documents.get(file) ?? {
      file,
      text,
      policy: inNames(policy, this.#describing().names),
    };
    this.#remember(known);
    return { file, line: documentText(known).statements[index]?.firstLine ?? 1 };
  }

  /** True for a document that the scenario has now: its files may have been saved again. */
  #isWritten(text: string): boolean {
    const provisioned = this.#provisioned;
    if (provisioned === undefined) return false;
    const { policies } = provisioned.scenario;
    if (this.#written?.policies !== policies) {
      const texts = new Set([...policies.keys()].map((path) => provisioned.policy(path)));
      this.#written = { policies, texts };
    }
    return this.#written.texts.has(text);
  }

  /** Remembers a document as the newest. */
  #remember(document: LabDocument): void {
    this.#documents.delete(document.file);
    this.#documents.set(document.file, document);
    const [oldest] = this.#documents.keys();
    if (this.#documents.size > REMEMBERED && oldest !== undefined) this.#documents.delete(oldest);
  }
}
