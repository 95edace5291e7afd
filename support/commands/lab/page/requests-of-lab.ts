import { type DecisionLog, type DecisionRecord, recordsAfter } from '../../../gateway/record/decision-log.ts';
import {
  type DecisionReport,
  type Describing,
  decisionReport,
} from '../../../gateway/record/decision-report.ts';

/** How many ids of requests of the page itself are remembered. */
const REMEMBERED = 2000;

/** The requests that a lab has answered since it was ready, apart from those that its page sent to answer a what-if. */
export class RequestsOfLab {
  readonly #log: () => DecisionLog;
  readonly #describing: () => Describing;
  readonly #since: string | undefined;
  readonly #reports = new WeakMap<DecisionRecord, DecisionReport>();
  readonly #own = new Set<string>();
  #asking = 0;

  constructor(log: () => DecisionLog, describing: () => Describing) {
    this.#log = log;
    this.#describing = describing;
    this.#since = log().records().at(-1)?.id;
  }

  /** The requests, oldest first; those after an id, if it is given and known. */
  readonly list = (after?: string): readonly DecisionReport[] => {
    // A request of the page itself is known as its own only once it is answered.
    if (after !== undefined && this.#asking > 0) return [];
    const records = recordsAfter(this.#log(), this.#since);
    const fresh = records.slice(records.findIndex(({ id }) => id === after) + 1);
    return fresh.filter(({ id }) => !this.#own.has(id)).map(this.#report);
  };

  /** A request by its id. */
  readonly find = (id: string): DecisionReport | undefined => {
    const record = this.#log().get(id);
    return record && this.#report(record);
  };

  /** Runs a question of the page. The requests whose ids it notes are left out of the list. */
  async asking<Answer>(question: (note: (id: string) => void) => Promise<Answer>): Promise<Answer> {
    this.#asking += 1;
    try {
      return await question((id) => this.#note(id));
    } finally {
      this.#asking -= 1;
    }
  }

  #note(id: string): void {
    this.#own.add(id);
    const [oldest] = this.#own;
    if (this.#own.size > REMEMBERED && oldest !== undefined) this.#own.delete(oldest);
  }

  readonly #report = (record: DecisionRecord): DecisionReport => {
    const known = this.#reports.get(record) ?? decisionReport(record, this.#describing());
    this.#reports.set(record, known);
    return known;
  };
}
