import { AwsError } from '../../../aws/aws-error.ts';
import type { ObjectReference } from '../../../aws/object-reference.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { preconditionFailed } from '../../../aws/s3-errors.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import { textMember } from '../../plan/text-member.ts';
import type { CopySource } from './copy-source.ts';
import type { ObjectMembers } from './object-members.ts';
import { failedCondition, type ReadConditions, readRefusal } from './read-conditions.ts';

type S3Input = Input<'s3', Operation<'s3'>>;

/** The result of the conditions of a read, or of a copy on its source. */
export interface ConditionalRead {
  /** The error if a condition does not hold. */
  readonly checks: readonly Check[];
  /** The input without the conditions that were found to hold. */
  readonly input: S3Input;
  /** The ETag of the object for which they hold; `nothing` if the object does not exist. */
  readonly eTag?: string | undefined;
}

/** The object that a call reads: the source of a copy, or the object that it names. */
interface Read {
  /** The account that owns the bucket that the call names. */
  readonly owner: string;
  readonly source: CopySource | undefined;
}

/**
 * Evaluates the conditions that a call sets on the object it reads or copies. The store performs the call
 * without them, on the object for which they hold. So it does not matter which conditions the store itself
 * evaluates. Throws AwsError if the object cannot be read.
 */
export function conditionalRead(
  call: CallFacts<'s3'>,
  input: ObjectMembers,
  read: Read,
): Awaitable<ConditionalRead> {
  const { source } = read;
  const reads = source !== undefined || call.operation === 'GetObject' || call.operation === 'HeadObject';
  const members = source === undefined ? CONDITIONS : CONDITIONS_ON_SOURCE;
  const isConditional = reads && members.some((name) => Reflect.get(call.input, name) !== undefined);
  return isConditional ? evaluated(call, input, read) : { checks: [], input: call.input };
}

async function evaluated(
  call: CallFacts<'s3'>,
  input: ObjectMembers,
  { owner, source }: Read,
): Promise<ConditionalRead> {
  const prefix = source === undefined ? '' : 'CopySource';
  const conditions = conditionsIn(call.input, prefix);
  const { Bucket = '', Key = '', VersionId } = input;
  const head = await headOf(call, source?.reference ?? { Bucket, Key, VersionId }, {
    account: source?.bucket.owner ?? owner,
    prefix,
  });
  if (head instanceof AwsError) return { checks: [{ kind: 'error', error: head }], input: call.input };
  if (head === undefined) return { checks: [], input: call.input, eTag: 'nothing' };
  const failed = failedCondition(conditions, head);
  if (failed === undefined)
    return { checks: [], input: withoutConditions(call.input, prefix), eTag: head.eTag };
  const error =
    source === undefined ? readRefusal(failed, head) : preconditionFailed(`x-amz-copy-source-${failed}`);
  return { checks: [{ kind: 'error', error }], input: call.input };
}

const CONDITIONS = ['IfMatch', 'IfNoneMatch', 'IfModifiedSince', 'IfUnmodifiedSince'] as const;
const CONDITIONS_ON_SOURCE = CONDITIONS.map((name) => `CopySource${name}` as const);

function conditionsIn(input: object, prefix: string): ReadConditions {
  return Object.fromEntries(CONDITIONS.map((name) => [name, Reflect.get(input, `${prefix}${name}`)]));
}

function withoutConditions(input: S3Input, prefix: string): S3Input {
  const conditions = new Set<string>(CONDITIONS.map((name) => `${prefix}${name}`));
  return Object.fromEntries(Object.entries(input).filter(([member]) => !conditions.has(member)));
}

/**
 * The ETag and date of an object; undefined if it does not exist; the error if this caller may not see it.
 */
async function headOf(
  { store, region, input }: CallFacts<'s3'>,
  object: ObjectReference,
  { account, prefix }: { readonly account: string; readonly prefix: string },
) {
  const customerKey = (name: string) => textMember(input, `${prefix}SSECustomer${name}`);
  const asked = {
    ...object,
    SSECustomerAlgorithm: customerKey('Algorithm'),
    SSECustomerKey: customerKey('Key'),
    SSECustomerKeyMD5: customerKey('KeyMD5'),
  };
  const lookup = { service: 's3', operation: 'HeadObject', region, account, fresh: true } as const;
  try {
    const { ETag = '', LastModified = new Date(0) } = await store.read({ ...lookup, input: asked });
    return { eTag: ETag, lastModified: LastModified };
  } catch (error) {
    if (!(error instanceof AwsError) || error.status >= 500) throw error;
    return error.status === 404 || error.status === 405 ? undefined : error;
  }
}
