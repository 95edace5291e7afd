import type { GetObjectAttributesCommandInput, GetObjectAttributesOutput } from '@aws-sdk/client-s3';
import { unquoted } from '../../../../aws/entity-tags.ts';
import { StaleDecisionError } from '../../../stale-decision-error.ts';
import type { Call } from '../../../store.ts';
import type { CopySources } from './pinned-object.ts';

/**
 * The answer of GetObjectAttributes, once the head of the same object has shown the encryption that the call was decided on.
 * Throws StaleDecisionError if the head shows another object or encryption.
 */
export async function attributesAsDecided(
  { input, conditions }: Call,
  output: object,
  objects: CopySources,
): Promise<object> {
  const decided = conditions?.encryption;
  if (decided === undefined) return output;
  const { ETag, LastModified, VersionId }: GetObjectAttributesOutput = output;
  const asked: Partial<GetObjectAttributesCommandInput> = input;
  const { Bucket = '', Key = '', SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 } = asked;
  const object = { Bucket, Key, VersionId: asked.VersionId ?? VersionId };
  const customerKey = { SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 };
  const head = await objects.head(object, customerKey);
  const isSame =
    typeof head === 'object' &&
    unquoted(head.ETag ?? '') === unquoted(ETag ?? '') &&
    head.LastModified?.getTime() === LastModified?.getTime();
  if (!isSame || !objects.isAsDecided(decided, object, head))
    throw new StaleDecisionError(`${Bucket}/${Key}`);
  if (asked.ObjectAttributes?.includes('ETag')) return output;
  const { ETag: _, ...others } = output as GetObjectAttributesOutput;
  return others;
}
