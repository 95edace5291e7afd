import type { DecidedMatrix, DecidedResource } from '../record/decided-matrix.ts';
import type { RecordedDocument, RecordedPrincipal, RecordedScenario } from '../record/recorded-scenario.ts';
import type {
  EarlierRun,
  ExampleVerdict,
  RecordedExample,
  RecordedOutcome,
  RunRecord,
} from '../record/run-record.ts';
import type { Address } from './addresses.ts';
import type { ExampleKeys } from './example-keys.ts';

/** A store that outcomes were tried on; a column of tables. */
export interface SiteStore {
  /** `embedded`, `LocalStack 4.14.0` */
  readonly name: string;
  /** When: the end of the newest run, ISO 8601; a day for an earlier run from the conformance record. */
  readonly when: string;
  /** True for the store whose run the pages explain. */
  readonly main: boolean;
}

/** How an outcome or an example stands on a store. `not recorded`: no run on that store has it. */
export type StoreVerdict = 'holds' | 'failed' | 'skipped' | 'not run' | 'not recorded';

/** How an outcome stands on one store. */
export interface Standing {
  readonly store: SiteStore;
  readonly verdict: StoreVerdict;
  /** Why it was skipped; empty otherwise. */
  readonly why: readonly string[];
}

/** An example with its place in the site. */
export interface SiteExample extends RecordedExample {
  readonly feature: SiteFeature;
  readonly rule: SiteRule;
  /** The id of its element on its page: `L49`. */
  readonly anchor: string;
  /** The page that shows it: that of its feature, or a page of its rule if the feature is too much for one. */
  readonly address: Address;
  /** How it stands on each store, the main one first. */
  readonly standings: readonly Standing[];
  /** How the store alone answered, in words, where it does not answer as AWS does. */
  readonly alone?: { readonly store: string; readonly how: string } | undefined;
}

export interface SiteRule {
  readonly name: string;
  readonly description: string;
  /** The id of its element on the page of its feature: `R31`; empty for examples outside of rules. */
  readonly anchor: string;
  /** The page that shows it, or the first of its pages. */
  readonly address: Address;
  readonly feature: SiteFeature;
  readonly examples: readonly SiteExample[];
}

/** A feature: one question, one page. */
export interface SiteFeature {
  readonly file: string;
  readonly title: string;
  /** The name of its file without ending: `writing-without-reading`. */
  readonly name: string;
  readonly description: string;
  readonly address: Address;
  readonly pattern: SitePattern;
  readonly rules: readonly SiteRule[];
}

/** An outcome with its examples. */
export interface SiteOutcome extends RecordedOutcome {
  readonly pattern: string;
  /** The page of the evidence that lists it. */
  readonly evidence: Address;
  readonly examples: readonly SiteExample[];
  readonly standings: readonly Standing[];
}

/** A folder of features, or those at the top on one scenario, with the scenarios that they run on. */
export interface SitePattern {
  /** The name of the folder, or else of the scenario: `write-only-bucket`. */
  readonly name: string;
  readonly title: string;
  /** One or two sentences of the scenario's author. */
  readonly summary?: string | undefined;
  readonly address: Address;
  readonly features: readonly SiteFeature[];
  readonly outcomes: readonly SiteOutcome[];
  readonly scenarios: readonly RecordedScenario[];
  readonly documents: readonly SiteDocument[];
  readonly principals: readonly SitePrincipal[];
}

/** A policy document with its page. */
export interface SiteDocument extends RecordedDocument {
  readonly address: Address;
  /** The name of its file: `key-policy.json`. */
  readonly name: string;
  readonly scenario: RecordedScenario;
}

/** A principal of a scenario with its page; root users have one if they made a request. */
export interface SitePrincipal extends Omit<RecordedPrincipal, 'kind'> {
  readonly kind: RecordedPrincipal['kind'] | 'root user';
  readonly scenario: RecordedScenario;
  readonly address: Address;
}

/** The access matrix of a scenario with its pages: one for all resources, and one for each. */
export interface SiteMatrix {
  readonly scenario: RecordedScenario;
  readonly address: Address;
  readonly matrix: DecidedMatrix;
  readonly resources: readonly SiteMatrixResource[];
}

/** A resource of an access matrix with its page. */
export interface SiteMatrixResource extends DecidedResource {
  readonly address: Address;
}

/** All that the pages show, made from the records of runs. */
export interface Site {
  /** The record that the pages explain. */
  readonly main: RunRecord;
  readonly records: readonly RunRecord[];
  readonly stores: readonly SiteStore[];
  readonly patterns: readonly SitePattern[];
  /** Documents by the path of their file. */
  readonly documents: ReadonlyMap<string, SiteDocument>;
  /** Access matrices by the name of their scenario. */
  readonly matrices: ReadonlyMap<string, SiteMatrix>;
  /** Outcomes by id. */
  readonly outcomes: ReadonlyMap<string, SiteOutcome>;
  readonly examples: readonly SiteExample[];
  readonly earlier: readonly EarlierRun[];
  /** The register of outcomes. */
  readonly register: RunRecord['outcomes'];
  /** The identities of examples across records. */
  readonly keys: ExampleKeys;
  /** The number of examples whose results are of another commit than the record that the pages explain. */
  readonly ofOtherCommits: number;
  /** The command that repeats the run. */
  readonly repeat: string;
}

/** The verdict on an example in the words of the site. */
export const storeVerdicts: Readonly<Record<ExampleVerdict, StoreVerdict>> = {
  passed: 'holds',
  failed: 'failed',
  broken: 'failed',
  unusable: 'failed',
  skipped: 'skipped',
  'not run': 'not run',
};
