import type { GetObjectAttributesCommandInput, HeadObjectCommandInput } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { parseCopySource } from '../../../../aws/copy-source.ts';
import { DecidedOnOther } from '../../../decided-on-other.ts';
import type { Call, ObjectReference, StoredEncryption } from '../../../store.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import type { BucketDirectory } from './bucket-directory.ts';
import type { ObjectHead, StoredEncryptions } from './stored-encryptions.ts';

/** The head of a copy's source; `absent` if there is no object, `closed` if only a customer's key shows it. */
type SourceHead = DatedHead | 'absent' | 'closed';
type DatedHead = ObjectHead & { readonly LastModified?: Date | undefined };
/** The members that bring a customer's key. */
type CustomerKey = Pick<
  HeadObjectCommandInput,
  'SSECustomerAlgorithm' | 'SSECustomerKey' | 'SSECustomerKeyMD5'
>;

/** The sources of copies, as the endpoint has them now. */
export class CopySources {
  readonly #upstream: Upstream;
  readonly #buckets: BucketDirectory;
  readonly #encryptions: StoredEncryptions;

  constructor(upstream: Upstream, buckets: BucketDirectory, encryptions: StoredEncryptions) {
    this.#upstream = upstream;
    this.#buckets = buckets;
    this.#encryptions = encryptions;
  }

  /** The head of an object, seen with a customer's key if one is brought. Throws AwsError if the endpoint does not tell. */
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

  /** True if an object is encrypted as the copy was decided on. A copy of an absent object fails by itself. */
  isAsDecided(decided: StoredEncryption | 'nothing', source: ObjectReference, head: SourceHead): boolean {
    if (head === 'absent') return true;
    if (head === 'closed') return decided !== 'nothing' && decided.algorithm === 'customer key';
    return decided !== 'nothing' && this.#encryptions.confirms(decided, source, head);
  }
}

/**
 * The input of a read or copy, held to the content of the object that was decided on: an object that is put in its place
 * meanwhile is not read or copied. Throws DecidedOnOther where it is another already.
 *
 * Differs: where there was no object, only the caller's own conditions hold the call to anything.
 */
export async function pinnedInput(
  { operation, input, conditions = {} }: Call,
  sources: CopySources,
): Promise<Call['input']> {
  const { CopySource }: { CopySource?: string } = input;
  const eTag = conditions.eTag === 'nothing' ? undefined : conditions.eTag;
  if (operation === 'GetObject' || operation === 'HeadObject')
    return eTag === undefined ? input : Object.assign({}, input, { IfMatch: eTag });
  if (operation === 'GetObjectAttributes' && conditions.encryption !== undefined) return withETagAsked(input);
  if (CopySource === undefined || conditions.encryption === undefined) return input;
  const source = parseCopySource(CopySource);
  const head = await sources.head(source);
  if (!sources.isAsDecided(conditions.encryption, source, head))
    throw new DecidedOnOther(`${source.Bucket}/${source.Key}`);
  const pinned = eTag ?? (typeof head === 'object' ? head.ETag : undefined);
  const conditional = Object.keys(input).some((member) => member.startsWith('CopySourceIf'));
  if (pinned === undefined || conditional) return input;
  return Object.assign({}, input, { CopySourceIfMatch: pinned });
}

/** The input of GetObjectAttributes that asks for the ETag as well: it tells which object was answered about. */
function withETagAsked(input: Call['input']): Call['input'] {
  const { ObjectAttributes = [] }: Partial<GetObjectAttributesCommandInput> = input;
  return Object.assign({}, input, { ObjectAttributes: [...new Set([...ObjectAttributes, 'ETag'])] });
}

/** The answer to a read or copy. Throws DecidedOnOther if the endpoint refused it because the object is another by now. */
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
    throw new DecidedOnOther(CopySource ?? `${Bucket}/${Key}`);
  }
}

/** True if the endpoint names a condition that a copy sets on the object in its place, not on its source. */
function isOfDestination({ input }: Call, { members }: AwsError): boolean {
  return Reflect.has(input, 'CopySource') && ['If-Match', 'If-None-Match'].includes(members.Condition ?? '');
}
