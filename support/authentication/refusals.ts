import type { AwsError } from '../aws/aws-error.ts';
import type { ScopeProblem, SignatureClaim } from './signature-claim.ts';

/** A signature that is not the one computed, and what it was computed from. */
export interface Mismatch {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly stringToSign: string;
  /** Signature Version 2 has none. */
  readonly canonicalRequest?: string;
}

/** How a service words its refusals to authenticate a request. All of them are answers, none is a fault of ours. */
export interface Refusals {
  /** A scheme other than AWS4-HMAC-SHA256. */
  unsupportedScheme(authorization: string): AwsError;
  /** A signature in the Authorization header and another in the query. */
  severalMechanisms(authorization: string): AwsError;
  /** A header or query parameter that authentication rests on was sent more than once. */
  repeated(name: string): AwsError;
  /** The Authorization header lacks parts. */
  incompleteHeader(missing: readonly string[], authorization: string): AwsError;
  /** The query lacks parameters of a presigned request. */
  incompleteQuery(missing: readonly string[]): AwsError;
  /** X-Amz-Algorithm is not AWS4-HMAC-SHA256. */
  unsupportedAlgorithm(algorithm: string): AwsError;
  malformedCredential(where: SignatureClaim['where'], credential: string): AwsError;
  /** There is no date, or it is not one. */
  badDate(where: SignatureClaim['where'], date: string | undefined): AwsError;
  badExpires(problem: string): AwsError;
  badScope(where: SignatureClaim['where'], problems: readonly ScopeProblem[]): AwsError;
  /** Headers that must be signed are not. */
  unsignedHeaders(names: readonly string[]): AwsError;
  unknownKey(accessKeyId: string): AwsError;
  /** The session token is missing, or not the access key's. */
  invalidToken(accessKeyId: string, token: string | undefined): AwsError;
  expiredToken(token: string): AwsError;
  /** Signed more than 15 minutes ago, or ahead. */
  skewed(claim: SignatureClaim, now: Date): AwsError;
  /** A presigned request used after its time. */
  expired(claim: SignatureClaim, expiry: number, now: Date): AwsError;
  /** A presigned request used before its time. */
  notYetValid(claim: SignatureClaim, expiry: number, now: Date): AwsError;
  mismatch(mismatch: Mismatch): AwsError;
  /** The operation takes a signature and the request has none. */
  unsigned(): AwsError;
}
