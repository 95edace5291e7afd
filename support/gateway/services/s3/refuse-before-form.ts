import { AwsError } from '../../../aws/aws-error.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { namedBucket } from './named-bucket.ts';

/**
 * Refuses a document for a bucket that does not exist: S3 reads no document for it. Throws AwsError `NoSuchBucket`.
 *
 * Undocumented: AWS does not state which refusal comes first. Recorded answers show it.
 */
export async function refuseBeforeForm(call: CallFacts<'s3'>, refusal: unknown): Promise<void> {
  const bucket: unknown = Reflect.get(call.input, 'Bucket');
  if (!(refusal instanceof AwsError) || refusal.code !== 'MalformedXML') return;
  if (typeof bucket === 'string' && call.operation !== 'CreateBucket') await namedBucket(call.store, bucket);
}
