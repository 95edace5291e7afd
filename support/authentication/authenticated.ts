import type { Principal } from '../aws/principal.ts';
import type { PayloadExpectation } from '../wire/body/payload-expectation.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { Credential } from './credential.ts';

/** What is needed to find out who sent a request. */
export interface AuthenticationRequest {
  readonly head: RequestHead;
  /** The whole body; called only for services other than Amazon S3, whose signatures cover the body's hash. */
  readonly readBody: () => Promise<Uint8Array> | Uint8Array;
  /** Looks an access key id up; undefined when there is none. */
  readonly credentials: (accessKeyId: string) => Promise<Credential | undefined> | Credential | undefined;
  readonly now: Date;
  /** The service addressed, by its signing name: `s3`, `kms`, `sts`, … */
  readonly service: string;
  /** The bucket, where the Host names it: Signature Version 2 signs it as part of the path. */
  readonly bucketInHost?: string | undefined;
}

/** Who sent a request, how it was signed, and what its signature says about the body. */
export interface Authenticated {
  readonly principal: Principal;
  readonly accessKeyId?: string;
  /** When the temporary credentials were given out that signed the request; undefined for long-term ones. */
  readonly credentialsIssued?: Date | undefined;
  /** The region of the credential scope; Signature Version 2 has none. */
  readonly region?: string;
  /** As s3:authType has it; undefined for an unsigned request. */
  readonly authType: 'REST-HEADER' | 'REST-QUERY-STRING' | undefined;
  /** As s3:signatureversion has it; undefined for an unsigned request. */
  readonly signatureVersion: 'AWS4-HMAC-SHA256' | 'AWS' | undefined;
  /** Milliseconds since the request was signed, as s3:signatureAge has it; Signature Version 2 does not tell. */
  readonly signatureAge?: number;
  /** As s3:x-amz-content-sha256 has it; undefined where the request does not say. */
  readonly contentSha256: string | undefined;
  readonly payload: PayloadExpectation;
}
