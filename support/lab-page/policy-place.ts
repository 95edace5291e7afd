/** A place of a lab that holds one policy document: a key, a bucket, a role's trust, an inline policy, an organization. */
export interface PolicyPlace {
  /** The name in addresses: `key-policy-of-the-shared-key`. */
  readonly name: string;
  /** `the key policy of the shared key` */
  readonly title: string;
  /** The owning account; undefined for policies of the organization and of VPC endpoints. */
  readonly account: { readonly id: string; readonly phrase: string } | undefined;
  /** The document in force; undefined if there is none. */
  readonly text: string | undefined;
  /** The scenario's document of this place, and its text with placeholders filled in. */
  readonly origin: { readonly file: string; readonly text: string } | undefined;
  /** The way in which a new document is set: `kms:PutKeyPolicy`. */
  readonly how: string;
  /** The principals that may be asked to set it, the root user of the account first. */
  readonly setters: readonly string[];
  /** True if the place may be without a document. */
  readonly isOptional: boolean;
}

/** A document that a reader wrote for a place. */
export interface PolicyDraft {
  /** Undefined to remove the document. */
  readonly text: string | undefined;
  /** The principal that sets it, one of the place's setters. */
  readonly setter: string;
}

/** One thing that is wrong with a draft, or doubtful. */
export interface PolicyFinding {
  /** `refused`: AWS does not take the document. `warning`: it does. */
  readonly severity: 'refused' | 'warning';
  /** The error code of AWS: `MalformedPolicyDocument`. */
  readonly code?: string | undefined;
  readonly words: string;
  /** The place in the document and the fault, if the words do not say it. */
  readonly detail?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** An answer to a what-if that a changed document changed. */
export interface ChangedAnswer {
  /** The question as the form of what-ifs takes it. */
  readonly ask: {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly via: '' | 's3';
  };
  /** The principal and the resource in words. */
  readonly principal: string;
  readonly resource: string;
  /** `allowed`, `denied`, or the key that it depends on. */
  readonly before: string;
  readonly after: string;
}

/** The result of setting a document. */
export interface PolicyChange {
  /** The findings that prevented it; warnings, if it was set. */
  readonly findings: readonly PolicyFinding[];
  readonly isSet: boolean;
  /** The id of the decision about the request. */
  readonly decision?: string | undefined;
  /** The what-ifs of the cast that are answered otherwise than before. */
  readonly changed: readonly ChangedAnswer[];
  /** How many what-ifs were compared. */
  readonly compared: number;
}

/** The places of a lab. */
export interface PolicyList {
  readonly places: readonly PolicyPlace[];
  /** The places that could not be read, in sentences: they are not absent. */
  readonly unread: readonly string[];
}

/** The policy documents of a lab: those in force, and how they are set. */
export interface PoliciesOfLab {
  /** Changes whenever a document may have changed. */
  readonly version: () => string;
  /** The places with their documents in force, account by account. */
  readonly list: () => Promise<PolicyList>;
  /** Says what AWS would refuse, and what is doubtful. Nothing is changed. */
  readonly check: (place: PolicyPlace, draft: PolicyDraft) => Promise<readonly PolicyFinding[]>;
  /** Sets a document by the operation of its service. */
  readonly apply: (place: PolicyPlace, draft: PolicyDraft) => Promise<PolicyChange>;
}
