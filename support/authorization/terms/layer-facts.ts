import type { Layer } from './decision.ts';

/** The class of a refusal; AWS's own error texts tell no finer classes apart. */
export type ReasonClass =
  | 'identity'
  | 'resource'
  | 'foreign-key'
  | 'explicit-deny'
  | 'public-access-block'
  | 'session'
  | 'trust-policy'
  | 'boundary'
  | 'scp'
  | 'rcp'
  | 'endpoint-policy';

/** The facts about a layer, apart from how it decides. */
export interface LayerFacts {
  /** The name of its policies in AWS's messages. Source: IAM user guide, "Troubleshoot access denied error messages". */
  readonly policyKind: string;
  readonly reasonClass: ReasonClass;
  /** True if the layer belongs to the owner of a KMS key. KMS does not tell other accounts which such layer refused. */
  readonly ofKeysOwner: boolean;
  /**
   * The name of its policy in an explanation if there is no such policy, or if none of its statements was considered.
   */
  readonly unnamed: (resource: string) => string;
  /**
   * Its name in a cell of an access matrix, and whether it refuses in only one way, so that the cell need not say how.
   */
  readonly cell: { readonly text: string; readonly refusesInOneWay: boolean };
}

/** The layers in the order in which messages list them, the most common first. */
export const layerFacts: Readonly<Record<Layer, LayerFacts>> = {
  identity: {
    policyKind: 'an identity-based policy',
    reasonClass: 'identity',
    ofKeysOwner: false,
    unnamed: () => 'the identity policies',
    cell: { text: 'identity policy', refusesInOneWay: false },
  },
  resource: {
    policyKind: 'a resource-based policy',
    reasonClass: 'resource',
    ofKeysOwner: false,
    unnamed: (resource) => `the resource policy of ${resource}`,
    cell: { text: 'bucket policy', refusesInOneWay: false },
  },
  'key policy': {
    policyKind: 'a resource-based policy',
    reasonClass: 'resource',
    ofKeysOwner: true,
    unnamed: (resource) => `the key policy of ${resource}`,
    cell: { text: 'key policy', refusesInOneWay: false },
  },
  boundary: {
    policyKind: 'a permissions boundary',
    reasonClass: 'boundary',
    ofKeysOwner: false,
    unnamed: () => 'the permissions boundary',
    cell: { text: 'boundary', refusesInOneWay: false },
  },
  session: {
    policyKind: 'a session policy',
    reasonClass: 'session',
    ofKeysOwner: false,
    unnamed: () => 'the session policy',
    cell: { text: 'session policy', refusesInOneWay: false },
  },
  scp: {
    policyKind: 'a service control policy',
    reasonClass: 'scp',
    ofKeysOwner: false,
    unnamed: () => 'a service control policy',
    cell: { text: 'service control policy', refusesInOneWay: false },
  },
  rcp: {
    policyKind: 'a resource control policy',
    reasonClass: 'rcp',
    ofKeysOwner: true,
    unnamed: () => 'a resource control policy',
    cell: { text: 'resource control policy', refusesInOneWay: false },
  },
  'endpoint policy': {
    policyKind: 'a VPC endpoint policy',
    reasonClass: 'endpoint-policy',
    ofKeysOwner: false,
    unnamed: () => 'the endpoint policy',
    cell: { text: 'endpoint policy', refusesInOneWay: false },
  },
  'trust policy': {
    policyKind: 'a resource-based policy',
    reasonClass: 'trust-policy',
    ofKeysOwner: false,
    unnamed: (resource) => `the trust policy of ${resource}`,
    cell: { text: 'trust policy', refusesInOneWay: false },
  },
  grant: {
    policyKind: 'a resource-based policy',
    reasonClass: 'resource',
    ofKeysOwner: true,
    unnamed: (resource) => `the grants of ${resource}`,
    cell: { text: 'grant', refusesInOneWay: true },
  },
  acl: {
    policyKind: 'a resource-based policy',
    reasonClass: 'resource',
    ofKeysOwner: false,
    unnamed: (resource) => `the ACL of ${resource}`,
    cell: { text: 'ACL', refusesInOneWay: true },
  },
  'block public access': {
    policyKind: 'a resource-based policy',
    reasonClass: 'public-access-block',
    ofKeysOwner: false,
    unnamed: () => 'Block Public Access',
    cell: { text: 'Block Public Access', refusesInOneWay: true },
  },
  'cross-account operation': {
    policyKind: 'a resource-based policy',
    reasonClass: 'resource',
    ofKeysOwner: true,
    unnamed: () => 'the rule that only its own account may use this operation on a resource',
    cell: { text: 'same account only', refusesInOneWay: true },
  },
};
