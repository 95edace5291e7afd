import type { ChangedPolicy } from '../answer/changed-policy.ts';
import { observePolicies } from '../client/observe-policies.ts';
import { type ChangedIn, changedPolicy, policyNowInForce } from './changed-policies.ts';

/** Follows the policies that a step changes, whatever the words of the step are. */
export class PolicyWatch {
  readonly #changedIn: () => ChangedIn;
  /** The changes by their policy: of two changes of one policy, the later counts. */
  readonly #changed = new Map<string, ChangedPolicy>();
  #unwatch: (() => void) | undefined;

  constructor(changedIn: () => ChangedIn) {
    this.#changedIn = changedIn;
  }

  /** Follows the requests of a step that begins. */
  watch(): void {
    this.end();
    this.#unwatch = observePolicies((request) => {
      const { change, created } = changedPolicy(request, this.#changedIn(), this.#changed);
      if (created !== undefined) this.#changed.delete(created);
      this.#keep(change);
    });
  }

  /** Notes a policy that a step puts in force without a request, by its words in the record. */
  note(policy: string, document: string): void {
    this.#keep(policyNowInForce(policy, document, this.#changedIn()));
  }

  /** The policies that the step changed. */
  end(): readonly ChangedPolicy[] {
    this.#unwatch?.();
    this.#unwatch = undefined;
    const changed = [...this.#changed.values()];
    this.#changed.clear();
    return changed;
  }

  #keep(change: ChangedPolicy): void {
    this.#changed.delete(change.policy);
    this.#changed.set(change.policy, change);
  }
}
