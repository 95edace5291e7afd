import { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import { accountOf, type Principal } from '../../aws/principal.ts';
import type { RequestFacts } from './request-facts.ts';
import { isTokenSession } from './token-session.ts';

/** A condition key's values, absent, or unknowable, by the request and by the account that owns the resource. */
type KeyReader = (
  facts: RequestFacts,
  resourceAccount: string | undefined,
) => readonly string[] | undefined | typeof UNKNOWABLE;

/**
 * The condition keys that a request determines by itself, by AWS's names. Keys of organizations are absent for accounts
 * that belong to none; service principals and anonymous callers belong to no account.
 *
 * Source: IAM user guide, "AWS global condition context keys"; Amazon S3 API reference, "Amazon S3 Signature Version 4
 * authentication specific policy keys"; Amazon S3 user guide, "Bucket policy examples using condition keys", s3:TlsVersion.
 */
export const requestKeys: Readonly<Record<string, KeyReader>> = {
  'aws:PrincipalArn': ({ principal }) => one(principalArn(principal)),
  'aws:PrincipalAccount': ({ principal }) => one('accountId' in principal ? principal.accountId : undefined),
  'aws:PrincipalType': ({ principal }) => one(principalTypes[principal.type]),
  'aws:PrincipalIsAWSService': ({ principal }) => [String(principal.type === 'Service')],
  'aws:PrincipalServiceName': ({ principal }) =>
    one(principal.type === 'Service' ? principal.service : undefined),
  'aws:userid': ({ principal }) => one(userId(principal)),
  'aws:username': ({ principal }) => one(principal.type === 'User' ? principal.userName : undefined),
  'aws:SourceIdentity': ({ principal }) =>
    one(principal.type === 'AssumedRole' ? principal.sourceIdentity : undefined),
  // Undocumented: the form of the value. CloudTrail shows the ARN of the provider.
  'aws:FederatedProvider': ({ principal }) =>
    one(principal.type === 'AssumedRole' ? principal.webIdentity?.provider : undefined),
  'aws:CurrentTime': ({ time }) => [time.toISOString()],
  'aws:EpochTime': ({ time }) => [String(Math.floor(time.getTime() / 1000))],
  // An address within a VPC has no meaning outside: aws:VpcSourceIp takes its place.
  'aws:SourceIp': ({ http, endpoint }) => (endpoint === undefined ? [http.sourceIp] : undefined),
  'aws:VpcSourceIp': ({ http, endpoint }) => (endpoint === undefined ? undefined : [http.sourceIp]),
  'aws:SourceVpce': ({ endpoint }) => one(endpoint?.id),
  'aws:SourceVpc': ({ endpoint }) => one(endpoint?.vpc),
  // keyhole is not told which account owns the VPC of a VPC endpoint.
  'aws:SourceVpcArn': unknownOfEndpoint,
  'aws:VpceAccount': unknownOfEndpoint,
  'aws:VpceOrgID': unknownOfEndpoint,
  'aws:VpceOrgPaths': unknownOfEndpoint,
  'aws:SecureTransport': ({ http }) => [String(http.secure)],
  'aws:UserAgent': ({ http }) => one(http.headers['user-agent']),
  'aws:referer': ({ http }) => one(http.headers.referer),
  'aws:RequestedRegion': ({ region }) => [region],
  'aws:ViaAWSService': () => ['false'],
  // Temporary credentials say when they were issued; long-term ones do not.
  // Undocumented: whether a session of GetFederationToken, which takes no MFA, has the key.
  'aws:MultiFactorAuthPresent': (facts) => {
    if (facts.principal.type === 'FederatedUser') return UNKNOWABLE;
    return isSession(facts) ? (withMfa(facts) ?? ['false']) : undefined;
  },
  'aws:MultiFactorAuthAge': (facts) =>
    withMfa(facts, ({ time, authenticated }) =>
      String(
        Math.floor((time.getTime() - (authenticated.credentialsIssued?.getTime() ?? time.getTime())) / 1000),
      ),
    ),
  'aws:TokenIssueTime': (facts) =>
    one(facts.authenticated.credentialsIssued?.toISOString()) ?? untold(isSession(facts)),
  'aws:PrincipalOrgID': (facts) => one(membershipOfCaller(facts)?.organizationId),
  'aws:PrincipalOrgPaths': (facts) => one(membershipOfCaller(facts)?.path),
  'aws:ResourceOrgID': ({ surroundings }, account) => one(surroundings?.membership(account)?.organizationId),
  'aws:ResourceOrgPaths': ({ surroundings }, account) => one(surroundings?.membership(account)?.path),
  's3:authType': ({ authenticated }) => one(authenticated.authType),
  's3:signatureversion': ({ authenticated }) => one(authenticated.signatureVersion),
  's3:signatureAge': ({ authenticated }) => one(authenticated.signatureAge?.toString()),
  's3:x-amz-content-sha256': ({ authenticated }) => one(authenticated.contentSha256),
  // Differs: a listener without a certificate stands for a connection over TLS, and its version is assumed to be the newest that S3 speaks.
  's3:TlsVersion': ({ http }) =>
    one(http.tls === undefined ? (http.secure ? ASSUMED_TLS_VERSION : undefined) : http.tls.version),
};

const ASSUMED_TLS_VERSION = '1.3';

const principalTypes: Readonly<Record<Principal['type'], string>> = {
  Anonymous: 'Anonymous',
  Root: 'Account',
  User: 'User',
  AssumedRole: 'AssumedRole',
  FederatedUser: 'FederatedUser',
  Service: 'Service',
  WebIdentity: 'WebIdentity',
};

/** The ARN of a session's role; for other principals their own ARN. */
function principalArn(principal: Principal): string | undefined {
  if (principal.type === 'AssumedRole') return principal.roleArn;
  return 'arn' in principal ? principal.arn : undefined;
}

function userId(principal: Principal): string | undefined {
  if (principal.type === 'Anonymous') return 'anonymous';
  return 'userId' in principal ? principal.userId : undefined;
}

/** True if temporary credentials signed a request, or would sign one that was not sent. */
export function isSession(facts: RequestFacts): boolean {
  const { type } = facts.principal;
  return type === 'AssumedRole' || type === 'FederatedUser' || isTokenSession(facts);
}

/**
 * The value for a session that was requested with MFA; absent for any other.
 * Undocumented: whether a session of a role keeps it. The guide says that its credentials hold no information on MFA, and
 * CloudTrail shows that they do.
 */
function withMfa(facts: RequestFacts, value: (facts: RequestFacts) => string = () => 'true') {
  if (facts.authenticated.withMfa !== true) return undefined;
  return isTokenSession(facts) ? [value(facts)] : UNKNOWABLE;
}

/** If the request was not sent, the start of its session is not known. */
function untold(hasValue: boolean): typeof UNKNOWABLE | undefined {
  return hasValue ? UNKNOWABLE : undefined;
}

function unknownOfEndpoint({ endpoint }: RequestFacts): typeof UNKNOWABLE | undefined {
  return untold(endpoint !== undefined);
}

function membershipOfCaller({ surroundings, principal }: RequestFacts) {
  return surroundings?.membership(accountOf(principal));
}

function one(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}
