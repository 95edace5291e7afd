import { AwsError } from '../../../../aws/aws-error.ts';
import { parseCopySource } from '../../../../aws/copy-source.ts';
import { DecidedOnOther } from '../../../decided-on-other.ts';
import type { Call, ObjectReference, StoredEncryption } from '../../../store.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import type { BucketDirectory } from './bucket-directory.ts';
import type { ObjectHead, StoredEncryptions } from './stored-encryptions.ts';

/** What is copied, as the endpoint has it now. */
export class CopySources {
  readonly #upstream: Upstream;
  readonly #buckets: BucketDirectory;
  readonly #encryptions: StoredEncryptions;

  constructor(upstream: Upstream, buckets: BucketDirectory, encryptions: StoredEncryptions) {
    this.#upstream = upstream;
    this.#buckets = buckets;
    this.#encryptions = encryptions;
  }

  /** The head of an object; undefined where there is none, or none that is shown without a customer's key. */
  async head({ Bucket, Key, VersionId }: ObjectReference): Promise<ObjectHead | undefined> {
    const place = await this.#buckets.find(Bucket);
    if (place === undefined) return undefined;
    const asked = { service: 's3', operation: 'HeadObject', input: { Bucket, Key, VersionId } } as const;
    try {
      return await this.#upstream.perform({ ...asked, account: place.owner, region: place.region });
    } catch (error) {
      if (error instanceof AwsError && error.status < 500) return undefined;
      throw error;
    }
  }

  /** Whether a head is of an object that is encrypted as what was decided on. */
  isAsDecided(decided: StoredEncryption | 'nothing', source: ObjectReference, head?: ObjectHead): boolean {
    // What is gone is not copied, and what a customer's key closes only by who has that.
    if (head === undefined) return true;
    return decided !== 'nothing' && this.#encryptions.confirms(decided, source, head);
  }
}

/**
 * The input of a copy, held to the content of the object that was decided on: what somebody puts in its place meanwhile is
 * not copied. Callers' own conditions stay as they are. Throws DecidedOnOther where it is another already.
 *
 * Differs: a copy with conditions of its own is held to what was decided on a moment before, and no longer.
 */
export async function pinnedCopy({ input, conditions }: Call, sources: CopySources): Promise<Call['input']> {
  const { CopySource }: { CopySource?: string } = input;
  const decided = conditions?.encryption;
  if (CopySource === undefined || decided === undefined) return input;
  const source = parseCopySource(CopySource);
  const head = await sources.head(source);
  if (!sources.isAsDecided(decided, source, head)) throw new DecidedOnOther(`${source.Bucket}/${source.Key}`);
  const conditional = Object.keys(input).some((member) => member.startsWith('CopySourceIf'));
  if (head?.ETag === undefined || conditional) return input;
  return Object.assign({}, input, { CopySourceIfMatch: head.ETag });
}

/** What a copy gives, or DecidedOnOther where it was refused since its source is another by now. */
export async function asPinned<T>(call: Call, sent: object, perform: () => Promise<T>): Promise<T> {
  try {
    return await perform();
  } catch (error) {
    const added = Reflect.has(sent, 'CopySourceIfMatch') && !Reflect.has(call.input, 'CopySourceIfMatch');
    if (!added || !(error instanceof AwsError) || error.code !== 'PreconditionFailed') throw error;
    throw new DecidedOnOther(String(Reflect.get(call.input, 'CopySource')));
  }
}
