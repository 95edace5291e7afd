import type { Scenario } from '../../../scenario/document/scenario.ts';
import type { ProvisionedScenario } from '../../../scenario/provision/provisioned-scenario.ts';
import { canSetPolicies, setPolicies } from '../../../scenario/provision/set-policies.ts';
import { SpecError } from '../../../scenario/spec-error.ts';
import { changedPolicies, differBeyondPolicies } from './changed-policies.ts';
import type { SavedScenario, SavedWorld } from './saved-world.ts';
import type { FreezableContents, StoreContents } from './store-contents.ts';

/** A scenario that a lab plays. */
interface Playing {
  readonly provisioned: ProvisionedScenario;
}

/** How a lab provisions a scenario. */
interface Play<P extends Playing> {
  /** Provisions a scenario. Throws SpecError as `provision` does. */
  readonly provision: (scenario: Scenario) => Promise<P>;
  /** Gives the gateway the surroundings of a scenario again, since its control policies or endpoint policies changed. */
  readonly surround: (played: P) => void;
  /** The part of a scenario that is saved beside the contents of the store. */
  readonly save: (played: P) => Promise<SavedScenario>;
  /** The scenario that was saved; its contents are there, or are to come. Throws SpecError if it cannot be played. */
  readonly recall: (saved: SavedScenario) => P;
  /** Has the gateway take the tokens of this process for a scenario whose contents were loaded. */
  readonly identify: (played: P | undefined) => void;
}

/** How the contents were changed: put back, set policy by policy, or provisioned anew with other key ids and access keys. */
export type WorldChange = 'restored' | 'policies set' | 'provisioned anew';

/** The contents of a running lab: its scenario, or nothing. They change one request at a time. */
export class LabWorld<P extends Playing> {
  readonly #contents: StoreContents;
  readonly #play: Play<P>;
  #played: P | undefined;
  #restore: (() => Promise<boolean>) | undefined;
  /** The policy documents of the contents that {@link #restore} puts back. */
  #keptPolicies: Scenario['policies'] | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #around: <T>(change: () => Promise<T>) => Promise<T> = (change) => change();

  constructor(contents: StoreContents, play: Play<P>) {
    this.#contents = contents;
    this.#play = play;
  }

  /** The scenario that is played; undefined in an empty lab, and while it is being provisioned. */
  get played(): P | undefined {
    return this.#played;
  }

  /** Runs each later change within a function, which can do something before and after it. */
  onChange(around: <T>(change: () => Promise<T>) => Promise<T>): void {
    this.#around = around;
  }

  /** Provisions the first scenario, if there is one, and remembers what `reset` returns to. */
  async begin(scenario: Scenario | undefined): Promise<P | undefined> {
    if (scenario !== undefined) this.#played = await this.#play.provision(scenario);
    await this.#keep();
    return this.#played;
  }

