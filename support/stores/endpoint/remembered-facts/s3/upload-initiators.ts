import { AwsError } from '../../../../aws/aws-error.ts';
import { BoundedMap } from '../../../../aws/bounded-map.ts';
import type { ObjectReference } from '../../../../aws/object-reference.ts';
import {
  type KnownInitiator,
  type UploadInitiator,
  uploadInitiator,
} from '../../../../aws/upload-initiator.ts';
import type { Request } from '../../services/request.ts';
import type { Upstream } from '../../upstream/upstream.ts';

/** The principals that began the uploads of an endpoint, which sees only their accounts. They are remembered from the requests that passed. */
export class UploadInitiators {
  readonly #upstream: Upstream;
  readonly #uploads = new BoundedMap<{ readonly place: string; readonly initiator: UploadInitiator }>(10_000);

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** Remembers who began an upload, and forgets an upload that ended. */
  note({ operation, input, principal }: Request, answer: object): void {
    const { Bucket = '', Key = '', UploadId }: Partial<ObjectReference> = input;
    const { UploadId: begun }: Pick<Partial<ObjectReference>, 'UploadId'> = answer;
    if (operation === 'CreateMultipartUpload' && begun !== undefined && principal !== undefined)
      this.#uploads.set(begun, { place: `${Bucket}/${Key}`, initiator: uploadInitiator(principal) });
    const isEnd = operation === 'AbortMultipartUpload' || operation === 'CompleteMultipartUpload';
    if (isEnd && UploadId !== undefined) this.#uploads.delete(UploadId);
  }

  /** The initiator of an upload; undefined if there is no such upload. Throws AwsError if the endpoint fails. */
  async find(
    { Bucket, Key, UploadId = '' }: ObjectReference,
    at: { readonly account: string; readonly region: string },
  ): Promise<KnownInitiator | undefined> {
    const upload = this.#uploads.get(UploadId);
    if (upload?.place === `${Bucket}/${Key}`) return upload.initiator;
    const input = { Bucket, Key, UploadId };
    try {
      await this.#upstream.perform({ service: 's3', operation: 'ListParts', input, ...at });
      return 'not known';
    } catch (error) {
      if (error instanceof AwsError && error.status === 404) return undefined;
      throw error;
    }
  }
}
