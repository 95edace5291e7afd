import { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { Principal } from '../../aws/principal.ts';
import type { RequestFacts } from './request-facts.ts';
import { isTokenSession } from './token-session.ts';

/** A condition key's values, absent, or not to be known: see permission.ts. Keys are in lower case. */
type KeyReader = (facts: RequestFacts) => readonly string[] | undefined | typeof UNKNOWABLE;

/**
 * Global condition keys that a request determines by itself. Keys that are absent here but listed in
 * {@link absentKeys} are known to be absent; all others are unknowable.
 *
 * Source: IAM user guide, "AWS global condition context keys".
 */
export const globalKeys: Readonly<Record<string, KeyReader>> = {
  'aws:principalarn': ({ principal }) => one(principalArn(principal)),
  'aws:principalaccount': ({ principal }) => one('accountId' in principal ? principal.accountId : undefined),
  'aws:principaltype': ({ principal }) => one(principalTypes[principal.type]),
  'aws:principalisawsservice': ({ principal }) => [String(principal.type === 'Service')],
  'aws:principalservicename': ({ principal }) =>
    one(principal.type === 'Service' ? principal.service : undefined),
  'aws:userid': ({ principal }) => one(userId(principal)),
  'aws:username': ({ principal }) => one(principal.type === 'User' ? principal.userName : undefined),
  'aws:sourceidentity': ({ principal }) =>
    one(principal.type === 'AssumedRole' ? principal.sourceIdentity : undefined),
  'aws:currenttime': ({ time }) => [time.toISOString()],
  'aws:epochtime': ({ time }) => [String(Math.floor(time.getTime() / 1000))],
  // Within a VPC an address says nothing to the outside: aws:VpcSourceIp takes its place.
  'aws:sourceip': ({ http, endpoint }) => (endpoint === undefined ? [http.sourceIp] : undefined),
  'aws:vpcsourceip': ({ http, endpoint }) => (endpoint === undefined ? undefined : [http.sourceIp]),
  'aws:sourcevpce': ({ endpoint }) => one(endpoint?.id),
  'aws:sourcevpc': ({ endpoint }) => one(endpoint?.vpc),
  // Whose the VPC is nobody said.
  'aws:sourcevpcarn': unknownOfEndpoint,
  'aws:vpceaccount': unknownOfEndpoint,
  'aws:vpceorgid': unknownOfEndpoint,
  'aws:vpceorgpaths': unknownOfEndpoint,
  'aws:securetransport': ({ http }) => [String(http.secure)],
  'aws:useragent': ({ http }) => one(http.headers['user-agent']),
  'aws:referer': ({ http }) => one(http.headers.referer),
  'aws:requestedregion': ({ region }) => [region],
  'aws:viaawsservice': () => ['false'],
  // Temporary credentials tell, long-term ones do not.
  'aws:multifactorauthpresent': (facts) =>
    one(facts.principal.type === 'AssumedRole' || isTokenSession(facts) ? 'false' : undefined),
};

/**
 * Global keys that no request to keyhole carries: there is no federation and no service calling on its own
 * behalf, and AWS leaves these keys out where they do not apply.
 */
export const absentKeys: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:chatbotsourcearn',
  'aws:ec2instancesourceprivateipv4',
  'aws:ec2instancesourcevpc',
  'aws:federatedprovider',
  'aws:multifactorauthage',
  'aws:principalservicenameslist',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

const principalTypes: Readonly<Record<Principal['type'], string>> = {
  Anonymous: 'Anonymous',
  Root: 'Account',
  User: 'User',
  AssumedRole: 'AssumedRole',
  Service: 'Service',
};

/** For a role's session the role's ARN, for everyone else their own. */
function principalArn(principal: Principal): string | undefined {
  if (principal.type === 'AssumedRole') return principal.roleArn;
  return 'arn' in principal ? principal.arn : undefined;
}

function userId(principal: Principal): string | undefined {
  if (principal.type === 'Anonymous') return 'anonymous';
  return 'userId' in principal ? principal.userId : undefined;
}

function unknownOfEndpoint({ endpoint }: RequestFacts): typeof UNKNOWABLE | undefined {
  return endpoint === undefined ? undefined : UNKNOWABLE;
}

function one(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}