  /** Returns to the scenario as it was provisioned, with the current policy documents; an empty lab is empty again. */
  reset(): Promise<WorldChange> {
    return this.#inTurn(async () => {
      const restored = (await this.#restore?.()) ?? false;
      if (restored) return this.#withPresentPolicies();
      await this.#anew(this.#played?.provisioned.scenario);
      return 'provisioned anew';
    });
  }

  /**
   * Takes a changed scenario. If only policy documents changed, they are set in the current contents: objects, keys and
   * sessions stay. Otherwise everything is removed and provisioned anew. Throws SpecError if that fails, and the earlier
   * contents are there again.
   */
  take(scenario: Scenario): Promise<WorldChange> {
    return this.#inTurn(async () => {
      const before = this.#played?.provisioned.scenario;
      const changed = before === undefined ? new Set<string>() : changedPolicies(before, scenario);
      const settable =
        before !== undefined &&
        !differBeyondPolicies(before, scenario) &&
        canSetPolicies(scenario.document, changed);
      if (settable && (await this.#areSet(scenario.policies, changed))) return 'policies set';
      await this.#anew(scenario);
      return 'provisioned anew';
    });
  }

  /** The whole contents, with the scenario that is played. Throws SpecError if the store does not give them out. */
  save(): Promise<SavedWorld> {
    return this.#queued(async () => {
      const frozen = freezableContents(this.#contents);
      const bytes = frozen.bytesStored();
      if (bytes > MOST_BYTES) throw tooLarge(bytes);
      const played = this.#played;
      return { lab: await frozen.freeze(), scenario: played && (await this.#play.save(played)) };
    });
  }

  /**
   * Replaces the whole contents by saved ones, to which `reset` returns from then on. Throws SpecError if they are broken,
   * and then nothing has changed.
   */
  load({ lab, scenario }: SavedWorld): Promise<void> {
    return this.#inTurn(async () => {
      const frozen = freezableContents(this.#contents);
      const played = scenario && this.#play.recall(scenario);
      await thawed(frozen, lab);
      this.#play.identify(played);
      this.#hold(played);
      this.#restore = async () => {
        await frozen.thaw(lab);
        this.#play.identify(played);
        return true;
      };
    });
  }

  /** True if documents could be set; the store may refuse one, or a user may have deleted its resource. */
  async #areSet(policies: Scenario['policies'], changed: ReadonlySet<string>): Promise<boolean> {
    const played = this.#played;
    if (played === undefined) return false;
    const before = played.provisioned.scenario.policies;
    played.provisioned.takePolicies(policies);
    try {
      await setPolicies(played.provisioned, changed);
      this.#play.surround(played);
      return true;
    } catch {
      played.provisioned.takePolicies(before);
      return false;
    }
  }

  /** The contents were put back as they were first provisioned: policies that were saved since then are set again. */
  async #withPresentPolicies(): Promise<WorldChange> {
    const scenario = this.#played?.provisioned.scenario;
    if (scenario === undefined || this.#keptPolicies === undefined) return 'restored';
    const changed = changedPolicies({ policies: this.#keptPolicies }, scenario);
    if (changed.size === 0) return 'restored';
    if (!(await this.#areSet(scenario.policies, changed))) {
      await this.#anew(scenario);
      return 'provisioned anew';
    }
    await this.#keep();
    return 'restored';
  }

  async #anew(scenario: Scenario | undefined): Promise<void> {
    const before = this.#played;
    const takeBack = await this.#contents.clear();
    if (scenario === undefined) {
      this.#played = undefined;
      return this.#keep();
    }
    try {
      this.#played = await this.#play.provision(scenario);
      await this.#keep();
    } catch (error) {
      const isBack = await takeBack();
      if (!isBack && before !== undefined) {
        await this.#contents.clear();
        this.#played = await this.#play.provision(before.provisioned.scenario);
        await this.#keep();
      }
      throw error;
    }
  }

  async #keep(): Promise<void> {
    this.#restore = await this.#contents.keep();
    this.#hold(this.#played);
  }

  #hold(played: P | undefined): void {
    this.#played = played;
    this.#keptPolicies = played?.provisioned.scenario.policies;
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    return this.#queued(() => this.#around(change));
  }

  /** Waits for the changes that were asked for earlier. */
  #queued<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act, act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** Throws SpecError for contents of a store that does not give out all that it holds. */
function freezableContents({ frozen }: StoreContents): FreezableContents {
  if (frozen !== undefined) return frozen;
  const message =
    'this lab is not on the embedded store. No request to its store returns key material, access keys and secrets as they are kept, so they cannot be saved or loaded. Start the lab with --backend embedded';
  throw new SpecError('unusable-backend', message);
}

/** The most bytes of objects that a snapshot takes: it is one text, which node bounds. */
const MOST_BYTES = 256 * 1024 * 1024;

function tooLarge(bytes: number): SpecError {
  const mib = Math.ceil(bytes / 1024 / 1024);
  const message = `the objects of this lab have ${mib} MiB, and a snapshot takes 256 MiB: delete large objects first`;
  return new SpecError('invalid-document', message);
}

async function thawed(frozen: FreezableContents, lab: SavedWorld['lab']): Promise<void> {
  try {
    await frozen.thaw(lab);
  } catch (cause) {
    throw new SpecError('invalid-document', 'the snapshot is broken: save it again', { cause });
  }
}
