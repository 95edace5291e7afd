/**
 * A refusal in AWS's own terms, as the client sees it. Stores and stages throw it; the wire encodes it in the protocol
 * of the service.
 *
 * `code` is the code on the wire (`NoSuchKey`, `KMS.DisabledException`, `AccessDenied`), and `status` the HTTP status.
 * `members` are the error's other members (S3: `Key`, `BucketName`, `ArgumentName`, …). `headers` are its headers
 * (`x-amz-delete-marker`, `x-amz-bucket-region`, `allow`).
 */
export class AwsError extends Error {
  /** The reason beyond AWS's text, for the decision log. It is never sent to the client. */
  reason?: RefusalReason;

  /** Members that are no texts, as the wire sends them in JSON: the reasons of a cancelled transaction, an item. */
  structures?: Readonly<Record<string, unknown>>;

  readonly code: string;
  readonly status: number;
  readonly members: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  // biome-ignore lint/complexity/useMaxParams: what an error is made of, in the order in which it is most often known
  constructor(
    code: string,
    status: number,
    message: string,
    members: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    this.members = members;
    this.headers = headers;
  }

  /** Adds members that are no texts, and returns the error. */
  with(structures: Readonly<Record<string, unknown>>): this {
    this.structures = structures;
    return this;
  }

  /** Adds the reason to the error, and returns the error. */
  because(reason: RefusalReason): this {
    this.reason = reason;
    return this;
  }
}

/** The reason of a refusal and its remedy, in plain words. */
export interface RefusalReason {
  readonly why: string;
  readonly remedy: string;
}
