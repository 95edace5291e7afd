import type { CompletedPart } from '@aws-sdk/client-s3';
import { unquoted } from '../../../../aws/entity-tags.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { keyOf } from '../objects/content-headers.ts';
import type { S3Input, S3Output } from '../s3-operation.ts';

type Completion = S3Input<'CompleteMultipartUpload'>;
type Answer = S3Output<'CompleteMultipartUpload'>;

/** The number of completions that a bucket remembers. */
const MOST = 1000;

/** Remembers a completion, so that the same request made once more gets the same answer. */
export function rememberCompletion(bucket: Bucket, input: Completion, answer: Answer): void {
  const { completions } = bucket;
  completions.set(input.UploadId ?? '', { asked: textOf(input), answer });
  const [oldest] = completions.keys();
  if (completions.size > MOST && oldest !== undefined) completions.delete(oldest);
}

/**
 * The answer to a completion that is made once more; undefined for any other request. Nothing is written again.
 *
 * Undocumented: AWS does not state for how long S3 answers so. Here each bucket remembers its last completions.
 */
export function answerOfCompletion(bucket: Bucket, input: Completion): Answer | undefined {
  const completed = bucket.completions.get(input.UploadId ?? '');
  return completed?.asked === textOf(input) ? completed.answer : undefined;
}

function textOf(input: Completion): string {
  const parts = (input.MultipartUpload?.Parts ?? []).map(({ PartNumber, ETag = '' }: CompletedPart) => [
    PartNumber,
    unquoted(ETag),
  ]);
  return JSON.stringify([keyOf(input), parts, input.IfMatch, input.IfNoneMatch]);
}
