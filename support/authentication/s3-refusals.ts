import { Buffer } from 'node:buffer';
import { AwsError } from '../aws/aws-error.ts';
import type { Refusals } from './refusals.ts';
import type { ScopeProblem, SignatureClaim } from './signature-claim.ts';
import { allowedSkew, isoTime } from './signing-time.ts';

const malformedCredential =
  'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';

/**
 * S3's refusals, with the codes, statuses and texts of the Amazon S3 API reference. If it has only the code, the text is
 * that of S3's own answers.
 *
 * Source: Amazon S3 API reference, "Error responses" and "Authenticating Requests: Using Query Parameters".
 * Undocumented: the texts for a repeated header and for an invalid region name; they are keyhole's own.
 */
export const s3Refusals: Refusals = {
  unsupportedScheme(authorization) {
    if (authorization.startsWith('AWS'))
      return new AwsError(
        'InvalidRequest',
        400,
        'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
      );
    return argument('Unsupported Authorization Type', 'Authorization', authorization);
  },
  severalMechanisms: (authorization) =>
    argument(
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      'Authorization',
      authorization,
    ),
  repeated: (name) => argument(`${name} must not be specified more than once.`, name, ''),
  incompleteHeader: () =>
    header('the authorization header requires three components: Credential, SignedHeaders, and Signature.'),
  incompleteQuery: (missing) =>
    missing.includes('AWSAccessKeyId') || missing.includes('Signature') || missing.includes('Expires')
      ? denied('Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters')
      : query(
          'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
        ),
  unsupportedAlgorithm: () => query('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"'),
  malformedCredential: (where) => credential(where, malformedCredential),
  badDate: (where) =>
    where === 'header'
      ? denied('AWS authentication requires a valid Date or x-amz-date header')
      : query("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""),
  badExpires: (problem) => query(problem),
  badScope: (where, problems) => credential(where, scopeText(problems), regionOf(problems)),
  unsignedHeaders: (names) =>
    denied('There were headers present in the request which were not signed', {
      HeadersNotSigned: names.join(', '),
    }),
  unknownKey: (accessKeyId) =>
    new AwsError(
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id you provided does not exist in our records.',
      {
        AWSAccessKeyId: accessKeyId,
      },
    ),
  invalidToken: (accessKeyId, token) =>
    token === undefined
      ? s3Refusals.unknownKey(accessKeyId)
      : new AwsError('InvalidToken', 400, 'The provided token is malformed or otherwise invalid.', {
          'Token-0': token,
        }),
  expiredToken: (token) =>
    new AwsError('ExpiredToken', 400, 'The provided token has expired.', { 'Token-0': token }),
  skewed: (claim, now) =>
    new AwsError(
      'RequestTimeTooSkewed',
      403,
      'The difference between the request time and the current time is too large.',
      {
        RequestTime: claim.date,
        ServerTime: isoTime(now.getTime()),
        MaxAllowedSkewMilliseconds: String(allowedSkew),
      },
    ),
  expired: (claim, expiry, now) =>
    denied('Request has expired', {
      ...(claim.expires === undefined ? {} : { 'X-Amz-Expires': String(claim.expires) }),
      Expires: isoTime(expiry),
      ServerTime: isoTime(now.getTime()),
    }),
  notYetValid: (claim, expiry, now) =>
    denied('Request is not yet valid', {
      'X-Amz-Date': String(claim.time),
      Expires: isoTime(expiry),
      ServerTime: isoTime(now.getTime()),
    }),
  mismatch: ({ accessKeyId, signature, stringToSign, canonicalRequest }) =>
    new AwsError(
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      {
        AWSAccessKeyId: accessKeyId,
        StringToSign: stringToSign,
        SignatureProvided: signature,
        StringToSignBytes: bytes(stringToSign),
        ...(canonicalRequest === undefined
          ? {}
          : { CanonicalRequest: canonicalRequest, CanonicalRequestBytes: bytes(canonicalRequest) }),
      },
    ),
  unsigned: () => denied('Access Denied'),
};

function denied(message: string, members: Readonly<Record<string, string>> = {}): AwsError {
  return new AwsError('AccessDenied', 403, message, members);
}

function argument(message: string, name: string, value: string): AwsError {
  return new AwsError('InvalidArgument', 400, message, { ArgumentName: name, ArgumentValue: value });
}

function header(problem: string, members: Readonly<Record<string, string>> = {}): AwsError {
  return new AwsError(
    'AuthorizationHeaderMalformed',
    400,
    `The authorization header is malformed; ${problem}`,
    members,
  );
}

function query(problem: string, members: Readonly<Record<string, string>> = {}): AwsError {
  return new AwsError('AuthorizationQueryParametersError', 400, problem, members);
}

function credential(
  where: SignatureClaim['where'],
  problem: string,
  members: Readonly<Record<string, string>> = {},
): AwsError {
  return where === 'header'
    ? header(problem, members)
    : query(`Error parsing the X-Amz-Credential parameter; ${problem}`, members);
}

function scopeText([problem]: readonly ScopeProblem[]): string {
  if (!problem) return malformedCredential;
  const { part, got, expected } = problem;
  if (part === 'region') return `the region '${got}' is wrong; expecting '${expected}'`;
  if (part === 'service') return `incorrect service "${got}". This endpoint belongs to "${expected}".`;
  if (part === 'terminator') return `incorrect terminal "${got}". This endpoint uses "${expected}".`;
  return `Invalid credential date "${got}". This date is not the same as X-Amz-Date: "${expected.slice(0, 8)}".`;
}

function regionOf([problem]: readonly ScopeProblem[]): Record<string, string> {
  return problem?.part === 'region' ? { Region: problem.expected } : {};
}

/** As S3 prints them: two hex digits a byte, blank-separated. */
function bytes(text: string): string {
  return Buffer.from(text)
    .toString('hex')
    .replace(/..(?!$)/g, '$& ');
}
