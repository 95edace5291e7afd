import { describe, expect, test } from '@jest/globals';
import type { PolicyKind } from './grammar/policy-kind.ts';
import { parsePolicy } from './parse-policy.ts';
import { PolicyError } from './terms/policy-error.ts';

const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const PUBLIC = { ...ALLOW, Principal: '*' };

/** A valid statement of its kind, which the rows make invalid. */
const RIGHT = {
  identity: ALLOW,
  session: ALLOW,
  bucket: PUBLIC,
  key: PUBLIC,
  secret: PUBLIC,
  'access point': PUBLIC,
  table: PUBLIC,
  trust: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } },
  boundary: ALLOW,
  scp: ALLOW,
  rcp: { ...PUBLIC, Effect: 'Deny' },
  endpoint: PUBLIC,
} as const satisfies Record<PolicyKind, object>;

/**
 * Columns: the fault | the kind | the document | the path | the text of the refusal. A document after `-` is one
 * statement; after `+` it is added to a valid statement. For both, the path is within the statement.
 */
const ROWS = `
that is not JSON | identity | { "Version": } | | not JSON: Unexpected token
that is not an object | identity | [] | | JSON object, not an array
without Statement | identity | {} | | Statement is missing
with no statements | identity | {"Statement":[]} | Statement | must hold at least one statement
with a null statement | identity | {"Statement":[null]} | Statement[0] | not null
with an unknown Version | identity | {"Version":"2012-10-18","Statement":{}} | Version | did you mean "2012-10-17"
with a number for Version | identity | {"Version":2012,"Statement":{}} | Version | must be a string, not a number
with an unknown element | identity | {"Statements":[]} | Statements | did you mean "Statement"
with a member twice | identity | {"Statement":[{"Effect":"Deny","Effect":"Allow"}]} | Statement[0].Effect | occurs twice
with a misspelt element in a statement | identity | +{"Efect":"Deny"} | .Efect | did you mean "Effect"
with an element in the wrong case | identity | +{"condition":{}} | .condition | did you mean "Condition"
without Effect | identity | -{"Action":"*","Resource":"*"} | | Effect is missing
with an Effect in the wrong case | identity | +{"Effect":"allow"} | .Effect | did you mean "Allow"
without Action | identity | -{"Effect":"Allow","Resource":"*"} | | Action is missing
with no actions | identity | +{"Action":[]} | .Action | must not be empty
with an action without its service | identity | +{"Action":"GetObject"} | .Action | needs its service
with a wildcard for the service of an action | identity | +{"Action":"*:Get"} | .Action | needs its service
with a space in an action | identity | +{"Action":"s3: GetObject"} | .Action | is not an action
with a number for an action | identity | +{"Action":[1]} | .Action[0] | must be a string
with Principal and NotPrincipal | bucket | +{"NotPrincipal":"*"} | | both Principal and NotPrincipal
with Resource and NotResource | identity | +{"NotResource":"*"} | | both Resource and NotResource
with a misspelt Deny | identity | +{"Effect":"Dney"} | .Effect | did you mean "Deny"
with an ARN that has no service | identity | +{"Resource":"arn:aws::::b"} | .Resource | must be written out
with a Resource that is an ARN of nothing | identity | +{"Resource":"urn:aws:s3:::b"} | .Resource | neither an ARN nor
with an ARN operator on no ARN | identity | +{"Condition":{"ArnLike":{"aws:SourceArn":"a:b:c:d:e:f"}}} | .Condition.ArnLike.aws:SourceArn | is not an ARN
with an unfinished variable in the middle of an ARN | identity | +{"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:sns::\${aws:x:topic"}}} | .Condition.ArnLike.aws:SourceArn | is not an ARN
with an ARN operator on a short ARN | identity | +{"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3"}}} | .Condition.ArnLike.aws:SourceArn | is not an ARN
with a prefix too long for an address | identity | +{"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/33"}}} | .Condition.IpAddress.aws:SourceIp | is not an IP address
with a prefix that is no number | identity | +{"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/x"}}} | .Condition.IpAddress.aws:SourceIp | is not an IP address
with an empty prefix | identity | +{"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/"}}} | .Condition.IpAddress.aws:SourceIp | is not an IP address
with a month that is none | identity | +{"Condition":{"DateEquals":{"aws:CurrentTime":"2026-13"}}} | .Condition.DateEquals.aws:CurrentTime | is not a date
with an hour that is none | identity | +{"Condition":{"DateEquals":{"aws:CurrentTime":"2026-01-01T25:00:00Z"}}} | .Condition.DateEquals.aws:CurrentTime | is not a date
with Action and NotAction | identity | +{"NotAction":"s3:*"} | | both Action and NotAction
without Resource | identity | -{"Effect":"Allow","Action":"*"} | | Resource is missing
with a Resource that is no ARN | identity | +{"Resource":"b/*"} | .Resource | neither an ARN nor
with a Resource that lacks parts | bucket | +{"Resource":"arn:aws:s3:b"} | .Resource | neither an ARN nor
with a wildcard for the service of an ARN | identity | +{"Resource":"arn:aws:*:::b"} | .Resource | must be written out
with an unfinished variable | identity | +{"Resource":"arn:aws:s3:::b/\${aws:username"} | .Resource | not closed
with a variable for the account of an ARN | identity | +{"Resource":"arn:aws:iam::\${aws:PrincipalAccount}:user/x"} | .Resource | only in the last part
with a Principal in an identity policy | identity | +{"Principal":"*"} | .Principal | must not have Principal
with a Principal in a session policy | session | +{"Principal":"*"} | .Principal | must not have Principal
without Principal in a bucket policy | bucket | -{"Effect":"Allow","Action":"*","Resource":"*"} | | Principal is missing
without Principal in a key policy | key | -{"Effect":"Allow","Action":"*","Resource":"*"} | | Principal is missing
with a Resource in a trust policy | trust | +{"Resource":"*"} | .Resource | must not have Resource
with NotPrincipal in a trust policy | trust | -{"Effect":"Deny","Action":"sts:*","NotPrincipal":"*"} | .NotPrincipal | cannot have NotPrincipal
with an action of S3 in a trust policy | trust | +{"Action":"s3:*"} | .Action | only actions of STS
with a principal of no type | bucket | +{"Principal":"111111111111"} | .Principal | needs its type
with an unknown type of principal | bucket | +{"Principal":{"Aws":"*"}} | .Principal.Aws | did you mean "AWS"
with no principal | bucket | +{"Principal":{}} | .Principal | must name a principal
with an empty name | bucket | +{"Principal":{"Federated":""}} | .Principal.Federated | must name a principal
with a group for a principal | key | +{"Principal":{"AWS":"arn:aws:iam::111111111111:group/g"}} | .Principal.AWS | a group cannot
with a short account id | bucket | +{"Principal":{"AWS":"11111111111"}} | .Principal.AWS | is not a principal
with an account id of 13 digits in an ARN | bucket | +{"Principal":{"AWS":"arn:aws:iam::1111111111111:root"}} | .Principal.AWS | is not a principal
with a wildcard within a principal | bucket | +{"Principal":{"AWS":"arn:aws:iam::111111111111:role/*"}} | .Principal.AWS | wildcard
with a wildcard for the session of a role | bucket | +{"Principal":{"AWS":"arn:aws:sts::111111111111:assumed-role/r/*"}} | .Principal.AWS | wildcard
with a wildcard for a service | bucket | +{"Principal":{"Service":"*"}} | .Principal.Service | wildcard
with a service that is none | bucket | +{"Principal":{"Service":"s3"}} | .Principal.Service | not a service principal
with a canonical user in a key policy | key | +{"Principal":{"CanonicalUser":"a1"}} | .Principal.CanonicalUser | canonical users
with an unknown operator | identity | +{"Condition":{"StringEqualz":{"aws:x":"y"}}} | .Condition.StringEqualz | did you mean "StringEquals"
with a key for an operator | identity | +{"Condition":{"aws:x":"y"}} | .Condition.aws:x | unknown condition operator
with a condition key without its service | identity | +{"Condition":{"StringEquals":{"x":"y"}}} | .Condition.StringEquals.x | not a condition key
with a condition key with a blank in its provider | identity | +{"Condition":{"StringEquals":{"a.b/c d:x":"y"}}} | .Condition.StringEquals.a.b/c d:x | not a condition key
with a condition key in two cases | identity | +{"Condition":{"StringEquals":{"aws:x":"y","aws:X":"y"}}} | .Condition.StringEquals.aws:X | occurs twice
with an object for a condition value | identity | +{"Condition":{"StringEquals":{"aws:x":{}}}} | .Condition.StringEquals.aws:x | must be a string
with a date that is none | identity | +{"Condition":{"DateLessThan":{"aws:CurrentTime":"soon"}}} | .Condition.DateLessThan.aws:CurrentTime | not a date
with a Sid of other letters in an identity policy | identity | +{"Sid":"a b"} | .Sid | letters and digits only
in an old language for a service control policy | scp | {"Version":"2008-10-17","Statement":[]} | | must have the Version "2012-10-17"
without a language for a resource control policy | rcp | {"Statement":[]} | | must have the Version "2012-10-17"
with Principal in a boundary | boundary | + {"Principal":"*"} | .Principal | must not have Principal
with Principal in a service control policy | scp | + {"Principal":"*"} | .Principal | must not have Principal
with NotPrincipal in a service control policy | scp | + {"NotPrincipal":"*"} | .NotPrincipal | must not have NotPrincipal
with a name in a resource control policy | rcp | + {"Principal":{"AWS":"111111111111"}} | .Principal | must have the Principal "*"
with "*" as AWS principals in a resource control policy | rcp | + {"Principal":{"AWS":"*"}} | .Principal | must have the Principal "*"
without Principal in a resource control policy | rcp | - {"Effect":"Deny","Action":"s3:*","Resource":"*"} | | Principal is missing
with NotPrincipal in a resource control policy | rcp | - {"Effect":"Deny","NotPrincipal":"*","Action":"s3:*","Resource":"*"} | .NotPrincipal | must have the Principal "*"
with NotAction in a resource control policy | rcp | - {"Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*"} | .NotAction | cannot have NotAction
with an Allow in a resource control policy | rcp | + {"Effect":"Allow"} | .Effect | can only deny
with an Allow of every action on some resources in a resource control policy | rcp | + {"Effect":"Allow","Action":"*"} | .Effect | can only deny
with an Allow of everything under conditions in a resource control policy | rcp | + {"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Null":{"aws:k":"true"}}} | .Effect | can only deny
with every action in a resource control policy | rcp | + {"Action":"*"} | .Action | must name a service
with a service beyond its reach in a resource control policy | rcp | + {"Action":["s3:*","iam:*"]} | .Action | "iam:*"
with upper case in the service of a resource control policy | rcp | + {"Action":"S3:GetObject"} | .Action | in lower case
without Resource in a resource control policy | rcp | - {"Effect":"Deny","Principal":"*","Action":"s3:*"} | | Resource is missing
with a name in an endpoint policy | endpoint | + {"Principal":{"AWS":"111111111111"}} | .Principal | must have the Principal "*"
without Principal in an endpoint policy | endpoint | - {"Effect":"Allow","Action":"s3:*","Resource":"*"} | | Principal is missing
`;

