/** The sender of a request, as AWS identifies it. All ARNs are complete; `accountId` has 12 digits. */
export type Principal = Anonymous | RootUser | IamUser | AssumedRole | ServicePrincipal;

/** An anonymous caller: the request carried no signature. */
export interface Anonymous {
  readonly type: 'Anonymous';
}

/** The root user of an account: a principal like any other, whose identity side is full. */
export interface RootUser {
  readonly type: 'Root';
  readonly accountId: string;
  /** `arn:aws:iam::111111111111:root` */
  readonly arn: string;
  /** The account id, as GetCallerIdentity answers it. */
  readonly userId: string;
}

/** An IAM user, by a long-term access key or a GetSessionToken session. */
export interface IamUser {
  readonly type: 'User';
  readonly accountId: string;
  /** `arn:aws:iam::111111111111:user/path/name` */
  readonly arn: string;
  readonly userName: string;
  /** `AIDA…` */
  readonly userId: string;
}

/** A session of a role. */
export interface AssumedRole {
  readonly type: 'AssumedRole';
  readonly accountId: string;
  /** `arn:aws:sts::111111111111:assumed-role/name/session` */
  readonly arn: string;
  /** `arn:aws:iam::111111111111:role/path/name` */
  readonly roleArn: string;
  readonly roleName: string;
  /** `AROA…` */
  readonly roleId: string;
  /** `AROA…:session` */
  readonly userId: string;
  readonly sessionName: string;
  /** JSON of the session policies given to AssumeRole: each bounds the session. */
  readonly sessionPolicies: readonly string[];
  /** Session tags given to AssumeRole. */
  readonly sessionTags: Readonly<Record<string, string>>;
  /** Keys of the session tags that go on to a role assumed from this session. */
  readonly transitiveTagKeys?: readonly string[] | undefined;
  /** The source identity given to AssumeRole: aws:SourceIdentity. */
  readonly sourceIdentity?: string | undefined;
}

/** An AWS service acting for itself, e.g. `transfer.amazonaws.com`; it belongs to no account. */
export interface ServicePrincipal {
  readonly type: 'Service';
  readonly service: string;
}

/**
 * The account in which the principal's bare names and aliases are looked up; undefined for anonymous callers and
 * services.
 */
export function accountOf(principal: Principal): string | undefined {
  return 'accountId' in principal ? principal.accountId : undefined;
}

/** How error messages and decisions name a principal. */
export function nameOf(principal: Principal): string {
  if (principal.type === 'Anonymous') return 'anonymous';
  return principal.type === 'Service' ? principal.service : principal.arn;
}
