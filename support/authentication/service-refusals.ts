import { AwsError } from '../aws/aws-error.ts';
import type { Refusals } from './refusals.ts';
import type { ScopeProblem } from './signature-claim.ts';
import { allowedSkew, basicTime } from './signing-time.ts';

const invalidToken = 'The security token included in the request is invalid.';

/** The codes and statuses of a protocol, for refusals whose texts all protocols share. */
interface Codes {
  readonly signature: readonly [code: string, status: number];
  readonly incomplete: readonly [code: string, status: number];
  readonly unknown: readonly [code: string, status: number];
  readonly expiredToken: readonly [code: string, status: number];
  readonly missing: readonly [code: string, status: number];
}

/** IAM's and STS's refusals (IAM API Reference, "Common Errors"; IAM User Guide, "Troubleshoot Signature Version 4"). */
export const queryRefusals: Refusals = refusals({
  signature: ['SignatureDoesNotMatch', 403],
  incomplete: ['IncompleteSignature', 400],
  unknown: ['InvalidClientTokenId', 403],
  expiredToken: ['ExpiredToken', 403],
  missing: ['MissingAuthenticationToken', 403],
});

/** KMS's and the other JSON services' refusals (AWS KMS API Reference, "Common Errors"). */
export const jsonRefusals: Refusals = refusals({
  signature: ['InvalidSignatureException', 400],
  incomplete: ['IncompleteSignatureException', 400],
  unknown: ['UnrecognizedClientException', 400],
  expiredToken: ['ExpiredTokenException', 400],
  missing: ['MissingAuthenticationTokenException', 400],
});

type Refuse = (message: string) => AwsError;

function refusals(codes: Codes): Refusals {
  const refuse =
    ([code, status]: readonly [string, number]): Refuse =>
    (message) =>
      new AwsError(code, status, message);
  const signature = refuse(codes.signature);
  return {
    ...incompleteRefusals(refuse(codes.incomplete)),
    ...timeRefusals(signature),
    badScope: (_, problems) => signature(problems.map(scopeText).join('')),
    unsignedHeaders: (names) =>
      signature(
        names.map((name) => `'${named(name)}' must be a 'SignedHeader' in the AWS Authorization.`).join(' '),
      ),
    unknownKey: () => refuse(codes.unknown)(invalidToken),
    invalidToken: () => refuse(codes.unknown)(invalidToken),
    expiredToken: () => refuse(codes.expiredToken)('The security token included in the request is expired'),
    mismatch: () =>
      signature(
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      ),
    unsigned: () => refuse(codes.missing)('Request is missing Authentication Token'),
  };
}

/** The refusals of signatures that are incomplete or cannot be read. */
function incompleteRefusals(incomplete: Refuse) {
  return {
    unsupportedScheme: (authorization) =>
      incomplete(
        `Unsupported AWS 'algorithm': '${authorization.split(' ')[0]}' (only AWS4-HMAC-SHA256 for now). `,
      ),
    severalMechanisms: () => incomplete('Only one of an Authorization header and a signed query is allowed.'),
    repeated: (name) => incomplete(`${name} must not be specified more than once.`),
    incompleteHeader: (missing, authorization) =>
      incomplete(
        `${missing.map((name) => `Authorization header requires '${name}' parameter. `).join('')}Authorization=${authorization}`,
      ),
    incompleteQuery: (missing) =>
      incomplete(missing.map((name) => `AWS query-string parameters must include '${name}'. `).join('')),
    unsupportedAlgorithm: (algorithm) =>
      incomplete(`Unsupported AWS 'algorithm': '${algorithm}' (only AWS4-HMAC-SHA256 for now). `),
    malformedCredential: (_, credential) =>
      incomplete(
        `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
      ),
    badDate: (_, date) =>
      incomplete(
        date === undefined
          ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
          : `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
      ),
    badExpires: (problem) => incomplete(problem),
  } satisfies Partial<Refusals>;
}

function timeRefusals(signature: Refuse) {
  return {
    skewed: ({ date, time }, now) => {
      const server = now.getTime();
      const [late, current] = [time < server, basicTime(server)];
      return signature(
        late
          ? `Signature expired: ${date} is now earlier than ${basicTime(server - allowedSkew)} (${current} - 15 min.)`
          : `Signature not yet current: ${date} is still later than ${basicTime(server + allowedSkew)} (${current} + 15 min.)`,
      );
    },
    expired: ({ date }, expiry, now) =>
      signature(
        `Signature expired: ${date} is now earlier than ${basicTime(now.getTime())} (${basicTime(expiry)})`,
      ),
    notYetValid: ({ date }, _, now) =>
      signature(
        `Signature not yet current: ${date} is still later than ${basicTime(now.getTime() + allowedSkew)} (${basicTime(now.getTime())} + 15 min.)`,
      ),
  } satisfies Partial<Refusals>;
}

function scopeText({ part, got, expected }: ScopeProblem): string {
  if (part === 'region') return `Credential should be scoped to a valid region, not '${got}'. `;
  if (part === 'service') return `Credential should be scoped to correct service: '${expected}'. `;
  if (part === 'terminator')
    return `Credential should be scoped with a valid terminator: '${expected}', not '${got}'. `;
  return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${got}' != '${expected.slice(0, 8)}', from '${expected}'. `;
}

function named(header: string): string {
  return header === 'host' ? "Host' or ':authority" : header;
}
