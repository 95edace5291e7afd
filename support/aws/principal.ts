/** The sender of a request, as AWS identifies it. All ARNs are complete; `accountId` has 12 digits. */
export type Principal =
  | Anonymous
  | RootUser
  | IamUser
  | AssumedRole
  | FederatedUser
  | ServicePrincipal
  | WebIdentity;

/** An anonymous caller: the request carried no signature. */
export interface Anonymous {
  readonly type: 'Anonymous';
}

/** The root user of an account: a principal like any other, except that it needs no identity-based policy. */
export interface RootUser {
  readonly type: 'Root';
  readonly accountId: string;
  /** The ARN, such as `arn:aws:iam::111111111111:root`. */
  readonly arn: string;
  /** The account id, which GetCallerIdentity returns as the user's id. */
  readonly userId: string;
}

/** An IAM user, with a long-term access key or a session of GetSessionToken. */
export interface IamUser {
  readonly type: 'User';
  readonly accountId: string;
  /** The ARN, such as `arn:aws:iam::111111111111:user/path/name`. */
  readonly arn: string;
  readonly userName: string;
  /** The unique id, such as `AIDA…`. */
  readonly userId: string;
}

/** A session of a role. */
export interface AssumedRole {
  readonly type: 'AssumedRole';
  readonly accountId: string;
  /** The ARN of the session, such as `arn:aws:sts::111111111111:assumed-role/name/session`. */
  readonly arn: string;
  /** The ARN of the role, such as `arn:aws:iam::111111111111:role/path/name`. */
  readonly roleArn: string;
  readonly roleName: string;
  /** The unique id of the role, such as `AROA…`. */
  readonly roleId: string;
  /** The unique id of the session, such as `AROA…:session`. */
  readonly userId: string;
  readonly sessionName: string;
  /** The session policies given to AssumeRole, as JSON; together they limit the session. */
  readonly sessionPolicies: readonly string[];
  /** Session tags given to AssumeRole. */
  readonly sessionTags: Readonly<Record<string, string>>;
  /** Keys of the session tags that pass on to a role assumed from this session. */
  readonly transitiveTagKeys?: readonly string[] | undefined;
  /** The source identity given to AssumeRole: aws:SourceIdentity. */
  readonly sourceIdentity?: string | undefined;
  /** The kind of caller that assumed the role; undefined if that is not known. */
  readonly assumedBy?: Principal['type'] | undefined;
  /** The web identity that assumed the role, if one did. */
  readonly webIdentity?: WebIdentity | undefined;
}

/** A federated user: the session that GetFederationToken gave to an IAM user for another identity. */
export interface FederatedUser {
  readonly type: 'FederatedUser';
  readonly accountId: string;
  /** The ARN of the session, such as `arn:aws:sts::111111111111:federated-user/name`. */
  readonly arn: string;
  /** The unique id of the session, such as `111111111111:name`. */
  readonly userId: string;
  /** The user whose policies bound the session. */
  readonly user: IamUser;
  /** The session policies given to GetFederationToken, as JSON. Without any, the session is allowed nothing by its user. */
  readonly sessionPolicies: readonly string[];
  /** Session tags given to GetFederationToken. */
  readonly sessionTags: Readonly<Record<string, string>>;
}

/** An AWS service that acts for itself, such as `transfer.amazonaws.com`; it belongs to no account. */
export interface ServicePrincipal {
  readonly type: 'Service';
  readonly service: string;
}

/** The holder of a token of an OpenID Connect provider, who asks for a session of a role; it belongs to no account. */
export interface WebIdentity {
  readonly type: 'WebIdentity';
  /** The ARN of the provider, such as `arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com`. */
  readonly provider: string;
  /** The issuer of the token without `https://`, with which the condition keys of its claims begin. */
  readonly issuer: string;
  /** The claim `sub`. */
  readonly subject: string;
  /** The audience that the provider knows. */
  readonly audience: string;
  /** The claims of the token by name: texts, or undefined for a claim of another type. */
  readonly claims: Readonly<Record<string, readonly string[] | undefined>>;
  /** The session tags that the token sets. */
  readonly sessionTags?: Readonly<Record<string, string>> | undefined;
  /** Keys of those that pass on to a role assumed from the session. */
  readonly transitiveTagKeys?: readonly string[] | undefined;
  /** The source identity that the token sets. */
  readonly sourceIdentity?: string | undefined;
}

/**
 * The account of a principal, in which its names and aliases are looked up; undefined for anonymous callers and
 * services.
 */
export function accountOf(principal: Principal): string | undefined {
  return 'accountId' in principal ? principal.accountId : undefined;
}

/** The name of a principal in error messages and decisions. */
export function nameOf(principal: Principal): string {
  if (principal.type === 'Anonymous') return 'anonymous';
  if (principal.type === 'WebIdentity') return `${principal.subject} of ${principal.issuer}`;
  return principal.type === 'Service' ? principal.service : principal.arn;
}
