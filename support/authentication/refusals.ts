import type { AwsError } from '../aws/aws-error.ts';
import type { ScopeProblem, SignatureClaim } from './signature-claim.ts';

/** A wrong signature, with the texts from which the right one was computed. */
export interface Mismatch {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly stringToSign: string;
  /** The canonical request; undefined for Signature Version 2. */
  readonly canonicalRequest?: string;
}

/**
 * The errors by which a service refuses to authenticate a request. Each is an answer to the client, not a fault of
 * keyhole.
 */
export interface Refusals {
  /** The scheme is not AWS4-HMAC-SHA256. */
  unsupportedScheme(authorization: string): AwsError;
  /** Both the Authorization header and the query have a signature. */
  severalMechanisms(authorization: string): AwsError;
  /** A header or query parameter of authentication is repeated. */
  repeated(name: string): AwsError;
  /** The Authorization header lacks parts. */
  incompleteHeader(missing: readonly string[], authorization: string): AwsError;
  /** The query lacks parameters of a presigned request. */
  incompleteQuery(missing: readonly string[]): AwsError;
  /** X-Amz-Algorithm is not AWS4-HMAC-SHA256. */
  unsupportedAlgorithm(algorithm: string): AwsError;
  malformedCredential(where: SignatureClaim['where'], credential: string): AwsError;
  /** The date is missing or invalid. */
  badDate(where: SignatureClaim['where'], date: string | undefined): AwsError;
  badExpires(problem: string): AwsError;
  badScope(where: SignatureClaim['where'], problems: readonly ScopeProblem[]): AwsError;
  /** Headers that must be signed are not signed. */
  unsignedHeaders(names: readonly string[]): AwsError;
  unknownKey(accessKeyId: string): AwsError;
  /** The session token is missing, or belongs to another access key. */
  invalidToken(accessKeyId: string, token: string | undefined): AwsError;
  expiredToken(token: string): AwsError;
  /** The request was signed more than 15 minutes ago, or is more than 15 minutes ahead. */
  skewed(claim: Pick<SignatureClaim, 'date' | 'time'>, now: Date): AwsError;
  /** A presigned request is used after its time. */
  expired(claim: SignatureClaim, expiry: number, now: Date): AwsError;
  /** A presigned request is used before its time. */
  notYetValid(claim: SignatureClaim, expiry: number, now: Date): AwsError;
  mismatch(mismatch: Mismatch): AwsError;
  /** The operation requires a signature, and the request has none. */
  unsigned(): AwsError;
}
