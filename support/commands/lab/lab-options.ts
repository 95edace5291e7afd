import type { FactOptions } from './facts/lab-facts.ts';
import type { LabPlace } from './start-chosen-lab.ts';
import type { WatchForm } from './watching/watch-line.ts';

/** The scenario that the lab provisions, the address that it listens on, its store, and what it shows. */
export interface LabOptions extends LabPlace, FactOptions, WatchForm {
  readonly scenario: string | undefined;
  readonly empty?: boolean | undefined;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  /** The folder of the features; `features/` of the current folder if it is left out. */
  readonly features?: string | undefined;
  /** The folder for tokens of web identities; none are written if it is left out. */
  readonly tokens?: string | undefined;
  /** Request quotas of KMS: `111111111111=5`. */
  readonly kmsQuota?: readonly string[] | undefined;
  /** Takes the scenario again when it is saved. */
  readonly watch?: boolean | undefined;
  /** Shows no requests. */
  readonly quiet?: boolean | undefined;
  /** A command to run in the lab, which ends with it. */
  readonly run?: string | undefined;
  /** The principal that the command acts as. */
  readonly as?: string | undefined;
}
