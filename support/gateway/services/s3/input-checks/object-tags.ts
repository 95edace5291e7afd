import type { Tag } from '@aws-sdk/client-s3';
import { checkTagHeader, checkTags } from '../../../../aws/s3-tags.ts';
import type { S3Request } from './s3-request.ts';

/** Refuses tags that S3 does not take for an object, in a header or in a document. Throws AwsError. */
export function checkObjectTags({ operation, input }: S3Request): void {
  const { Tagging }: { Tagging?: string | { readonly TagSet?: readonly Tag[] | undefined } } = input;
  if (typeof Tagging === 'string') checkTagHeader(Tagging);
  else if (operation === 'PutObjectTagging') checkTags(Tagging?.TagSet ?? [], 'object');
}
