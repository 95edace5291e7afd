import type { GetObjectAttributesCommandInput, HeadObjectCommandInput } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { parseCopySource } from '../../../../aws/copy-source.ts';
import type { ObjectReference } from '../../../../aws/object-reference.ts';
import type { Awaitable } from '../../../awaitable.ts';
import { StaleDecisionError } from '../../../stale-decision-error.ts';
import type { Call, StoredEncryption } from '../../../store.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import type { BucketDirectory } from './bucket-directory.ts';
import type { ObjectHead, StoredEncryptions } from './stored-encryptions.ts';

/** The head of a copy's source; `absent` if there is no object, `closed` if only a customer's key shows it. */
type SourceHead = DatedHead | 'absent' | 'closed';
type DatedHead = ObjectHead & { readonly LastModified?: Date | undefined };
/** The members of a customer-provided key. */
type CustomerKey = Pick<
  HeadObjectCommandInput,
  'SSECustomerAlgorithm' | 'SSECustomerKey' | 'SSECustomerKeyMD5'
>;

/** Looks up the sources of copies at the endpoint. */
export class CopySources {
  readonly #upstream: Upstream;
  readonly #buckets: BucketDirectory;
  readonly #encryptions: StoredEncryptions;

  constructor(upstream: Upstream, buckets: BucketDirectory, encryptions: StoredEncryptions) {
    this.#upstream = upstream;
    this.#buckets = buckets;
    this.#encryptions = encryptions;
  }

  /**
   * The head of an object, seen with a customer's key if one is brought. Throws AwsError if the endpoint does
   * not answer.
   */
  async head(
    { Bucket, Key, VersionId }: ObjectReference,
    customerKey: CustomerKey = {},
  ): Promise<SourceHead> {
    const place = await this.#buckets.find(Bucket);
    if (place === undefined) return 'absent';
    const at = { account: place.owner, region: place.region };
    const asked = {
      service: 's3',
      operation: 'HeadObject',
      input: { Bucket, Key, VersionId, ...customerKey },
    } as const;
    try {
      return await this.#upstream.perform({ ...asked, ...at });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // 405: a delete marker.
      if (error.status === 404 || error.status === 405) return 'absent';
      if (error.status !== 400) throw error;
      const hidden = await this.#encryptions.ofHidden({ Bucket, Key, VersionId }, at);
      return hidden === undefined ? 'absent' : 'closed';
    }
  }

  /**
   * True if an object is encrypted as the copy was decided on. An absent object passes, since its copy fails.
   */
  isAsDecided(decided: StoredEncryption | 'nothing', source: ObjectReference, head: SourceHead): boolean {
    if (head === 'absent') return true;
    if (head === 'closed') return decided !== 'nothing' && decided.algorithm === 'SSE-C';
    return decided !== 'nothing' && this.#encryptions.confirms(decided, source, head);
  }
}

/**
 * The input of a read or copy with a condition on the content of the object that was decided on. An object
 * that replaces it in the meantime is not read or copied. Throws StaleDecisionError if it was already replaced.
 *
 * Differs: if there was no object, the call has no condition but the caller's own.
 */
export function pinnedInput(
  { operation, input, conditions = {} }: Call,
  sources: CopySources,
): Awaitable<Call['input']> {
  const { CopySource }: { CopySource?: string } = input;
  const eTag = conditions.eTag === 'nothing' ? undefined : conditions.eTag;
  if (operation === 'GetObject' || operation === 'HeadObject')
    return eTag === undefined ? input : Object.assign({}, input, { IfMatch: eTag });
  if (operation === 'GetObjectAttributes' && conditions.encryption !== undefined) return withETagAsked(input);
  if (CopySource === undefined || conditions.encryption === undefined) return input;
  const decided = { encryption: conditions.encryption, eTag };
  return pinnedCopy(input, parseCopySource(CopySource), { decided, sources });
}

interface PinnedCopy {
  readonly decided: { readonly encryption: StoredEncryption | 'nothing'; readonly eTag: string | undefined };
  readonly sources: CopySources;
}

async function pinnedCopy(
  input: Call['input'],
  source: ObjectReference,
  { decided: { encryption, eTag }, sources }: PinnedCopy,
): Promise<Call['input']> {
  const head = await sources.head(source);
  if (!sources.isAsDecided(encryption, source, head))
    throw new StaleDecisionError(`${source.Bucket}/${source.Key}`);
  const pinned = eTag ?? (typeof head === 'object' ? head.ETag : undefined);
  const conditional = Object.keys(input).some((member) => member.startsWith('CopySourceIf'));
  if (pinned === undefined || conditional) return input;
  return Object.assign({}, input, { CopySourceIfMatch: pinned });
}

/** The input of GetObjectAttributes with the ETag, which identifies the object of the answer. */
function withETagAsked(input: Call['input']): Call['input'] {
  const { ObjectAttributes = [] }: Partial<GetObjectAttributesCommandInput> = input;
  return Object.assign({}, input, { ObjectAttributes: [...new Set([...ObjectAttributes, 'ETag'])] });
}

/**
 * The answer to a read or copy. Throws StaleDecisionError if the endpoint refused it because the object was
 * replaced.
 */
export async function asPinned<T>(call: Call, sent: object, perform: () => Promise<T>): Promise<T> {
  try {
    return await perform();
  } catch (error) {
    const added = ['IfMatch', 'CopySourceIfMatch'].some(
      (member) => Reflect.has(sent, member) && !Reflect.has(call.input, member),
    );
    if (!added || !(error instanceof AwsError) || error.status !== 412) throw error;
    if (isOfDestination(call, error)) throw error;
    const { Bucket, Key, CopySource }: { Bucket?: string; Key?: string; CopySource?: string } = call.input;
    throw new StaleDecisionError(CopySource ?? `${Bucket}/${Key}`);
  }
}

/** True if the endpoint names a condition that a copy sets on the object in its place, not on its source. */
function isOfDestination({ input }: Call, { members }: AwsError): boolean {
  return Reflect.has(input, 'CopySource') && ['If-Match', 'If-None-Match'].includes(members.Condition ?? '');
}
