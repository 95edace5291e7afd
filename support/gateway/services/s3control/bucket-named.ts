import { bucketOfArn } from '../../../aws/arn.ts';
import { notImplemented } from '../../../aws/not-implemented.ts';

/**
 * The bucket whose tags a request is about. Throws NotImplemented for another resource.
 *
 * Differs: access points, Storage Lens groups and Access Grants have tags at AWS, and none here.
 */
export function bucketNamed({ ResourceArn = '' }: { readonly ResourceArn?: string | undefined }): string {
  const bucket = bucketOfArn(ResourceArn);
  if (bucket === undefined || ResourceArn !== `arn:aws:s3:::${bucket}` || /[*?]/.test(bucket))
    throw notImplemented(`tags of ${ResourceArn}: it is not the ARN of a bucket`);
  return bucket;
}
