import type { AnswerParts, GrantMade, VirtualDevice } from '../client/answer-parts.ts';
import type { PresignedUpload } from '../client/presigned-upload.ts';
import type { CastMember } from '../scenario/cast/actors.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { WrittenObjects } from './written-objects.ts';

/** The parts of answers that later steps of an example refer to: `the secret`, `that grant`, `the payroll table`. */
export class RememberedAnswers {
  /** The content of each object, and its writer. */
  readonly written = new WrittenObjects();
  /** The ARNs of the created secrets, by name; Secrets Manager chooses the end of each. */
  readonly #secrets = new Map<string, string>();
  /** The ARNs of the created tables, by name. */
  readonly #tables = new Map<string, string>();
  #mfaDevice: VirtualDevice | undefined;
  #presigned: { readonly signer: CastMember; readonly url: PresignedUpload } | undefined;
  #uploadId: string | undefined;
  #ciphertext: Uint8Array | undefined;
  #grant: GrantMade | undefined;

  /** Keeps the parts of an answer that later steps may refer to. */
  note(answer: AnswerParts, caller: CastMember): void {
    this.written.note(answer, caller);
    if (answer.table !== undefined) this.#tables.set(answer.table.name, answer.table.arn);
    if (answer.secret !== undefined) this.#secrets.set(answer.secret.name, answer.secret.arn);
    this.#ciphertext = answer.ciphertext ?? this.#ciphertext;
    this.#mfaDevice = answer.mfaDevice ?? this.#mfaDevice;
    this.#uploadId = answer.uploadId ?? this.#uploadId;
    this.#grant = answer.grant ?? this.#grant;
  }

  /** The last MFA device that was enabled. Throws SpecError `out-of-order` if there is none. */
  get mfaDevice(): VirtualDevice {
    if (this.#mfaDevice !== undefined) return this.#mfaDevice;
    throw new SpecError(
      'out-of-order',
      'no user has an MFA device; begin with `Given the … user has an MFA device`',
    );
  }

  /** Keeps a presigned URL and its signer. */
  presign(signer: CastMember, url: PresignedUpload): void {
    this.#presigned = { signer, url };
  }

  /** The last presigned URL. Throws SpecError `out-of-order` if there is none. */
  get presigned(): { readonly signer: CastMember; readonly url: PresignedUpload } {
    if (this.#presigned !== undefined) return this.#presigned;
    throw new SpecError(
      'out-of-order',
      'no upload has been presigned yet; begin with `Given … has presigned an upload of …`',
    );
  }

  /** The id of the last multipart upload that was started. */
  get uploadId(): string | undefined {
    return this.#uploadId;
  }

  /** The last ciphertext that KMS made. Throws SpecError `out-of-order` if there is none. */
  get ciphertext(): Uint8Array {
    if (this.#ciphertext !== undefined) return this.#ciphertext;
    throw new SpecError(
      'out-of-order',
      'nothing has been encrypted yet: a step that encrypts must come first',
    );
  }

  /** The last grant that was created. Throws SpecError `out-of-order` if there is none. */
  get grant(): GrantMade {
    if (this.#grant !== undefined) return this.#grant;
    throw new SpecError(
      'out-of-order',
      'no grant has been created yet: a step that creates one must come first',
    );
  }

  /** The ARNs of the tables that the example created, by name. */
  get tables(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#tables);
  }

  /** The ARNs of the secrets that the example created, by name. */
  get secrets(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#secrets);
  }
}
