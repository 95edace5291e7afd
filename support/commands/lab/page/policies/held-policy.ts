import type { PolicyKind } from '../../../../authorization/grammar/policy-kind.ts';
import type { Clients } from '../../../../client/clients.ts';
import type { DecisionRecord } from '../../../../gateway/record/decision-log.ts';
import type { Surroundings } from '../../../../gateway/surroundings/surroundings.ts';

/** A policy document in a lab, or the place for one, as the state of the lab has it. */
export interface HeldPolicy {
  /** Identifies the place in the lab, and in the scenario that it was made of: `trust arn:aws:iam::111111111111:role/a`. */
  readonly key: string;
  readonly title: string;
  readonly kind: PolicyKind;
  /** The id of the owning account; undefined for what belongs to the organization or to a VPC endpoint. */
  readonly account: string | undefined;
  /** The region of its resource; IAM's policies are in all of them. */
  readonly region?: string | undefined;
  /** The document in force; undefined if there is none. */
  readonly text: string | undefined;
  readonly setting: Setting;
}

/** The way in which a document is set: by a request, or in the surroundings, which no request changes. */
export type Setting =
  | {
      readonly by: 'request';
      /** `kms:PutKeyPolicy` */
      readonly operation: string;
      readonly put: (clients: Clients, text: string) => Promise<unknown>;
      /** Makes room for another document, before it is put. */
      readonly prepare?: (clients: Clients) => Promise<void>;
      /** True for a refusal that `prepare` mends. */
      readonly mends?: (response: DecisionRecord['response']) => boolean;
      /** Removes the document; absent if there has to be one. */
      readonly remove?: (clients: Clients) => Promise<unknown>;
    }
  | {
      readonly by: 'surroundings';
      /** The surroundings with another document. */
      readonly changed: (surroundings: Surroundings, text: string) => Surroundings;
    };
