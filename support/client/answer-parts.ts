import type { ObjectName } from '../aws/object-reference.ts';

/** A virtual MFA device of a user, with the secret that its codes come from. */
export interface VirtualDevice {
  readonly serialNumber: string;
  readonly secret: string;
}

/** A grant, by its key and its id. */
export interface GrantMade {
  readonly keyArn: string;
  readonly grantId: string;
}

/** The parts of an answer to a request that features can look at. Each request fills in what its answer has. */
export interface AnswerParts {
  /** The content that was written, and the object that it was written to. */
  readonly written?: { readonly place: ObjectName; readonly content: string } | undefined;
  /** The object that was deleted. */
  readonly deleted?: ObjectName | undefined;
  /** The content of an object that was read. */
  readonly content?: string | undefined;
  /** The objects in a listing, with their sizes in bytes. */
  readonly listing?: ReadonlyMap<string, number> | undefined;
  /** The encryption of an object, `AES256` or the ARN of its KMS key; of a table, the ARN of its KMS key. */
  readonly encryption?: string | undefined;
  /** A ciphertext that KMS made. */
  readonly ciphertext?: Uint8Array | undefined;
  /** The grant that was made. */
  readonly grant?: GrantMade | undefined;
  /** The secret that was created. */
  readonly secret?: { readonly name: string; readonly arn: string } | undefined;
  /** The name of the secret whose value was read. */
  readonly secretRead?: string | undefined;
  /** The table that was created. */
  readonly table?: { readonly name: string; readonly arn: string } | undefined;
  /** The MFA device that was enabled. */
  readonly mfaDevice?: VirtualDevice | undefined;
  /** The id of a multipart upload. */
  readonly uploadId?: string | undefined;
  /** The key of a bucket's default encryption, exactly as S3 returns it. */
  readonly defaultKey?: string | undefined;
}
