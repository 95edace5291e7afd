import type { Principal } from '../aws/principal.ts';
import type { PayloadExpectation } from '../wire/body/payload-expectation.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { Credential } from './credential.ts';

/** The facts from which the sender of a request is found. */
export interface AuthenticationRequest {
  readonly head: RequestHead;
  /** The whole body; called only for services other than Amazon S3, whose signatures cover the body's hash. */
  readonly readBody: () => Promise<Uint8Array> | Uint8Array;
  /** Looks up an access key id; undefined if it does not exist. */
  readonly credentials: (accessKeyId: string) => Promise<Credential | undefined> | Credential | undefined;
  readonly now: Date;
  /** The signing name of the addressed service: `s3`, `kms`, `sts`, … */
  readonly service: string;
  /** The bucket, if the Host names it: Signature Version 2 signs it as part of the path. */
  readonly bucketInHost?: string | undefined;
}

/** The sender of a request, the kind of its signature, and what the signature says about the body. */
export interface Authenticated {
  readonly principal: Principal;
  readonly accessKeyId?: string;
  /** The time at which the temporary credentials were issued; undefined for long-term credentials. */
  readonly credentialsIssued?: Date | undefined;
  /** True if temporary credentials were requested with a code of an MFA device. */
  readonly withMfa?: boolean | undefined;
  /** The region of the credential scope; undefined for Signature Version 2. */
  readonly region?: string;
  /** The value of s3:authType; undefined for an unsigned request. */
  readonly authType: 'REST-HEADER' | 'REST-QUERY-STRING' | 'POST' | undefined;
  /** The value of s3:signatureversion; undefined for an unsigned request. */
  readonly signatureVersion: 'AWS4-HMAC-SHA256' | 'AWS' | undefined;
  /** The value of s3:signatureAge, in milliseconds since the signature; undefined for Signature Version 2. */
  readonly signatureAge?: number;
  /** The value of s3:x-amz-content-sha256; undefined if the request does not have it. */
  readonly contentSha256: string | undefined;
  readonly payload: PayloadExpectation;
}
