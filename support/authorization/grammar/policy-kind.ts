/** Where a policy stands; each kind has its own grammar. */
export type PolicyKind =
  | 'identity'
  | 'bucket'
  | 'key'
  | 'secret'
  | 'table'
  | 'trust'
  | 'session'
  | 'boundary'
  | 'scp'
  | 'rcp'
  | 'endpoint';

/** What a kind of policy must, may and must not hold. */
export interface KindRules {
  /** With its article. */
  readonly name: string;
  /**
   * Policies of resources name whom they are about; policies of identities must not. Where only everybody can be named,
   * conditions tell principals apart.
   */
  readonly principal: 'required' | 'forbidden' | 'only everybody';
  /** A trust policy is about its role, so it names no resource. A key policy may leave it out, to no effect. */
  readonly resource: 'required' | 'optional' | 'forbidden';
  readonly action: 'required' | 'optional';
  /** IAM takes a Sid once in a document, of letters and digits; S3 and KMS take any. */
  readonly strictSids: boolean;
  readonly notPrincipal: boolean;
  readonly canonicalUsers: boolean;
  /** IAM completes an ARN that lacks its last parts. */
  readonly incompleteArns: boolean;
  /** A trust policy may only hold actions of STS. */
  readonly onlySts: boolean;
  /** Organizations wants the language version 2012-10-17 written out. */
  readonly version2012: boolean;
  /** A resource control policy only denies; see resource-control.ts. */
  readonly resourceControl: boolean;
}

const IDENTITY: KindRules = {
  name: 'an identity-based policy',
  principal: 'forbidden',
  resource: 'required',
  action: 'required',
  strictSids: true,
  notPrincipal: false,
  canonicalUsers: false,
  incompleteArns: true,
  onlySts: false,
  version2012: false,
  resourceControl: false,
};

/**
 * Source: IAM user guide, "Grammar of the IAM JSON policy language"; AWS KMS developer guide, "Key policies in AWS
 * KMS"; AWS Organizations user guide, "SCP syntax" and "RCP syntax"; AWS PrivateLink guide, "Control access to VPC
 * endpoints using endpoint policies".
 * Differs: the endpoint policy of an interface endpoint may name principals; here it is refused, as one of a gateway
 * endpoint, which takes an account for its root user alone.
 */
export const KIND_RULES: Readonly<Record<PolicyKind, KindRules>> = {
  identity: IDENTITY,
  boundary: { ...IDENTITY, name: 'a permissions boundary' },
  session: { ...IDENTITY, name: 'a session policy' },
  bucket: {
    ...IDENTITY,
    name: 'a bucket policy',
    principal: 'required',
    strictSids: false,
    notPrincipal: true,
    canonicalUsers: true,
    incompleteArns: false,
  },
  key: {
    ...IDENTITY,
    name: 'a key policy',
    principal: 'required',
    resource: 'optional',
    action: 'optional',
    strictSids: false,
    notPrincipal: true,
    incompleteArns: false,
  },
  secret: {
    ...IDENTITY,
    name: 'a resource policy of a secret',
    principal: 'required',
    strictSids: false,
    notPrincipal: true,
    incompleteArns: false,
  },
  table: {
    ...IDENTITY,
    name: 'a resource policy of a table',
    principal: 'required',
    strictSids: false,
    notPrincipal: true,
    incompleteArns: false,
  },
  trust: { ...IDENTITY, name: 'a trust policy', principal: 'required', resource: 'forbidden', onlySts: true },
  scp: { ...IDENTITY, name: 'a service control policy', version2012: true },
  rcp: {
    ...IDENTITY,
    name: 'a resource control policy',
    principal: 'only everybody',
    version2012: true,
    resourceControl: true,
  },
  endpoint: {
    ...IDENTITY,
    name: 'an endpoint policy',
    principal: 'only everybody',
    strictSids: false,
  },
};