function document(statement: unknown): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statement });
}

function refusal(text: string, kind: PolicyKind): PolicyError {
  try {
    parsePolicy(text, { kind });
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error('the policy was taken');
}

function isKind(word: string): word is PolicyKind {
  return word in RIGHT;
}

const rows = ROWS.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('a policy is refused (IAM user guide, "Access Analyzer policy check reference")', () => {
  test.each(rows)('%s: %s', (_sentence = '', kind = '', written = '', path = '', reason = '') => {
    if (!isKind(kind)) throw new Error(`no kind of policy: ${kind}`);
    const one = /^[+-]/.test(written);
    const spoilt = one ? JSON.parse(written.slice(1)) : undefined;
    const statement = written.startsWith('+') ? { ...RIGHT[kind], ...spoilt } : spoilt;
    const error = refusal(one ? document([statement]) : written, kind);
    expect(error.path).toBe(one ? `Statement[0]${path}` : path);
    expect(error.reason).toContain(reason);
  });

  test.each(['identity', 'boundary', 'session', 'trust', 'scp', 'rcp'] as const)(
    'with two equal Sids: %s',
    (kind) => {
      const twice = document([
        { ...RIGHT[kind], Sid: 'a' },
        { ...RIGHT[kind], Sid: 'a' },
      ]);
      expect(refusal(twice, kind)).toMatchObject({
        path: 'Statement[1].Sid',
        reason: expect.stringContaining('another statement'),
      });
    },
  );

  test('that is empty', () => {
    expect(refusal('', 'identity').reason).toMatch(/^not JSON/);
  });

  test('with the position in the text', () => {
    const text =
      '{\n  "Version": "2012-10-17",\n  "Statement": [\n    { "Effect": "allow", "Action": "*", "Resource": "*" }\n  ]\n}';
    const { line, column, message } = refusal(text, 'identity');
    expect({ line, column }).toEqual({ line: 4, column: 7 });
    expect(message).toMatch(
      /^Statement\[0\]\.Effect \(line 4, column 7\): must be Allow or Deny, not "allow"/,
    );
  });

  test.each([
    ['{\n  "Version" 1}', { line: 2, column: 13, reason: "not JSON: Expected ':' after property name" }],
    ['{\n  Effect: "Allow"\n}', { line: 2, column: 3 }],
    ['{\n  "Statement": True\n}', { line: 2, column: 16, reason: "not JSON: Unexpected token 'T'" }],
    ['{\n  "Version"', { line: 2, column: 12 }],
    ['', { line: 1, column: 1 }],
  ])('with the position of a syntax error: %j', (text, found) => {
    expect(refusal(text, 'identity')).toMatchObject(found);
  });

  test('with the position of a statement without its array', () => {
    const text = '{"Statement":\n{"Effect":"Allow","Action":"GetObject","Resource":"*"}}';
    expect(refusal(text, 'identity')).toMatchObject({ path: 'Statement[0].Action', line: 2 });
  });

  test('with the position of the value around a missing element, even if its path holds brackets', () => {
    const text = document({ ...ALLOW, Condition: { NumericEquals: { 'aws:a[b].c]': 'x' } } });
    expect(refusal(text, 'identity').line).toBe(1);
  });
});
