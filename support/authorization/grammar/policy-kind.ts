/** The kind of a policy; each kind has its own grammar. */
export type PolicyKind =
  | 'identity'
  | 'bucket'
  | 'access point'
  | 'key'
  | 'secret'
  | 'table'
  | 'trust'
  | 'session'
  | 'boundary'
  | 'scp'
  | 'rcp'
  | 'endpoint';

/** The elements that a kind of policy must, may and must not have. */
export interface KindRules {
  /** The name of the kind with its article, for messages. */
  readonly name: string;
  /**
   * Resource-based policies name principals; identity-based policies must not.
   * `only *` means that Principal must be "*"; conditions then tell principals apart.
   */
  readonly principal: 'required' | 'forbidden' | 'only *';
  /**
   * A trust policy is about its role, so it names no resource. A statement of a key policy without Resource has no
   * effect.
   */
  readonly resource: 'required' | 'optional' | 'forbidden';
  readonly action: 'required' | 'optional';
  /** IAM requires unique Sids of letters and digits; S3 and KMS take any Sid. */
  readonly strictSids: boolean;
  readonly notPrincipal: boolean;
  readonly canonicalUsers: boolean;
  /** IAM completes an ARN that lacks its last parts. */
  readonly incompleteArns: boolean;
  /** A trust policy may only hold actions of STS. */
  readonly onlySts: boolean;
  /** Organizations requires the Version 2012-10-17. */
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

const BUCKET: KindRules = {
  ...IDENTITY,
  name: 'a bucket policy',
  principal: 'required',
  strictSids: false,
  notPrincipal: true,
  canonicalUsers: true,
  incompleteArns: false,
};

/**
 * The rules of each kind.
 * Source: IAM user guide, "Grammar of the IAM JSON policy language"; AWS KMS developer guide, "Key policies in AWS KMS";
 * AWS Organizations user guide, "SCP syntax" and "RCP syntax"; AWS PrivateLink guide, "Control access to VPC endpoints
 * using endpoint policies".
 * Differs: the endpoint policy of an interface endpoint may name principals; keyhole refuses that for every endpoint. In
 * the policy of a gateway endpoint, AWS takes an account to mean its root user only.
 */
export const KIND_RULES: Readonly<Record<PolicyKind, KindRules>> = {
  identity: IDENTITY,
  boundary: { ...IDENTITY, name: 'a permissions boundary' },
  session: { ...IDENTITY, name: 'a session policy' },
  bucket: BUCKET,
  'access point': { ...BUCKET, name: 'an access point policy' },
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
    principal: 'only *',
    version2012: true,
    resourceControl: true,
  },
  endpoint: {
    ...IDENTITY,
    name: 'an endpoint policy',
    principal: 'only *',
    strictSids: false,
  },
};
