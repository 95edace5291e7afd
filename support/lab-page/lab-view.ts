import type { RecordedScenario } from '../documentation/record/recorded-scenario.ts';
import type { CloudTrailEvent } from '../gateway/record/cloudtrail/cloudtrail-event.ts';
import type { DecisionReport, PermissionReport } from '../gateway/record/decision-report.ts';
import type { PoliciesOfLab } from './policy-place.ts';

/** A question about one permission, in the words of a form. */
export interface WhatIfQuestion {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** True for a call to KMS that S3 makes for the principal. */
  readonly viaS3: boolean;
  /** Texts of the form `aws:SourceIp=192.0.2.1`. */
  readonly context: readonly string[];
  /** Condition keys that the request does not have. */
  readonly without: readonly string[];
}

/** The answer to a question, or the mistake in it. */
export type WhatIfAnswer = { readonly permission: PermissionReport } | { readonly mistake: string };

/** The text of a policy document that no file of the scenario has: a client wrote it. */
export interface LabDocument {
  /** The file that sources of statements name. */
  readonly file: string;
  readonly text: string;
  /** The policy in words: `the key policy of the shared key`. */
  readonly policy: string;
}

/** The things that the page of a lab shows. */
export interface LabView {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  /** `embedded store`, `localstack/localstack:4.14.0` */
  readonly store: string;
  readonly started: Date;
  /** The scenario with the ids that its resources have in this lab; undefined for an empty lab. */
  readonly scenario: RecordedScenario | undefined;
  /** The requests since the lab was ready, oldest first; those after an id, if one is given and known. */
  readonly requests: (after?: string) => readonly DecisionReport[];
  /** A request by its id; undefined for an id that is unknown or forgotten. */
  readonly request: (id: string) => DecisionReport | undefined;
  /** Decides a permission without a request; undefined for an empty lab. */
  readonly decide: ((question: WhatIfQuestion) => Promise<WhatIfAnswer>) | undefined;
  /** The policy documents in force, and how they are set. */
  readonly policies: PoliciesOfLab;
  /** A document that a statement was in when it was considered, by the file of its source. */
  readonly document: (file: string) => LabDocument | undefined;
  /** The accounts of the scenario, and those of callers besides. */
  readonly accounts: () => readonly { readonly id: string; readonly phrase: string }[];
  /** The events of an account's CloudTrail, oldest first. */
  readonly cloudTrail: (account: string) => readonly CloudTrailEvent[];
  /** The events of one request in an account's CloudTrail, by the id of the request. */
  readonly cloudTrailOf: (id: string, account: string) => readonly CloudTrailEvent[];
  /** Host names that browsers use for the lab, besides addresses and `localhost`. */
  readonly hostNames: readonly string[];
  /** The text to type for a command of keyhole: `keyhole explain W03`. */
  readonly command: (name: 'as' | 'explain', args: string) => string;
}
