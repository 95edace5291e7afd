import { DeleteBucketCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { AnswerParts } from './answer-parts.ts';
import { copyInPlace, headObject, type RequestedEncryption } from './object-requests.ts';

/** The objects of a bucket under one encryption. */
export interface Holding {
  /** `AES256`, or the ARN of a KMS key. */
  readonly encryption: string;
  readonly objects: number;
  readonly bytes: number;
}

/**
 * ListObjectsV2, page by page, and CopyObject of each object onto itself, as `aws s3 cp --recursive` does. No
 * encryption header is sent without `encryption`.
 */
export async function copyBucketInPlace(
  s3: S3Client,
  bucket: string,
  encryption?: RequestedEncryption,
): Promise<AnswerParts> {
  for (const { Key } of await objectsIn(s3, bucket))
    await copyInPlace(s3, { Bucket: bucket, Key }, encryption);
  return {};
}

/**
 * The contents of a bucket under each encryption, in the order of first occurrence, as S3 Inventory reports them. A
 * listing does not show encryption, so each object is asked for with HeadObject.
 */
export async function holdingsByEncryption(s3: S3Client, bucket: string): Promise<readonly Holding[]> {
  const holdings = new Map<string, Holding>();
  for (const { Key, Size } of await objectsIn(s3, bucket)) {
    const { encryption = 'none' } = await headObject(s3, { Bucket: bucket, Key });
    const { objects, bytes } = holdings.get(encryption) ?? { objects: 0, bytes: 0 };
    holdings.set(encryption, { encryption, objects: objects + 1, bytes: bytes + Size });
  }
  return [...holdings.values()];
}

/** DeleteBucket. */
export async function deleteBucket(s3: S3Client, bucket: string): Promise<AnswerParts> {
  await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  return {};
}

async function objectsIn(s3: S3Client, bucket: string) {
  const objects: { readonly Key: string; readonly Size: number }[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket })) {
    for (const { Key = '', Size = 0 } of Contents) objects.push({ Key, Size });
  }
  return objects;
}
